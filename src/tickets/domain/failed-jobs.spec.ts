import { at, job, mapping, observation, result } from '../../../test/support/ticket-world';
import { JOB, ticketed } from '../../../test/support/ticket-story';
import { buildContext } from './plan-context';
import { assess } from './assess';
import { inOrder, successesAfter } from './failed-jobs';
import type { TicketSettings } from './ticket-settings';
import type { TerminalResult, ResultKind } from './workload-facts';

describe('successesAfter', () => {
  const all = (...kinds: readonly ResultKind[]): readonly TerminalResult[] =>
    kinds.map((kind, index) => result(`2026-11-10T1${index}:00`, kind));
  it.each<[string, readonly ResultKind[], 'counts' | 'ignored' | 'breaks', number, number]>([
    ['successes count', ['success', 'success'], 'counts', 2, 2],
    ['a failure breaks the row, and it had recovered', ['success', 'failed'], 'counts', 0, 1],
    ['a warning that recovers counts', ['warning', 'success'], 'counts', 2, 2],
    ['a warning that does not is passed over', ['success', 'warning', 'success'], 'ignored', 2, 2],
    ['a warning breaks the row of an incident of warnings', ['success', 'warning', 'success'], 'breaks', 1, 1],
  ])('%s', (_name, kinds, warning, current, best) => {
    const successes = successesAfter(all(...kinds), at('2026-11-10T09:00'), warning);
    expect([successes.current.length, successes.best]).toEqual([current, best]);
  });

  it('looks only at what ended after the instant', () => {
    expect(successesAfter(all('success', 'success'), at('2026-11-10T10:00'), 'counts').current).toHaveLength(1);
  });
});

describe('inOrder', () => {
  it.each<[string, readonly string[]]>([
    ['in order already', ['08:00', '09:00', '10:00']],
    ['out of order', ['10:00', '08:00', '09:00']],
  ])('%s: by their end', (_name, times) => {
    const results = times.map((time) => result(`2026-11-10T${time}`, 'failed'));
    const ends = inOrder(results).map((entry) => new Date(entry.endedAt).toISOString().slice(11, 16));
    expect(ends).toEqual(['08:00', '09:00', '10:00']);
  });
});

describe('findFailed, two failures in a row', () => {
  it.each<[string, readonly (readonly [string, ResultKind])[], Partial<TicketSettings>, string | null]>([
    ['success', [['10:00', 'success']], {}, null],
    ['one failure', [['10:00', 'failed']], {}, null],
    [
      'a failure and its retry: one run',
      [
        ['10:00', 'failed'],
        ['11:00', 'failed'],
      ],
      {},
      null,
    ],
    [
      'failure, failure: from the end of the second',
      [
        ['06:00', 'failed'],
        ['10:00', 'failed'],
      ],
      {},
      '10:00',
    ],
    [
      'failure, warning, failure: broken when it recovers',
      [
        ['04:00', 'failed'],
        ['07:00', 'warning'],
        ['10:00', 'failed'],
      ],
      {},
      null,
    ],
    [
      'failure, warning, failure: counted when it does not',
      [
        ['04:00', 'failed'],
        ['07:00', 'warning'],
        ['10:00', 'failed'],
      ],
      { warningRecovers: false },
      '10:00',
    ],
  ])('%s', (_name, entries, settings, onset) => {
    const facts = observation({
      settings: mapping({ firstPass: 'ticket', afterFailures: 2, ...settings }),
      jobs: [job()],
      results: entries.map(([time, kind]) => result(`2026-11-10T${time}`, kind)),
    });
    const failed = assess(buildContext(facts))
      .get(JOB)
      ?.findings.find((finding) => finding.condition === 'failed');
    expect(failed?.onsetAt ?? null).toBe(onset === null ? null : at(`2026-11-10T${onset}`));
  });
});

describe('since when a job fails', () => {
  const failing = (...days: readonly number[]): TerminalResult[] =>
    days.map((day) => result(`2026-11-${day}T10:00`, 'failed'));

  it('is when its incident began, although only the newest results are at hand', () => {
    const story = ticketed();
    const began = story.row().since;
    story.results = failing(11, 12, 13);
    story.pass('2026-11-13T12:00');
    story.results = failing(12, 13, 14);
    story.pass('2026-11-14T12:00');
    expect([began, story.row().since]).toEqual([at('2026-11-10T10:00'), at('2026-11-10T10:00')]);
  });

  it('is its first failure after a success, whatever its incident says', () => {
    const story = ticketed();
    story.results = [result('2026-11-11T10:00', 'success'), ...failing(12, 13)];
    story.pass('2026-11-13T12:00');
    expect(story.row().since).toBe(at('2026-11-12T10:00'));
  });
});
