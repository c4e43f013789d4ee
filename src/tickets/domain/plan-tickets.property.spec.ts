import fc from 'fast-check';
import {
  AGENTS_SOURCE,
  at,
  HOUR,
  job,
  mapping,
  MINUTE,
  observation,
  server,
  TicketWorld,
  workload,
} from '../../../test/support/ticket-world';
import { planTickets } from './plan-tickets';
import type { TicketsObservation } from './tickets-observation';
import { subjectId, type Instant, type ResultKind, type TerminalResult } from './workload-facts';

/** A short look in every test run, a long one with SOAK=1. */
const SOAK = process.env['SOAK'] === '1' ? 20 : 1;
jest.setTimeout(30_000 * SOAK);
const START = at('2026-11-02T08:00');
const JOBS = 6;

/** One thing that happens in a random history. */
type Step =
  | { readonly type: 'result'; readonly job: number; readonly result: ResultKind; readonly message: number }
  | { readonly type: 'wait'; readonly minutes: number }
  | { readonly type: 'backup'; readonly vm: number }
  | { readonly type: 'server'; readonly connected: boolean }
  | {
      readonly type: 'person';
      readonly does: 'time' | 'note' | 'close' | 'progress' | 'delete' | 'open';
      readonly pick: number;
    }
  | { readonly type: 'blind' }
  | { readonly type: 'remove'; readonly job: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('result' as const),
      job: fc.nat(JOBS - 1),
      result: fc.constantFrom<ResultKind>('success', 'warning', 'failed', 'failed'),
      message: fc.nat(2),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ type: fc.constant('wait' as const), minutes: fc.integer({ min: 5, max: 2000 }) }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('backup' as const), vm: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('server' as const), connected: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('person' as const),
      does: fc.constantFrom(
        'time' as const,
        'note' as const,
        'close' as const,
        'progress' as const,
        'delete' as const,
        'open' as const,
      ),
      pick: fc.nat(20),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('blind' as const) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('remove' as const), job: fc.nat(JOBS - 1) }) },
);

/** The estate as VSPC would show it, and the bridge's world beside it. */
class History {
  readonly world = new TicketWorld();
  now: Instant = START;
  private readonly results: TerminalResult[] = [];
  private readonly removed = new Set<number>();
  private readonly backups = [START, START];
  private heartbeat = START;
  private connected = true;
  blind = false;

  constructor(private readonly threshold: number) {}

  facts(): TicketsObservation {
    const base = observation({
      now: this.now,
      settings: mapping({ firstPass: 'ticket', storm: { threshold: this.threshold, withinMs: HOUR } }),
      jobs: Array.from({ length: JOBS }, (_, index) => job({ key: `job-${index}`, name: `Job ${index}` })).filter(
        (_, index) => !this.removed.has(index),
      ),
      results: this.results,
      workloads: this.backups.map((latest, index) =>
        workload({
          key: `vm-${index}`,
          latestRestorePointAt: latest,
          job: subjectId('main', 'vbr-job', `job-${index}`),
        }),
      ),
      agents: [server({ connected: this.connected, lastHeartbeatAt: this.connected ? this.now : this.heartbeat })],
    });
    return this.world.observe(this.blind ? { ...base, completeSources: new Set([AGENTS_SOURCE]) } : base);
  }

  take(next: Step): void {
    this.blind = false;
    if (next.type === 'wait') this.now += next.minutes * MINUTE;
    else if (next.type === 'result') this.addResult(next);
    else if (next.type === 'backup') this.backups[next.vm] = this.now;
    else if (next.type === 'server') this.setServer(next.connected);
    else if (next.type === 'person') this.person(next);
    else if (next.type === 'remove') this.removed.add(next.job);
    else this.blind = true;
  }

  private setServer(connected: boolean): void {
    if (this.connected && !connected) this.heartbeat = this.now;
    this.connected = connected;
  }

  private addResult(next: Extract<Step, { type: 'result' }>): void {
    this.now += MINUTE;
    this.results.push({
      job: subjectId('main', 'vbr-job', `job-${next.job}`),
      endedAt: this.now,
      startedAt: this.now - MINUTE,
      result: next.result,
      message: ['Disk full', 'Network path not found', 'Credentials refused'][next.message] ?? '',
    });
  }

