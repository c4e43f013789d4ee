/** REST versions that the bridge speaks, oldest first, with the first build of the product that has each (facts 1.7). */
const REST_VERSIONS = [
  { rest: '3.3', since: [7, 0, 0, 0] },
  { rest: '3.4', since: [8, 0, 0, 0] },
  { rest: '3.5', since: [8, 1, 0, 0] },
  { rest: '3.5.1', since: [8, 1, 0, 21_999] },
  { rest: '3.6', since: [9, 0, 0, 0] },
  { rest: '3.6.1', since: [9, 1, 0, 0] },
  { rest: '3.6.2', since: [9, 2, 0, 0] },
] as const;

export type RestVersion = (typeof REST_VERSIONS)[number]['rest'];

/** What a version can do. Where one is false the stream that needs it goes without, and says so. */
export interface VspcCapabilities {
  /** Counters, and companies apart from tenants, as billing needs them. */
  readonly billing: boolean;
  /** `uniqueUid`: VSPC's own id of a VBR job. */
  readonly uniqueJobIds: boolean;
  /** Next run and rhythm of VBR jobs. */
  readonly schedule: boolean;
  readonly tenantQuotas: boolean;
  readonly activityLog: boolean;
  /** Tokens that cannot write. */
  readonly readOnlyTokens: boolean;
}

export interface VspcVersion {
  /** Build of the product, `9.1.0.30345`. */
  readonly product: string;
  /** Sent as `X-Client-Version`. */
  readonly rest: RestVersion;
  readonly capabilities: VspcCapabilities;
  /** One sentence for everything that this version lacks. */
  readonly lacks: readonly string[];
}

export type VersionChoice =
  | { readonly kind: 'speaks'; readonly version: VspcVersion }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unreadable' };

/**
 * The newest REST version that both sides speak. A product that is newer than this bridge is spoken to in the newest
 * version we know.
 *
 * @param refused versions that this server has turned down before
 */
export function chooseRestVersion(product: string, refused: ReadonlySet<string> = new Set()): VersionChoice {
  const build = parseBuild(product);
  if (!build) return { kind: 'unreadable' };
  const known = REST_VERSIONS.filter(({ since }) => compareBuilds(build, since) >= 0);
  if (known.length === 0) {
    const reason =
      `VSPC ${product} is too old: its REST API tells neither which company a job belongs to nor when it ended. ` +
      'VSPC 7.0 or newer is needed, 8.1 or newer for billing';
    return { kind: 'refused', reason };
  }
  const rest = known.findLast((version) => !refused.has(version.rest))?.rest;
  if (rest === undefined) {
    const reason = `VSPC ${product} speaks none of the REST versions that this bridge knows; update the bridge`;
    return { kind: 'refused', reason };
  }
  const capabilities = capabilitiesOf(rest);
  return { kind: 'speaks', version: { product, rest, capabilities, lacks: describeLacks(product, capabilities) } };
}

/** Why a version cannot do this, in a sentence; null where it can. */
export function lackOf({ product, capabilities }: VspcVersion, needed: NamedCapability): string | null {
  return capabilities[needed] ? null : `VSPC ${product} ${LACKS[needed]}`;
}

export function isAtLeast(rest: RestVersion, floor: RestVersion): boolean {
  return orderOf(rest) >= orderOf(floor);
}

function capabilitiesOf(rest: RestVersion): VspcCapabilities {
  return {
    billing: isAtLeast(rest, '3.5'),
    uniqueJobIds: isAtLeast(rest, '3.5.1'),
    schedule: isAtLeast(rest, '3.6.1'),
    tenantQuotas: isAtLeast(rest, '3.5.1'),
    activityLog: isAtLeast(rest, '3.5'),
    readOnlyTokens: isAtLeast(rest, '3.6'),
  };
}

/** What goes without, after "VSPC 8.0.0.16877 ". */
const LACKS = {
  billing: 'has no usage counters that can be billed (from 8.1): billing is off',
  schedule: 'tells no next run of VBR jobs (from 9.1): missed runs go by their rhythm',
  tenantQuotas: 'tells no quotas of Cloud Connect tenants (from 8.1)',
  activityLog: 'has no activity log (from 8.1)',
  readOnlyTokens: 'has no read-only tokens (from 9.0): use an API key, or a user who may only read',
} as const;

/** What the bridge asks of a version, and says where it is missing. */
export type NamedCapability = keyof typeof LACKS;

function describeLacks(product: string, capabilities: VspcCapabilities): readonly string[] {
  const names = Object.keys(LACKS) as readonly NamedCapability[];
  return names.filter((name) => !capabilities[name]).map((name) => `VSPC ${product} ${LACKS[name]}`);
}

function parseBuild(product: string): readonly number[] | undefined {
  const parts = /^\s*v?(\d{1,5})\.(\d{1,5})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?/.exec(product);
  return parts?.slice(1, 5).map((part: string | undefined) => Number(part ?? 0));
}

function compareBuilds(left: readonly number[], right: readonly number[]): number {
  for (let place = 0; place < 4; place += 1) {
    const difference = (left[place] ?? 0) - (right[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function orderOf(rest: RestVersion): number {
  return REST_VERSIONS.findIndex((version) => version.rest === rest);
}
