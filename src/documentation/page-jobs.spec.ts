import { vspcCompanyUid } from '../kernel/ids';
import type { LatestResult } from '../persistence/tickets/job-result.repository';
import type { VspcBackupAgent } from '../vspc/agent-endpoints';
import {
  backupServer,
  consoleAgentJob,
  ENDED,
  NO_SCHEDULE,
  serverAgentObject,
  TONIGHT,
  vspcJob,
} from '../../test/support/vspc-rows';
import { pageJobs, type JobSources, type PageJob } from './page-jobs';

const LONG_AGO = new Date('2026-10-20T22:00:00Z');

function jobsOf(change: Partial<JobSources>): PageJob[] {
  return pageJobs({
    connection: 'main',
    companies: { names: new Map([['alpha', 'Alpha']]), providerName: 'Provider' },
    servers: new Map([['s1', backupServer()]]),
    agents: new Map([['a1', { uid: 'a1', name: 'srv-files' } as VspcBackupAgent]]),
    jobs: [],
    agentObjects: [],
    agentJobs: [],
    latest: new Map(),
    restorePoints: new Map(),
    ...change,
  });
}

function seen(job: string, change: Partial<LatestResult> = {}): ReadonlyMap<string, LatestResult> {
  return new Map([
    [job, { job, endedAt: LONG_AGO, result: 'failed', message: 'Disk full', succeededAt: LONG_AGO, ...change }],
  ]);
}

describe('jobs of a page', () => {
  it('are those of backup servers, the computers of policies, and the jobs of agents', () => {
    const jobs = jobsOf({
      jobs: [
        vspcJob({ schedule: { ...NO_SCHEDULE, nextRun: TONIGHT } }),
        vspcJob({ key: 'p1', uid: 'pv', uniqueUid: 'p1', name: 'Servers', type: 'AgentPolicy' }),
      ],
      agentObjects: [
        serverAgentObject({ uniqueJobUid: 'p1', agentUid: null }),
        serverAgentObject({ uniqueUid: 'ou2', uniqueJobUid: 'gone', jobUid: 'gone' }),
      ],
      agentJobs: [consoleAgentJob()],
    });
    expect(jobs.map(({ companyUid, job }) => [companyUid, job.key, job.name, job.kind, job.nextRunAt])).toEqual([
      ['alpha', 'main/vbr-job/j1', 'Nightly', 'VM backup', TONIGHT],
      ['alpha', 'main/policy-computer/ou1', 'Servers on srv-files', 'Server agent', null],
      ['alpha', 'main/agent-job/aj1', 'Whole machine on srv-files', 'Server agent', TONIGHT],
    ]);
  });

  it('of machines have the restore points of these, where they are known', () => {
    const jobs = [vspcJob(), vspcJob({ key: 'j2', uniqueUid: 'j2', backupServerUid: 's2' })];
    const restorePoints = new Map([['j1', 7]]);
    expect(jobsOf({ jobs, restorePoints }).map(({ job }) => job.restorePoints)).toEqual([7, null]);
  });

  it('belong to nobody’s page on a hosted server, unless somebody mapped them', () => {
    const servers = new Map([['s1', backupServer({ role: 'Hosted' })]]);
    const [unmapped, mapped] = jobsOf({
      servers,
      jobs: [vspcJob(), vspcJob({ key: 'j2', mappedOrganizationUid: vspcCompanyUid('alpha') })],
    });
    expect([unmapped!.companyUid, mapped!.companyUid]).toEqual([null, 'alpha']);
  });
});

describe('the last result', () => {
  const key = 'main/vbr-job/j1';

  it.each([
    ['is success with its end', { status: 'Success' }, {}, ['success', ENDED, null]],
    [
      'is a warning, which is no success',
      { status: 'Warning', failureMessage: 'Slow' },
      {},
      ['warning', LONG_AGO, 'Slow'],
    ],
    ['is a failure with its message', { status: 'Failed', failureMessage: 'No' }, {}, ['failed', LONG_AGO, 'No']],
    ['is what was seen last while it runs', { status: 'Running' }, {}, ['failed', LONG_AGO, 'Disk full']],
    [
      'is what was seen last where the word means nothing',
      { status: 'Levitating' },
      {},
      ['failed', LONG_AGO, 'Disk full'],
    ],
    ['has no success where none was seen', { status: 'Running' }, { succeededAt: null }, ['failed', null, 'Disk full']],
  ] as const)('%s', (_sentence, change, latest, expected) => {
    const [row] = jobsOf({ jobs: [vspcJob(change)], latest: seen(key, latest) });
    expect([row!.job.result, row!.job.lastSuccessAt, row!.job.message]).toEqual(expected);
  });

  it('is none of a job that nobody has seen end', () => {
    const [row] = jobsOf({ jobs: [vspcJob({ status: 'Running' })] });
    expect(row!.job).toMatchObject({ result: 'none', message: null, lastSuccessAt: null });
  });
});
