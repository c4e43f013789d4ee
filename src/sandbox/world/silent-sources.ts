import type { VspcData } from '../vspc/vspc-data';

/** Agents and backup servers that stopped reporting: what they show stays as it was. */
export function listSilentSources(vspc: VspcData): ReadonlySet<string> {
  const silent = new Set(
    vspc.managementAgents.filter((row) => row.connectionStatus !== 'Online').map((row) => row.instanceUid),
  );
  const agents = vspc.backupAgents.filter((row) => silent.has(row.managementAgentUid));
  const servers = vspc.backupServers.filter((row) => silent.has(row.managementAgentUid));
  return new Set([...agents, ...servers].map((row) => row.instanceUid));
}
