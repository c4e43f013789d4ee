import type { PlannedProblem } from '../../kernel/change';
import { sortedBy } from '../../kernel/compare';
import type { AliveFacts, CompanyActivity, HostedServerFact, TenantFact } from './alive-facts';
import { linkKey, type CompanyLink } from './company-link';

/**
 * What is used or runs and is nobody's: it is neither ticketed nor billed nor documented until somebody says whose it is.
 *
 * | what                                                            | problem     |
 * | --------------------------------------------------------------- | ----------- |
 * | a company with usage or jobs, neither linked nor ignored        | unlinked    |
 * | a server of the provider's with jobs or machines of no company  | unmapped    |
 * | a Microsoft 365 tenant that is backed up and is no company's    | unmapped    |
 * | anything without usage and without jobs                         | none        |
 */
export function findUnlinkedAlive(facts: AliveFacts, links: readonly CompanyLink[]): PlannedProblem[] {
  const rows = new Map(links.map((link) => [linkKey(link), link]));
  const companies = facts.companies.flatMap((activity) => {
    const row = rows.get(linkKey(activity));
    const numbers = numbersOf(activity);
    return row && numbers !== '' && !isSettled(row) ? [companyProblem(row, numbers)] : [];
  });
  const servers = facts.hostedServers.filter(hasUnmapped).map(serverProblem);
  const tenants = facts.tenants.filter(isUnmapped).map(tenantProblem);
  return sortedBy([...companies, ...servers, ...tenants], (problem) => problem.id);
}

function isSettled(link: CompanyLink): boolean {
  return link.state === 'linked' || link.state === 'ignored';
}

function hasUnmapped({ unmappedJobs, unmappedMachines }: HostedServerFact): boolean {
  return unmappedJobs.length > 0 || unmappedMachines > 0;
}

function isUnmapped(tenant: TenantFact): boolean {
  return tenant.companyUid === null && (tenant.isBackedUp || tenant.jobs > 0);
}

function companyProblem(link: CompanyLink, numbers: string): PlannedProblem {
  const ref = `vspc:${linkKey(link)}`;
  const [best, ...others] = link.candidates;
  const hint =
    link.state === 'suggested' && best && others.length === 0
      ? `If it is ${best.connectwise.name}, run: vspc-bridge companies confirm ${ref}`
      : `Say whose it is: vspc-bridge companies link ${ref} cw:ID, or: vspc-bridge companies ignore ${ref} --reason TEXT`;
  return {
    id: `mapping/alive/${linkKey(link)}`,
    system: `vspc:${link.connection}`,
    kind: 'unlinked',
    message: `${link.name} has ${numbers}, and no link: it is neither ticketed nor billed nor documented.`,
    hint,
  };
}

/** Names of jobs that are shown before the rest is only counted. */
const SHOWN_JOBS = 3;

function serverProblem({ connection, uid, name, ...unmapped }: HostedServerFact): PlannedProblem {
  const { unmappedJobs: jobs, unmappedMachines: machines } = unmapped;
  const what = joined([
    ...(jobs.length > 0 ? [plural(jobs.length, 'job')] : []),
    ...(machines > 0 ? [plural(machines, 'machine')] : []),
  ]);
  const shown = [...jobs].sort().slice(0, SHOWN_JOBS).join(', ');
  const more = jobs.length > SHOWN_JOBS ? `, and ${jobs.length - SHOWN_JOBS} more` : '';
  const verb = jobs.length + machines === 1 ? 'belongs' : 'belong';
  return {
    id: `mapping/hosted/${connection}/${uid}`,
    system: `vspc:${connection}`,
    kind: 'unmapped',
    message: `${what} on ${name} ${verb} to no company${shown === '' ? '' : `: ${shown}${more}`}.`,
    hint: 'Map them to their companies in VSPC; until then their failures go to the provider company.',
  };
}

function tenantProblem({ connection, uid, name, jobs, users }: TenantFact): PlannedProblem {
  const numbers = joined([...(users === null || users === 0 ? [] : [plural(users, 'user')]), plural(jobs, 'job')]);
  return {
    id: `mapping/tenant/${connection}/${uid}`,
    system: `vspc:${connection}`,
    kind: 'unmapped',
    message: `The Microsoft 365 tenant ${name} with ${numbers} belongs to no company: nobody is billed for it.`,
    hint: 'Map it to its company in VSPC, under Microsoft 365 organizations.',
  };
}

const TERABYTE = 1e12;
const GIGABYTE = 1e9;

/** The counters that tell most, in the order in which they are told. */
// prettier-ignore
const COUNTERS: readonly (readonly [counter: string, unit: string])[] = [
  ['ManagedServerAgents', 'server agent'], ['ManagedWorkstationAgents', 'workstation agent'], ['ManagedVms', 'virtual machine'],
  ['ManagedCloudVms', 'cloud machine'], ['Vb365ProtectedUsers', 'Microsoft 365 user'], ['CloudTotalUsage', 'bytes of cloud storage'],
  ['Vb365BackupSize', 'bytes of Microsoft 365 backups'], ['VbrBackupSize', 'bytes of backups'],
];

/** "12 server agents, 3.1 TB of cloud storage and 4 jobs"; empty when there is nothing. */
function numbersOf({ jobs, usage }: CompanyActivity): string {
  const told = COUNTERS.flatMap(([counter, unit]) => {
    const value = usage.get(counter) ?? 0;
    if (value <= 0) return [];
    return [unit.startsWith('bytes') ? unit.replace('bytes', sizeText(value)) : plural(value, unit)];
  });
  const known = new Set(COUNTERS.map(([counter]) => counter));
  const others = [...usage].filter(([counter, value]) => value > 0 && !known.has(counter)).length;
  const parts = [
    ...told,
    ...(told.length === 0 && others > 0 ? [plural(others, 'other counter')] : []),
    ...(jobs > 0 ? [plural(jobs, 'job')] : []),
  ];
  return joined(parts);
}

/** "a, b and c"; empty for nothing. */
function joined(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${last}` : last;
}

function sizeText(bytes: number): string {
  const [size, unit] = bytes >= TERABYTE ? [bytes / TERABYTE, 'TB'] : [bytes / GIGABYTE, 'GB'];
  return `${Math.round(size * 10) / 10} ${unit}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
