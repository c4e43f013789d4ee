import { surroundings } from '../../test/support/vspc-rows';
import type { TerminalResult, WorkloadFact } from './domain/workload-facts';
import { withRecentRuns } from './recent-restore-points';
import { protectedWorkload } from './protected-facts';

const JOB = 'main/vbr-job/j1';
const SINCE = 1000;

function workload(latestRestorePointAt: number | null, job: string | null = JOB): WorkloadFact {
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

describe('the restore point of a workload', () => {
  it.each<[string, number | null, readonly TerminalResult[], number | null]>([
    ['is as listed while its job has not run since', 100, [result(500)], 100],
    ['is the good run of just now, which the list cannot know yet', 100, [result(1500)], 1500],
    ['is a run with warnings, too', 100, [result(1500, 'warning')], 1500],
    ['is not a failed run', 100, [result(1500, 'failed')], 100],
    ['is the newest of both', 2000, [result(1500)], 2000],
    ['is a first good run of just now', null, [result(1500)], 1500],
    ['is none while nothing ran', null, [], null],
  ])('%s', (_sentence, listed, results, expected) => {
    expect(withRecentRuns([workload(listed)], results, () => SINCE)[0]?.latestRestorePointAt).toBe(expected);
  });

  it('is as listed where no job is known', () => {
    expect(withRecentRuns([workload(100, null)], [result(1500)], () => SINCE)[0]?.latestRestorePointAt).toBe(100);
  });
});
