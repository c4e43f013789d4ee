import { resolve } from 'node:path';
import type { Action, Stream } from '../kernel/change';
import { baseAddress, ITGLUE_HOSTS, parseDatabaseUrl } from './addresses';
import type {
  AppConfig,
  ConnectWiseConfig,
  DatabaseConfig,
  ItGlueConfig,
  StreamConfig,
  TlsConfig,
  VspcConfig,
  VspcCredentials,
} from './app-config';
import type { BridgeFile } from './bridge-file';
import type { Policy } from './bridge-streams';
import type { ConnectWiseSection, ItGlueSection, TlsSection, VspcSection } from './bridge-systems';
import { definite } from './definite';
import { HOUR_MS } from './duration';
import { presentKeys } from './present';
import { Secret } from './secret';

export const DEFAULT_DATABASE_URL = 'sqlite:data/bridge.db';

/** What bridge.yaml does not say. A policy is not among it: that has to be written down (RULES, Engine 8). */
export const DEFAULT_STREAMS: Readonly<Record<Stream, Omit<StreamConfig, 'policy'>>> = {
  mapping: { schedule: '0 * * * *', limits: {} },
  tickets: { schedule: '*/5 * * * *', limits: { create: 50, close: 50 } },
  billing: { schedule: '0 6 * * *', limits: { 'set-quantity': 500 } },
  documentation: { schedule: '30 2 * * *', limits: { create: 100, update: 500 } },
};

export const DEFAULT_COEXISTENCE: AppConfig['coexistence'] = { veeamTicketing: 'auto', veeamBilling: 'auto' };
export const DEFAULT_HTTP: AppConfig['http'] = { host: '127.0.0.1', port: 3000 };
export const DEFAULT_EVENTS: VspcConfig['events'] = { enabled: false, firstWindowDays: 14, maxPerPass: 10_000 };

export interface Places {
  readonly configFile: string;
  readonly mappingsDir: string;
  readonly baseDir: string;
  /** Absolute path of a CA file → its text, for every `tls.caFile` that could be read. */
  readonly caPems: ReadonlyMap<string, string>;
}

/** A checked bridge.yaml with its defaults. Throws only where a check is missing. */
export function buildConfig(bridge: BridgeFile, places: Places, fixedNowMs: number | null): AppConfig {
  const timezone = definite(bridge.timezone, 'timezone');
  return {
    configFile: places.configFile,
    mappingsDir: places.mappingsDir,
    baseDir: places.baseDir,
    installation: definite(bridge.installation, 'installation'),
    fixedNowMs,
    database: buildDatabase(bridge.database?.url ?? DEFAULT_DATABASE_URL, places.baseDir),
    timezone,
    vspc: (bridge.vspc ?? []).map((section) => buildVspc(section, timezone, places)),
    connectwise: buildConnectWise(definite(bridge.connectwise, 'connectwise'), places),
    itglue: bridge.itglue ? buildItGlue(bridge.itglue) : null,
    streams: buildStreams(bridge),
    coexistence: { ...DEFAULT_COEXISTENCE, ...presentKeys(bridge.coexistence) },
    http: { ...DEFAULT_HTTP, ...presentKeys(bridge.http) },
  };
}

function buildDatabase(url: string, baseDir: string): DatabaseConfig {
  const address = definite(parseDatabaseUrl(url), 'database.url');
  if (address.engine === 'sqlite') return { engine: 'sqlite', file: resolve(baseDir, address.file) };
  return { engine: 'postgres', url: new Secret(address.url), target: address.target };
}

function buildVspc(section: VspcSection, timezone: string, places: Places): VspcConfig {
  return {
    name: definite(section.name, 'name'),
    url: baseAddress(definite(section.url, 'url')),
    credentials: buildCredentials(section),
    tls: buildTls(section.tls, places),
    timezone: section.timezone ?? timezone,
    requestsPerSecond: section.requestsPerSecond ?? 2,
    slowSourcesMs: section.slowSources ?? HOUR_MS,
    events: { ...DEFAULT_EVENTS, ...presentKeys(section.events) },
  };
}

function buildCredentials(section: VspcSection): VspcCredentials {
  if (section.apiKey !== undefined) return { kind: 'api-key', apiKey: new Secret(section.apiKey) };
  return {
    kind: 'password',
    username: definite(section.username, 'username'),
    password: new Secret(definite(section.password, 'password')),
  };
}

function buildTls(section: TlsSection | undefined, places: Places): TlsConfig {
  if (section?.caFile === undefined) return { caFile: null, caPem: null };
  const caFile = resolve(places.baseDir, section.caFile);
  return { caFile, caPem: places.caPems.get(caFile) ?? null };
}

function buildConnectWise(section: ConnectWiseSection, places: Places): ConnectWiseConfig {
  return {
    url: baseAddress(definite(section.url, 'url')),
    companyId: definite(section.companyId, 'companyId'),
    publicKey: new Secret(definite(section.publicKey, 'publicKey')),
    privateKey: new Secret(definite(section.privateKey, 'privateKey')),
    clientId: new Secret(definite(section.clientId, 'clientId')),
    providerCompany: definite(section.providerCompany, 'providerCompany'),
    tls: buildTls(section.tls, places),
    requestsPerSecond: section.requestsPerSecond ?? 8,
  };
}

function buildItGlue(section: ItGlueSection): ItGlueConfig {
  const url = section.url ?? ITGLUE_HOSTS[definite(section.region, 'region')];
  return {
    url: baseAddress(url),
    apiKey: new Secret(definite(section.apiKey, 'apiKey')),
    requestsPerSecond: section.requestsPerSecond ?? 6,
  };
}

interface AnyStreamSection {
  readonly policy?: Policy;
  readonly schedule?: string;
  readonly limits?: object;
}

function buildStreams({ streams }: BridgeFile): Readonly<Record<Stream, StreamConfig>> {
  return {
    mapping: buildStream('mapping', streams?.mapping),
    tickets: buildStream('tickets', streams?.tickets),
    billing: buildStream('billing', streams?.billing),
    documentation: buildStream('documentation', streams?.documentation),
  };
}

function buildStream(stream: Stream, section: AnyStreamSection | undefined): StreamConfig {
  const preset = DEFAULT_STREAMS[stream];
  return {
    policy: definite(section?.policy, `streams.${stream}.policy`),
    schedule: section?.schedule ?? preset.schedule,
    limits: { ...preset.limits, ...buildLimits(section?.limits) },
  };
}

/** `setQuantity` of the file is the action `set-quantity`. */
function buildLimits(limits: object | undefined): Readonly<Partial<Record<Action, number>>> {
  const entries = Object.entries(limits ?? {})
    .filter(([, limit]) => limit !== undefined)
    .map(([key, limit]) => [key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), limit as number]);
  return Object.fromEntries(entries) as Partial<Record<Action, number>>;
}
