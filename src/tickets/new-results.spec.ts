import { seenJob } from '../../test/support/seen-facts';
import type { TerminalResult } from './domain/workload-facts';
import { listNewResults } from './new-results';

const NOW = 1_000_000;

function result(change: Partial<TerminalResult> = {}): TerminalResult {
  return { job: 'main/vbr-job/j1', startedAt: 100, endedAt: 200, result: 'failed', message: '', ...change };
}

const START_ONLY = result({ endedAt: 100 });

describe('a result is new', () => {
  it.each<[string, readonly TerminalResult[], TerminalResult | null, boolean, readonly TerminalResult[]]>([
    ['when nothing is kept', [], result(), true, [result()]],
    ['not when it is kept', [result()], result(), true, []],
    ['not when its end is kept, whatever it says now', [result({ result: 'warning' })], result(), true, []],
    ['when it ended at another time', [result({ endedAt: 150 })], result(), true, [result()]],
    ['when it is of another job', [result({ job: 'main/vbr-job/j2' })], result(), true, [result()]],
    ['not when there is none', [], null, true, []],
    ['at its start where no end is told', [], START_ONLY, false, [START_ONLY]],
    ['not twice where no end is told', [START_ONLY], START_ONLY, false, []],
    [
      'just now, when the same session came to something else',
      [START_ONLY],
      { ...START_ONLY, result: 'success' },
      false,
      [{ ...START_ONLY, result: 'success', endedAt: NOW }],
    ],
    [
      'not once that is kept, too',
      [START_ONLY, { ...START_ONLY, result: 'success', endedAt: 900 }],
      { ...START_ONLY, result: 'success' },
      false,
      [],
    ],
  ])('%s', (_sentence, known, shown, isEndTold, expected) => {
    expect(listNewResults([{ ...seenJob(), result: shown, isEndTold }], known, NOW)).toEqual(expected);
  });
});
