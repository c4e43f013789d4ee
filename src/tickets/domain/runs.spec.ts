import { at, HOUR, MINUTE, result } from '../../../test/support/ticket-world';
import { openingOf, runsInARow } from './runs';
import type { ResultKind, TerminalResult } from './workload-facts';

const RULES = { retryWindowMs: 90 * MINUTE, warningRecovers: true };

/** `10:00 failed` and the like, on one day. */
function day(...entries: readonly string[]): readonly TerminalResult[] {
  return entries.map((entry) => {
    const [time = '', kind] = entry.split(' ');
    return result(`2026-11-10T${time}`, kind as ResultKind);
  });
}

describe('runsInARow', () => {
  it.each<[string, 'failed' | 'warning', boolean, readonly string[], number]>([
    ['no result: no run', 'failed', true, [], 0],
    ['one failure', 'failed', true, ['10:00 failed'], 1],
    ['its retry, begun within the window, is the same run', 'failed', true, ['10:00 failed', '11:40 failed'], 1],
    ['begun a minute after the window: another run', 'failed', true, ['10:00 failed', '11:41 failed'], 2],
    ['a chain of retries is one run', 'failed', true, ['10:00 failed', '11:00 failed', '12:00 failed'], 1],
    ['success breaks the row', 'failed', true, ['06:00 failed', '10:00 success', '14:00 failed'], 1],
    ['a warning that recovers breaks it', 'failed', true, ['06:00 failed', '10:00 warning', '14:00 failed'], 1],
    ['a warning that does not is passed over', 'failed', false, ['06:00 failed', '10:00 warning', '14:00 failed'], 2],
    ['warnings count in a row of warnings', 'warning', true, ['06:00 warning', '10:00 failed', '14:00 warning'], 3],
    ['only success breaks a row of warnings', 'warning', true, ['06:00 warning', '10:00 success', '14:00 warning'], 1],
  ])('%s', (_name, row, warningRecovers, entries, runs) => {
    expect(runsInARow(day(...entries), row, { ...RULES, warningRecovers })).toHaveLength(runs);
  });

  it('takes the end and the message of the last session of a run', () => {
    const [run] = runsInARow(
      [...day('10:00 failed'), result('2026-11-10T11:00', 'failed', { message: 'Disk full' })],
      'failed',
      RULES,
    );
    expect(run).toMatchObject({ endedAt: at('2026-11-10T11:00'), sessions: 2, message: 'Disk full' });
  });

  it('takes the end of a session for its start where the vendor tells none', () => {
    const told = day('10:00 failed', '11:35 failed').map((entry) => ({ ...entry, startedAt: null }));
    expect(runsInARow(told, 'failed', RULES)).toHaveLength(2);
  });
});

it('a retry without a message keeps the one before', () => {
  const failed = result('2026-11-10T10:00', 'failed', { message: 'Disk full.' });
  const retry = result('2026-11-10T10:30', 'failed', { message: '' });
  const rules = { retryWindowMs: 90 * 60_000, warningRecovers: true };
  expect(runsInARow([failed, retry], 'failed', rules)).toMatchObject([{ sessions: 2, message: 'Disk full.' }]);
});

describe('openingOf', () => {
  const rules = { afterFailures: 2, holdForMs: 75 * MINUTE };
  const three = runsInARow(day('02:00 failed', '06:00 failed', '10:00 failed'), 'failed', RULES);

  it.each<[string, number, string | null, string | null, string | null]>([
    ['too few runs', 4, null, null, null],
    ['from the end of the run that completed the count', 2, null, null, '06:00/07:15'],
    ['the job runs again: at most four hours', 2, '06:30', null, '06:00/10:00'],
    ['a session that began before that end does not count', 2, '05:30', null, '06:00/07:15'],
    ['a person closed it: the next run counts', 2, null, '07:00', '10:00/11:15'],
    ['a person closed it before the count was complete', 2, null, '03:00', '06:00/07:15'],
    ['a person closed it, and nothing has failed since', 2, null, '11:00', '06:00/07:15'],
    ['a count of nought is one', 0, null, null, '02:00/03:15'],
  ])('%s', (_name, afterFailures, running, dismissed, wanted) => {
    const instant = (time: string | null): number | null => (time === null ? null : at(`2026-11-10T${time}`));
    const opening = openingOf({
      runs: three,
      rules: { ...rules, afterFailures },
      runningSince: instant(running),
      dismissedUntil: instant(dismissed),
    });
    const show = (at: number): string => new Date(at).toISOString().slice(11, 16);
    expect(opening && `${show(opening.onsetAt)}/${show(opening.readyAt)}`).toBe(wanted);
  });

  it('does not shorten a hold that is longer than four hours', () => {
    const long = { afterFailures: 1, holdForMs: 8 * HOUR };
    const input = { runs: three, rules: long, runningSince: at('2026-11-10T03:00'), dismissedUntil: null };
    expect(openingOf(input)?.readyAt).toBe(at('2026-11-10T10:00'));
  });
});