  private person(next: Extract<Step, { type: 'person' }>): void {
    const tickets = [...this.world.tickets.values()].filter((ticket) => !ticket.deleted);
    const ticket = tickets[next.pick % Math.max(1, tickets.length)];
    if (!ticket) return;
    const touch = { member: 'tech', at: this.now };
    const people = ticket.people ?? { notes: [], timeEntries: [] };
    if (next.does === 'time') this.world.touch(ticket.id, { people: { ...people, timeEntries: [touch] } });
    else if (next.does === 'note') this.world.touch(ticket.id, { people: { ...people, notes: [touch] } });
    else if (next.does === 'close')
      this.world.touch(ticket.id, {
        closed: true,
        closedAt: this.now,
        closedByUs: false,
        statusId: 109,
        statusName: 'Closed',
      });
    else if (next.does === 'open')
      this.world.touch(ticket.id, {
        closed: false,
        closedAt: null,
        closedByUs: false,
        statusId: 100,
        statusName: 'New',
      });
    else if (next.does === 'progress')
      this.world.touch(ticket.id, { statusId: 101, statusName: 'In Progress', closed: false });
    else this.world.touch(ticket.id, { deleted: true });
  }

  pass(): void {
    this.world.apply(planTickets(this.facts()), this.now);
  }
}

const history = fc.record({ steps: fc.array(step, { maxLength: 60 }), threshold: fc.constantFrom(3, 8) });

function run(
  input: { readonly steps: readonly Step[]; readonly threshold: number },
  each: (history: History) => void,
): void {
  const state = new History(input.threshold);
  state.pass();
  for (const next of input.steps) {
    state.take(next);
    each(state);
    state.pass();
  }
}

describe('planTickets, whatever happens', () => {
  it('has nothing left to change once its plan is carried out', () => {
    fc.assert(
      fc.property(history, (input) => {
        run(input, (state) => {
          state.pass();
          const after = planTickets(state.facts());
          const left = after.decisions.filter(
            (decision) => decision.decision === 'change' || (decision.transition ?? null) !== null,
          );
          expect(left).toEqual([]);
        });
      }),
      { numRuns: 60 * SOAK },
    );
  });

  it('does not depend on the order of its facts', () => {
    fc.assert(
      fc.property(history, fc.nat(1000), (input, seed) => {
        run(input, (state) => {
          const facts = state.facts();
          expect(planTickets(shuffled(facts, seed))).toEqual(planTickets(facts));
        });
      }),
      { numRuns: 20 * SOAK },
    );
  });

  it('closes no ticket that a person works on, and none while what it relies on is not known', () => {
    fc.assert(
      fc.property(history, (input) => {
        run(input, (state) => {
          const facts = state.facts();
          for (const decision of planTickets(facts).decisions) {
            if (decision.decision !== 'change' || decision.action !== 'close') continue;
            const { ticketId } = decision.before as { ticketId: number };
            const ticket = state.world.tickets.get(ticketId)!;
            expect(ticket.people).toEqual({ notes: [], timeEntries: [] });
            expect(ticket.statusName).not.toBe('In Progress');
            expect(decision.changeClass).toBe('destructive');
            expect(state.blind).toBe(false);
          }
        });
      }),
      { numRuns: 40 * SOAK },
    );
  });

  it('never has two open tickets for one subject', () => {
    fc.assert(
      fc.property(history, (input) => {
        run(input, (state) => {
          state.pass();
          const marks = state.world.openTickets().map((ticket) => ticket.externalXRef?.split(':')[2]);
          const people = input.steps.some((next) => next.type === 'person' && next.does === 'open');
          if (!people) expect(new Set(marks).size).toBe(marks.length);
        });
      }),
      { numRuns: 40 * SOAK },
    );
  });

  it('leaves no lasting failure without a ticket once its hold is over', () => {
    fc.assert(
      fc.property(history, (input) => {
        const calm = input.steps.filter((next) => next.type !== 'person' && next.type !== 'remove');
        const state = new History(input.threshold);
        for (const next of calm) {
          state.take(next);
          state.pass();
        }
        state.take({ type: 'wait', minutes: 100 });
        state.pass();
        const facts = state.facts();
        for (const { key } of facts.jobs) {
          const id = subjectId('main', 'vbr-job', key);
          const last = facts.results.filter((result) => result.job === id).at(-1);
          if (last?.result !== 'failed') continue;
          const row = state.world.incidents.get(id);
          expect(row?.state).toBe('open');
          expect(row?.ticketId !== null || row.stormKey !== null).toBe(true);
        }
      }),
      { numRuns: 40 * SOAK },
    );
  });
});

function shuffled(facts: TicketsObservation, seed: number): TicketsObservation {
  const shuffle = <T>(items: readonly T[]): readonly T[] => {
    const keyed = items.map((item, index) => ({ item, key: ((index + 1) * 7919 * (seed + 1)) % 104729 }));
    return keyed.sort((left, right) => left.key - right.key).map(({ item }) => item);
  };
  return {
    ...facts,
    jobs: shuffle(facts.jobs),
    results: shuffle(facts.results),
    workloads: shuffle(facts.workloads),
    incidents: shuffle(facts.incidents),
    tickets: shuffle(facts.tickets),
    companies: shuffle(facts.companies),
  };
}
