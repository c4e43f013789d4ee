import { vspcCompanyUid } from '../kernel/ids';
import type { VspcBackupAgent, VspcManagementAgent } from '../vspc/agent-endpoints';
import type { VspcBackupServer } from '../vspc/server-endpoints';
import { backupAgentSource, backupServerSource } from './source-facts';

const HEARD = new Date('2026-11-02T07:00:00Z');
const AROUND = {
  connection: 'main',
  companies: { names: new Map([['alpha', 'Alpha']]), providerName: 'Provider' },
  servers: new Map(),
};

function management(change: Partial<VspcManagementAgent> = {}): ReadonlyMap<string, VspcManagementAgent> {
  const agent: VspcManagementAgent = {
    uid: 'm1',
    organizationUid: vspcCompanyUid('alpha'),
    locationUid: null,
    hostName: 'SRV-01',
    friendlyName: null,
    lastHeartbeatTime: HEARD,
    version: null,
    versionStatus: 'UpToDate',
    tag: 'gold',
    status: 'Healthy',
    connectionStatus: 'Online',
    type: 'Client',
    role: 'Unknown',
    computer: null,
    ...change,
  };
  return new Map([[agent.uid, agent]]);
}

function server(change: Partial<VspcBackupServer> = {}): VspcBackupServer {
  return {
    uid: 's1',
    name: 'VBR-01',
    organizationUid: vspcCompanyUid('alpha'),
    locationUid: null,
    managementAgentUid: 'm1',
    version: null,
    role: 'Client',
    status: 'Healthy',
    ...change,
  };
}

function agent(change: Partial<VspcBackupAgent> = {}): VspcBackupAgent {
  return {
    uid: 'a1',
    name: 'pc-07',
    organizationUid: vspcCompanyUid('alpha'),
    managementAgentUid: 'm1',
    siteUid: null,
    status: 'Active',
    managementAgentStatus: 'Healthy',
    operationMode: 'Server',
    managementMode: 'ManagedByConsole',
    agentPlatform: 'Windows',
    version: null,
    versionStatus: 'UpToDate',
    jobs: 1,
    ...change,
  };
}

describe('a backup server and its management agent are one subject', () => {
  it.each<[string, Partial<VspcBackupServer>, ReadonlyMap<string, VspcManagementAgent>, object]>([
    [
      'in touch',
      {},
      management(),
      { kind: 'server', key: 's1', serverKey: 's1', connected: true, lastHeartbeatAt: HEARD.getTime(), tag: 'gold' },
    ],
    ['whose agent is inaccessible is away', {}, management({ connectionStatus: 'Inaccessible' }), { connected: false }],
    ['whose agent was rejected is away', {}, management({ connectionStatus: 'Rejected' }), { connected: false }],
    ['that is inaccessible itself is away', { status: 'Inaccessible' }, management(), { connected: false }],
    ['with warnings is there', { status: 'Warning' }, management(), { connected: true }],
    [
      'of which a newer VSPC says something new is there',
      {},
      management({ connectionStatus: 'Unknown' }),
      { connected: true },
    ],
    ['without an agent is there', { managementAgentUid: null }, new Map(), { connected: true, lastHeartbeatAt: null }],
    ['never heard of has no heartbeat', {}, management({ lastHeartbeatTime: null }), { lastHeartbeatAt: null }],
    [
      'of a customer is the customer’s',
      {},
      management(),
      { company: { uid: 'alpha', name: 'Alpha', by: 'organization' } },
    ],
    [
      'that is shared is the provider’s',
      { role: 'CloudConnect' },
      management(),
      { company: { uid: null, name: 'Provider', by: 'provider' } },
    ],
  ])('%s', (_sentence, change, agents, expected) => {
    const fact = backupServerSource(server(change), agents, 'vspc:main/infrastructure/backupServers', AROUND);
    expect(fact).toMatchObject(expected);
  });
});

describe('a backup agent', () => {
  it.each<[string, Partial<VspcBackupAgent>, ReadonlyMap<string, VspcManagementAgent>, object]>([
    [
      'of a server',
      {},
      management(),
      { kind: 'agent', key: 'a1', agentKey: 'a1', workload: 'server', computerName: 'SRV-01', connected: true },
    ],
    ['of a workstation', { operationMode: 'Workstation' }, management(), { workload: 'workstation' }],
    [
      'without a licence is taken for a server’s',
      { operationMode: 'UnLicensed' },
      management(),
      { workload: 'server' },
    ],
    ['that is away', {}, management({ connectionStatus: 'Inaccessible' }), { connected: false }],
    [
      'whose machine has no name of its own goes by the agent’s',
      {},
      management({ hostName: null }),
      { computerName: 'pc-07' },
    ],
    ['without a management agent is there', { managementAgentUid: null }, new Map(), { connected: true, tag: null }],
  ])('%s', (_sentence, change, agents, expected) => {
    const fact = backupAgentSource(agent(change), agents, 'vspc:main/infrastructure/backupAgents', AROUND);
    expect(fact).toMatchObject(expected);
  });
});
