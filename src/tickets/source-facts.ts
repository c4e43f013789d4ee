import type { VspcBackupAgent, VspcManagementAgent } from '../vspc/agent-endpoints';
import type { VspcBackupServer } from '../vspc/server-endpoints';
import type { SourceKey } from '../kernel/change';
import { attributeCompany } from '../mapping/domain/attribute-company';
import type { SourceFact } from './domain/workload-facts';
import { machineClass, type FactSurroundings, type Seen } from './fact-parts';

/** A source before the memory of earlier passes is added. */
export type SeenSource = Seen<SourceFact>;

type Heartbeat = Pick<SourceFact, 'connected' | 'lastHeartbeatAt' | 'computerName' | 'tag'>;

/** A backup server and its management agent are one subject, the server (RULES, Tickets 5). */
export function backupServerSource(
  server: VspcBackupServer,
  managementAgents: ReadonlyMap<string, VspcManagementAgent>,
  source: SourceKey,
  around: FactSurroundings,
): SeenSource {
  const agent = managementAgents.get(server.managementAgentUid ?? '') ?? null;
  const heartbeat = heartbeatOf(agent);
  return {
    connection: around.connection,
    kind: 'server',
    key: server.uid,
    name: server.name,
    source,
    company: attributeCompany(server, server, around.companies),
    serverKey: server.uid,
    serverName: server.name,
    siteKey: null,
    repositoryKey: null,
    agentKey: null,
    workload: 'server',
    serialNumber: null,
    ...heartbeat,
    connected: heartbeat.connected && server.status !== 'Inaccessible',
  };
}

/** A backup agent on a machine; whether it is heard of is told by the management agent beside it. */
export function backupAgentSource(
  agent: VspcBackupAgent,
  managementAgents: ReadonlyMap<string, VspcManagementAgent>,
  source: SourceKey,
  around: FactSurroundings,
): SeenSource {
  const heartbeat = heartbeatOf(managementAgents.get(agent.managementAgentUid ?? '') ?? null);
  return {
    connection: around.connection,
    kind: 'agent',
    key: agent.uid,
    name: agent.name,
    source,
    company: attributeCompany(agent, null, around.companies),
    serverKey: null,
    serverName: null,
    siteKey: agent.siteUid,
    repositoryKey: null,
    agentKey: agent.uid,
    workload: machineClass(agent.operationMode, agent.agentPlatform),
    serialNumber: null,
    ...heartbeat,
    computerName: heartbeat.computerName ?? agent.name,
  };
}

/** Without a management agent nothing tells that it is away: it counts as there. */
export function heartbeatOf(agent: VspcManagementAgent | null): Heartbeat {
  if (agent === null) return { connected: true, lastHeartbeatAt: null, computerName: null, tag: null };
  return {
    connected: agent.connectionStatus === 'Online' || agent.connectionStatus === 'Unknown',
    lastHeartbeatAt: agent.lastHeartbeatTime?.getTime() ?? null,
    computerName: agent.hostName,
    tag: agent.tag,
  };
}
