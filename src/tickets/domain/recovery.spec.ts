import { at, job, mapping, observation, result } from '../../../test/support/ticket-world';
import { FAILED, JOB, ticketed } from '../../../test/support/ticket-story';
import type { IncidentRow } from './incident';
import { buildContext } from './plan-context';
import { assess } from './assess';
import { recoveryOf } from './recovery';
import type { TicketSettings } from './ticket-settings';
import type { TerminalResult } from './workload-facts';

describe('recoveryOf', () => {
  const row = ticketed().row();
  it.each<[string, Partial<IncidentRow>, Partial<TicketSettings>, readonly TerminalResult[], boolean, boolean]>([
    ['failed, one good run', {}, {}, [result('2026-11-10T11:00', 'success')], true, true],
    ['failed, one of two', {}, { closeAfterSuccesses: 2 }, [result('2026-11-10T11:00', 'success')], false, false],
    [
      'failed, two of two',
      {},
      { closeAfterSuccesses: 2 },
      [result('2026-11-10T10:30', 'success'), result('2026-11-10T11:00', 'success')],
      true,
      true,
    ],
    ['a count of nought is one', {}, { closeAfterSuccesses: 0 }, [result('2026-11-10T11:00', 'success')], true, true],
    ['failed, nothing since', {}, {}, [], false, false],
    ['failed, a warning that recovers', {}, {}, [result('2026-11-10T11:00', 'warning')], true, true],
    [
      'failed, a warning that does not',
      {},
      { warningRecovers: false },
      [result('2026-11-10T11:00', 'warning')],
      false,
      false,
    ],
    [
      'warning, another warning: the same incident',
      { conditions: ['warning'], worst: 'warning' },
      {},
      [result('2026-11-10T11:00', 'warning')],
      false,
      false,
    ],
    [
      'warning, a success',
      { conditions: ['warning'], worst: 'warning' },
      {},
      [result('2026-11-10T11:00', 'success')],
      true,
      true,
    ],
    [
      'recovered and failed anew',
      {},
      {},
      [result('2026-11-10T10:30', 'success'), result('2026-11-10T11:00', 'failed')],
      false,
      true,
    ],
    [
      'long-running, and it ended',
      { conditions: ['long-running'], worst: 'long-running' },
      {},
      [result('2026-11-10T11:00', 'success')],
      true,
      true,
    ],
    [
      'a good run before the closing does not count',
      { waitsFor: 'recovery', closedAt: at('2026-11-10T11:30'), lastSeenAt: at('2026-11-10T11:40') },
      {},
      [result('2026-11-10T11:00', 'success')],
      false,
      false,
    ],
    [
      'a good run after the closing does',
      { waitsFor: 'recovery', closedAt: at('2026-11-10T10:30'), lastSeenAt: at('2026-11-10T11:40') },
      {},
      [result('2026-11-10T11:00', 'success')],
      true,
      true,
    ],
  ])('%s', (_name, change, settings, results, recovered, ever) => {
    const stored = { ...row, ...change };
    const context = buildContext(
      observation({
        settings: mapping({ firstPass: 'ticket', ...settings }),
        jobs: [job()],
        results: [FAILED, ...results],
        incidents: [stored],
      }),
    );
    const judged = recoveryOf(context, stored, assess(context).get(JOB)!);
    expect([judged.recovered, judged.everRecovered]).toEqual([recovered, ever]);
  });
});
