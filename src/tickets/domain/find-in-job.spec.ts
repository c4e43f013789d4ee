import { at, DAY, HOUR, job, mapping, MINUTE, observation, result } from '../../../test/support/ticket-world';
import { ticketed } from '../../../test/support/ticket-story';
import { findInJob } from './find-in-job';
import { buildContext } from './plan-context';
import type { TicketRule, TicketSettings } from './ticket-settings';
import type { JobFact, TerminalResult } from './workload-facts';

const NOW = '2026-11-10T12:00';
const FAILED = result('2026-11-10T08:00', 'failed');
const WARNED = result('2026-11-10T08:00', 'warning');
const GOOD = result('2026-11-10T08:00', 'success');
const SCHEDULED: Partial<JobFact> = {
  scheduleType: 'daily',
  lastStartAt: at('2026-11-08T22:00'),
  dueAt: at('2026-11-09T22:00'),
};

interface Case {
  readonly job?: Partial<JobFact>;
  readonly results?: readonly TerminalResult[];
  readonly settings?: Partial<TicketSettings>;
  readonly rules?: readonly TicketRule[];
}

function find({ job: change, results = [], rules = [], settings = {} }: Case) {
  const context = buildContext(observation({ now: at(NOW), settings: mapping(settings, { rules }) }));
  return findInJob(context, { job: job(change), results, incident: null, parentEnds: null });
}

