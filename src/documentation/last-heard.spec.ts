import type { VspcBackupAgent, VspcManagementAgent } from '../vspc/agent-endpoints';
import type { VspcBackupServer } from '../vspc/server-endpoints';
import { lastHeard } from './last-heard';
import type { PageJob } from './page-jobs';

const OLD = new Date('2026-10-30T00:00:00Z');
const NEW = new Date('2026-11-02T00:00:00Z');

const managementAgents = new Map(
  [
    ['ma-old', OLD],
    ['ma-new', NEW],
    ['ma-mute', null],
  ].map(([uid, lastHeartbeatTime]) => [uid as string, { uid, lastHeartbeatTime } as VspcManagementAgent]),
);
const servers = new Map([['server', { uid: 'server', managementAgentUid: 'ma-new' } as VspcBackupServer]]);
const agents = new Map(
  (
    [
      ['quiet', 'Server', 'ma-old'],
      ['laptop', 'Workstation', 'ma-old'],
      ['mute', 'Server', 'ma-mute'],
    ] as const
  ).map(([uid, operationMode, managementAgentUid]) => [
    uid,
    { uid, operationMode, managementAgentUid } as VspcBackupAgent,
  ]),
);

function heard(jobs: readonly Pick<PageJob, 'serverUid' | 'agentUid'>[]): Date | undefined {
  const ofCompany = new Map([['alpha', jobs as readonly PageJob[]]]);
  return lastHeard({ servers, agents, managementAgents, jobs: ofCompany }).get('alpha');
}

describe('when the oldest source last spoke', () => {
  it.each([
    ['is that of the backup server', [{ serverUid: 'server', agentUid: null }], NEW],
    ['is the older of server and server agent', [{ serverUid: 'server', agentUid: 'quiet' }], OLD],
    ['does not count laptops', [{ serverUid: null, agentUid: 'laptop' }], undefined],
    ['does not count what has no heartbeat', [{ serverUid: null, agentUid: 'mute' }], undefined],
    ['is not known of what nobody lists', [{ serverUid: 'gone', agentUid: 'gone' }], undefined],
    ['is not known without jobs', [], undefined],
  ] as const)('%s', (_sentence, jobs, expected) => {
    expect(heard(jobs)).toEqual(expected);
  });
});
