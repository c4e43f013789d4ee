import type { VspcBackupAgent, VspcManagementAgent } from '../vspc/agent-endpoints';
import type { VspcBackupServer } from '../vspc/server-endpoints';
import type { PageJob } from './page-jobs';

export interface HeartbeatSources {
  readonly servers: ReadonlyMap<string, VspcBackupServer>;
  readonly agents: ReadonlyMap<string, VspcBackupAgent>;
  readonly managementAgents: ReadonlyMap<string, VspcManagementAgent>;
  readonly jobs: ReadonlyMap<string, readonly PageJob[]>;
}

/**
 * When the oldest source of each company's jobs last spoke: its backup servers and the agents of its servers. A laptop
 * that is merely off makes no page old. A source without a heartbeat says nothing.
 */
export function lastHeard(sources: HeartbeatSources): ReadonlyMap<string, Date> {
  const heard = new Map<string, Date>();
  for (const [company, jobs] of sources.jobs) {
    const times = jobs.flatMap((job) => heartbeatsOf(job, sources));
    const [first, ...others] = times;
    if (first !== undefined)
      heard.set(
        company,
        others.reduce((oldest, time) => (time < oldest ? time : oldest), first),
      );
  }
  return heard;
}

function heartbeatsOf(
  { serverUid, agentUid }: PageJob,
  { servers, agents, managementAgents }: HeartbeatSources,
): Date[] {
  const agent = agents.get(agentUid ?? '');
  const speakers = [
    servers.get(serverUid ?? '')?.managementAgentUid,
    agent?.operationMode === 'Server' ? agent.managementAgentUid : null,
  ];
  return speakers.flatMap((uid) => managementAgents.get(uid ?? '')?.lastHeartbeatTime ?? []);
}
