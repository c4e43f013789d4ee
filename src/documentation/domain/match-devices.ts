import type { CompanySection, ConfigurationFact, DeviceFact } from './documentation-observation';
import { isMissing } from './build-page';

/**
 * Which configurations are the protected machines of an organization; one without a restore point is none. One is taken when exactly one matches, by the
 * first of these that finds any; archived ones are nobody's:
 *
 * | step | machine                     | configuration                     |
 * | ---- | --------------------------- | --------------------------------- |
 * | 1    | host name                   | host name or name                 |
 * | 2    | fully qualified name        | host name or name                 |
 * | 3    | first part of the full name | first part of host name or name   |
 * | 4    | serial number               | serial number                     |
 * | 5    | each address                | primary address                   |
 */
export function matchDevices(
  sections: readonly CompanySection[],
  configurations: readonly ConfigurationFact[],
): readonly string[] {
  const index = indexConfigurations(configurations.filter((configuration) => !configuration.archived));
  const found = new Set<string>();
  for (const section of sections) {
    for (const workload of isMissing(section.workloads) ? [] : section.workloads) {
      const { device, protection } = workload;
      const id = device === null || protection === 'unprotected' ? undefined : findConfiguration(device, index);
      if (id !== undefined) found.add(id);
    }
  }
  return [...found].sort(compareIds);
}

type Index = ReadonlyMap<string, ReadonlySet<string>>;

function findConfiguration(device: DeviceFact, index: Index): string | undefined {
  const lookUps = [
    ['name', device.hostName],
    ['name', device.fqdn],
    ['short', device.fqdn === null ? device.hostName : shortName(device.fqdn)],
    ['serial', device.serialNumber],
    ...device.addresses.map((address) => ['address', address] as const),
  ] as const;
  for (const [kind, value] of lookUps) {
    const ids = isMeaningful(value) ? index.get(indexKey(kind, value)) : undefined;
    // Found, but not the only one: a weaker trait must not decide what a stronger one could not.
    if (ids !== undefined) return ids.size === 1 ? [...ids][0] : undefined;
  }
  return undefined;
}

function indexConfigurations(configurations: readonly ConfigurationFact[]): Index {
  const index = new Map<string, Set<string>>();
  const add = (kind: string, value: string | null, id: string): void => {
    if (!isMeaningful(value)) return;
    const key = indexKey(kind, value);
    index.set(key, (index.get(key) ?? new Set()).add(id));
  };
  for (const { id, name, hostname, serialNumber, primaryIp } of configurations) {
    for (const text of [name, hostname]) {
      add('name', text, id);
      add('short', text === null ? null : shortName(text), id);
    }
    add('serial', serialNumber, id);
    add('address', primaryIp, id);
  }
  return index;
}

function indexKey(kind: string, value: string): string {
  return `${kind}:${value.trim().toLowerCase()}`;
}

/** An address has no short form. */
function shortName(name: string): string | null {
  return /^[\d.]+$/.test(name) ? null : name.replace(/\..*$/s, '');
}

/** What vendors of hardware put into a serial number that nobody set, and addresses that every machine has. */
const MEANINGLESS = new Set([
  '',
  '0',
  'none',
  'n/a',
  'default string',
  'system serial number',
  'to be filled by o.e.m.',
]);
const LOCAL_ADDRESS = /^(127\.|169\.254\.|0\.0\.0\.0|::1$|fe80:)/i;

function isMeaningful(value: string | null): value is string {
  return value !== null && !MEANINGLESS.has(value.trim().toLowerCase()) && !LOCAL_ADDRESS.test(value.trim());
}

/** Ids are digits; the shorter is the smaller. */
export function compareIds(left: string, right: string): number {
  return left.length - right.length || (left < right ? -1 : Number(left > right));
}

export interface MergedTags {
  readonly all: readonly string[];
  /** Those that go with their machine. */
  readonly ours: readonly string[];
}

/**
 * The tags of a page: those that people added stay, also where the machine is one of ours; ours follow the machines. A
 * tag that we set and somebody took away comes back while the machine is protected.
 */
export function mergeTags(
  present: readonly string[],
  { before, now }: { readonly before: readonly string[]; readonly now: readonly string[] },
): MergedTags {
  const known = new Set(before);
  const ofPeople = new Set(present.filter((id) => !known.has(id)));
  return {
    all: [...new Set([...ofPeople, ...now])].sort(compareIds),
    ours: now.filter((id) => !ofPeople.has(id)),
  };
}
