import { surroundings } from '../../test/support/vspc-rows';
import type { TerminalResult, WorkloadFact } from './domain/workload-facts';
import { withRecentRuns } from './recent-restore-points';
import { protectedWorkload } from './protected-facts';

const JOB = 'main/vbr-job/j1';
const SINCE = 1000;

function workload(latestRestorePointAt: number, job: string | null): WorkloadFact {
  const shown = {
    kind: 'file-share',
    key: 'w',
    name: 'share',
    organizationUid: null,
    serverUid: null,
    jobUid: null,
    reference: null,
    latestRestorePointDate: null,
    latestSnapshotDate: null,
    mode: 'Unknown',
    restorePoints: null,
    sourceBytes: null,
    backupBytes: null,
    malwareState: 'Clean',
  } as const;
  const jobs = { byAgent: new Map(), byComputer: new Map() };
  const seen = protectedWorkload(shown, 'source', jobs, surroundings());
  return { ...seen, id: `main/workload/${seen.key}`, job, latestRestorePointAt, firstSeenAt: 0 };
}

function result(endedAt: number, word: TerminalResult['result'] = 'success'): TerminalResult {
  return { job: JOB, startedAt: null, endedAt, result: word, message: '' };
}

describe('the restore point that a workload probably has, and that its list does not tell yet', () => {
  it.each<[string, string | null, readonly TerminalResult[], number | null]>([
    ['is none while its job has not run since', JOB, [result(500)], null],
    ['is of the good run of just now', JOB, [result(1500)], 1500],
    ['is of a run with warnings, too', JOB, [result(1500, 'warning')], 1500],
    ['is of no failed run', JOB, [result(1500, 'failed')], null],
    ['is of the newest of several', JOB, [result(1500), result(1700), result(1600)], 1700],
    ['is none while nothing ran', JOB, [], null],
    ['is none where no job is known', null, [result(1500)], null],
  ])('%s', (_sentence, job, results, expected) => {
    const [seen] = withRecentRuns([workload(100, job)], results, () => SINCE);
    expect(seen).toMatchObject({ latestRestorePointAt: 100, expectedRestorePointAt: expected });
  });
});
