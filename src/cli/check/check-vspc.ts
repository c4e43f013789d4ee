import type { AppConfig, VspcConfig } from '../../config/app-config';
import type { Stream } from '../../kernel/change';
import type { VspcConnector } from '../../vspc/vspc.connector';
import { collect, readFirst, tryProbe, type CheckItem, type Probe } from './check-item';

const ROLE_HINT =
  'In VSPC, create a read-only simple API key of a Portal Administrator (Configuration, REST API Keys) and use it here.';
const ADMINISTRATOR = 'PortalAdministrator';

interface Permission {
  readonly name: string;
  readonly streams: readonly Stream[];
  readonly read: (vspc: VspcConnector) => AsyncIterable<unknown>;
}

/** What each stream reads; a list that no enabled stream needs is not asked for. */
const PERMISSIONS: readonly Permission[] = [
  { name: 'organizations', streams: ['mapping'], read: (vspc) => vspc.organizations.organizations() },
  { name: 'resellers', streams: ['mapping'], read: (vspc) => vspc.organizations.resellers() },
  { name: 'Microsoft 365 mappings', streams: ['mapping'], read: (vspc) => vspc.m365.companyMappings() },
  { name: 'backup servers', streams: ['tickets', 'documentation'], read: (vspc) => vspc.servers.backupServers() },
  { name: 'jobs', streams: ['tickets', 'documentation'], read: (vspc) => vspc.jobs.jobs() },
  { name: 'agents', streams: ['tickets', 'documentation'], read: (vspc) => vspc.agents.backupAgents() },
  { name: 'agent jobs', streams: ['tickets', 'documentation'], read: (vspc) => vspc.agents.agentJobs() },
  { name: 'alarms', streams: ['tickets'], read: (vspc) => vspc.alarms.activeAlarms() },
  { name: 'usage', streams: ['billing'], read: (vspc) => vspc.usage.companyUsage() },
  { name: 'repositories', streams: ['documentation'], read: (vspc) => vspc.servers.repositories() },
];

/** One VSPC: does it answer, as which version, to whom, and may the account read what the streams need. */
export async function* checkVspc(
  vspc: VspcConnector,
  settings: VspcConfig,
  config: AppConfig,
): AsyncGenerator<CheckItem, void, undefined> {
  const connection = await tryProbe(vspc.system, { name: 'connection', run: () => describeConnection(vspc) });
  yield connection;
  if (!connection.ok) return;
  yield* describeLacks(vspc, await vspc.fetchVersion());
  yield await checkAccount(vspc);
  for (const probe of permissionProbes(vspc, settings, config)) yield await tryProbe(vspc.system, probe);
}

async function describeConnection(vspc: VspcConnector): Promise<string> {
  const { product, rest } = await vspc.fetchVersion();
  const companies = await collect(vspc.organizations.companies());
  const visible = companies.length === 1 ? '1 company' : `${companies.length} companies`;
  return `Connected to Veeam VSPC ${product} (REST ${rest}) — ${visible} visible`;
}

function* describeLacks(vspc: VspcConnector, { lacks }: { readonly lacks: readonly string[] }): Iterable<CheckItem> {
  const hint = 'Nothing to do, or upgrade VSPC.';
  for (const message of lacks) yield { system: vspc.system, name: 'version', ok: true, message, hint };
}

async function checkAccount(vspc: VspcConnector): Promise<CheckItem> {
  let role = '';
  const run = async (): Promise<string> => {
    const me = await vspc.fetchMe();
    role = me.role;
    return `logged in as ${me.userName}, ${me.role}`;
  };
  const item = await tryProbe(vspc.system, { name: 'account', run, ifForbidden: ROLE_HINT });
  return item.ok && role !== ADMINISTRATOR ? { ...item, hint: `Some lists need another role. ${ROLE_HINT}` } : item;
}

function permissionProbes(vspc: VspcConnector, settings: VspcConfig, config: AppConfig): readonly Probe[] {
  const probes = PERMISSIONS.filter(({ streams }) =>
    streams.some((stream) => config.streams[stream].policy !== 'off'),
  ).map(({ name, read }) => readProbe(name, () => readFirst(read(vspc))));
  if (!settings.events.enabled) return probes;
  return [...probes, readProbe('activity log', () => readFirst(vspc.activities.activities(lastMinute())))];
}

function readProbe(name: string, read: () => Promise<void>): Probe {
  const run = async (): Promise<string> => {
    await read();
    return `may read ${name}`;
  };
  return { name, run, ifForbidden: ROLE_HINT };
}

/** A window that is short, and long ago enough for clocks that differ. */
function lastMinute(): { readonly from: Date; readonly to: Date } {
  return { from: new Date('2020-01-01T00:00:00Z'), to: new Date('2020-01-01T00:01:00Z') };
}