describe('what is wrong with a job (RULES, Tickets 3 to 6)', () => {
  it.each<[string, Case, readonly string[]]>([
    ['nothing, when nothing is known', {}, []],
    ['nothing, after a success', { results: [FAILED, { ...GOOD, endedAt: GOOD.endedAt + HOUR }] }, []],
    ['failed, and a row of warnings that is known only', { results: [FAILED] }, ['failed ticketed', 'warning known']],
    ['a warning alone is known only', { results: [WARNED] }, ['warning known']],
    [
      'a warning after a failure breaks the row of failures',
      { results: [FAILED, { ...WARNED, endedAt: WARNED.endedAt + 2 * HOUR }] },
      ['warning known'],
    ],
    [
      'and does not where warnings do not recover',
      { results: [FAILED, { ...WARNED, endedAt: WARNED.endedAt + 2 * HOUR }], settings: { warningRecovers: false } },
      ['failed ticketed', 'warning known'],
    ],
    ['one failure is not two', { results: [FAILED], settings: { afterFailures: 2 } }, []],
    [
      'a retry belongs to the run before',
      {
        results: [FAILED, { ...FAILED, startedAt: FAILED.endedAt + 89 * MINUTE, endedAt: FAILED.endedAt + 2 * HOUR }],
        settings: { afterFailures: 2 },
      },
      [],
    ],
    [
      'a later failure does not',
      {
        results: [FAILED, { ...FAILED, startedAt: FAILED.endedAt + 91 * MINUTE, endedAt: FAILED.endedAt + 2 * HOUR }],
        settings: { afterFailures: 2 },
      },
      ['failed ticketed', 'warning known'],
    ],
    [
      'running hides nothing',
      { job: { running: true, lastStartAt: at(NOW) }, results: [FAILED] },
      ['failed ticketed', 'warning known'],
    ],
    ['missed', { job: SCHEDULED }, ['missed ticketed']],
    [
      'missed and failed: the worst first',
      { job: SCHEDULED, results: [result('2026-11-08T22:10', 'failed')] },
      ['failed ticketed', 'missed ticketed', 'warning known'],
    ],
    ['not missed within its grace', { job: { ...SCHEDULED, dueAt: at('2026-11-10T10:30') } }, []],
    ['not missed while it runs', { job: { ...SCHEDULED, running: true } }, []],
    ['not missed when it is disabled', { job: { ...SCHEDULED, enabled: false } }, []],
    ['not missed when it is not scheduled', { job: { ...SCHEDULED, scheduleType: 'not-scheduled' } }, []],
    ['not missed when it just ended', { job: SCHEDULED, results: [{ ...GOOD, endedAt: at(NOW) - HOUR }] }, []],
    [
      'not missed by the grace of its own rule, although another rule has less',
      {
        job: SCHEDULED,
        rules: [
          { name: 'mine', match: { job: ['Nightly'] }, set: { graceMs: 2 * DAY } },
          { name: 'other', match: { job: ['other'] }, set: { graceMs: MINUTE } },
        ],
      },
      [],
    ],
    [
      'a rule that tickets nothing leaves it known',
      { job: SCHEDULED, rules: [{ name: 'laptops', match: {}, set: { ticket: false } }] },
      ['missed known'],
    ],
    [
      'running too long is known only',
      { job: { running: true, lastStartAt: at(NOW) - 7 * HOUR, averageDurationMs: HOUR } },
      ['long-running known'],
    ],
    [
      'and ticketed by a rule',
      {
        job: { running: true, lastStartAt: at(NOW) - 7 * HOUR, averageDurationMs: HOUR },
        rules: [{ name: 'long', match: { condition: ['long-running'] }, set: { ticket: true } }],
      },
      ['long-running ticketed'],
    ],
    [
      'not too long below `factor` × average',
      { job: { running: true, lastStartAt: at(NOW) - 7 * HOUR, averageDurationMs: 3 * HOUR } },
      [],
    ],
    [
      'not too long below `atLeast`',
      { job: { running: true, lastStartAt: at(NOW) - 5 * HOUR, averageDurationMs: MINUTE } },
      [],
    ],
    [
      'not too long without an average',
      { job: { running: true, lastStartAt: at(NOW) - 70 * HOUR, averageDurationMs: 0 } },
      [],
    ],
    [
      'a continuous job may run for ever',
      { job: { running: true, continuous: true, lastStartAt: at(NOW) - 70 * HOUR, averageDurationMs: HOUR } },
      [],
    ],
    [
      'disabled for long is known only',
      { job: { enabled: false, disabledSince: at(NOW) - 73 * HOUR } },
      ['disabled known'],
    ],
    ['disabled not for long', { job: { enabled: false, disabledSince: at(NOW) - 71 * HOUR } }, []],
    ['disabled, nobody saw since when', { job: { enabled: false } }, []],
  ])('%s', (_sentence, facts, expected) => {
    const found = find(facts).map(({ condition, ticketed }) => `${condition} ${ticketed ? 'ticketed' : 'known'}`);
    expect(found).toEqual(expected);
  });

  it('a missed run is inferred from absence, a failed one is not', () => {
    expect(find({ job: SCHEDULED })[0]).toMatchObject({ condition: 'missed', fromAbsence: true, runs: 1 });
    expect(find({ results: [FAILED] })[0]).toMatchObject({ condition: 'failed', fromAbsence: false });
  });

  it('holdFor does not apply to what is missed: it may open when its grace ends', () => {
    const [missed] = find({ job: SCHEDULED, settings: { holdForMs: 5 * DAY } });
    expect(missed).toMatchObject({ since: at('2026-11-09T22:00'), readyAt: at('2026-11-10T00:00') });
  });

  it('young by the RPO of its own rule, although not by that of the defaults', () => {
    const young: Partial<JobFact> = {
      scheduleType: 'continuously',
      continuous: true,
      firstSeenAt: at(NOW) - 40 * HOUR,
      lastStartAt: at(NOW) - 40 * HOUR,
    };
    const rules = [{ name: 'slow', match: {}, set: { rpoMs: 3 * DAY } }];
    expect(find({ job: young }).map(({ condition }) => condition)).toEqual(['missed']);
    expect(find({ job: young, rules })).toEqual([]);
  });

  it('after a person closed its ticket only the next missed due time counts (RULES, Tickets 10)', () => {
    const context = buildContext(observation({ now: at('2026-11-12T12:00') }));
    const schedule = { type: 'daily', minute: 22 * 60, utcMinute: null, weekdays: [] } as const;
    const incident = { ...ticketed().row(), waitsFor: 'evidence' as const, closedAt: at('2026-11-10T12:00') };
    const view = { job: job({ ...SCHEDULED, schedule }), results: [], parentEnds: null };
    expect(findInJob(context, { ...view, incident })[0]?.onsetAt).toBe(at('2026-11-11T00:00'));
    expect(findInJob(context, { ...view, incident: null })[0]?.onsetAt).toBe(at('2026-11-10T00:00'));
  });

  it('nothing found is always the same list', () => {
    expect(find({})).toBe(find({}));
  });
});
