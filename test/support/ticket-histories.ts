import fc from 'fast-check';
import type { LiveJob } from '../../src/sandbox/world/live-job';
import type { BridgeFixture } from './bridge-fixture';
import type { LivingBridge } from './living-bridge';
import { script, type WriteFault } from './world-histories';

const MINUTE_MS = 60_000;

/** What may happen between two passes; `which` picks the job or the ticket among those there are. */
export type Happening =
  | { readonly do: 'fail' | 'succeed' | 'warn' | 'start'; readonly which: number }
  | { readonly do: PeopleVerb; readonly which: number }
  | { readonly do: 'fault'; readonly fault: WriteFault }
  | { readonly do: 'unreadable'; readonly system: 'vspc' | 'connectwise'; readonly route: string }
  | { readonly do: 'pass'; readonly afterMinutes: number }
  | { readonly do: 'killed-pass'; readonly step: number };

export type PeopleVerb = 'note' | 'time' | 'work' | 'close' | 'reopen' | 'move' | 'merge';

export interface TicketHistory {
  readonly seed: string;
  readonly searchLagMs: number;
  readonly happenings: readonly Happening[];
}

const READS = [
  { system: 'vspc', route: 'GET /infrastructure/backupServers/jobs' },
  { system: 'vspc', route: 'GET /infrastructure/backupAgents/jobs' },
  { system: 'vspc', route: 'GET /infrastructure/backupServers' },
  { system: 'connectwise', route: 'GET /service/tickets' },
  { system: 'connectwise', route: 'GET /company/companies' },
] as const;
const WRITES = ['POST /service/tickets', 'POST /service/tickets/{id}/notes', 'PATCH /service/tickets/{id}'];

export function ticketHistories(seeds: readonly string[]): fc.Arbitrary<TicketHistory> {
  const which = fc.nat(30);
  const of = <V extends string>(...verbs: V[]) => fc.record({ do: fc.constantFrom(...verbs), which });
  const fault = fc.record({
    system: fc.constant('connectwise' as const),
    route: fc.constantFrom(...WRITES),
    kind: fc.constantFrom<WriteFault['kind']>('drop-before', 'drop-after', 'rate-limited', 'server-error'),
  });
  const happening = fc.oneof(
    { weight: 5, arbitrary: of('fail', 'succeed', 'warn', 'start') },
    { weight: 3, arbitrary: of('note', 'time', 'work', 'close', 'reopen', 'move', 'merge') },
    { weight: 1, arbitrary: fault.map((scripted) => ({ do: 'fault' as const, fault: scripted })) },
    { weight: 1, arbitrary: fc.constantFrom(...READS).map((read) => ({ do: 'unreadable' as const, ...read })) },
    {
      weight: 4,
      arbitrary: fc.constantFrom(5, 5, 30, 90, 600).map((afterMinutes) => ({ do: 'pass' as const, afterMinutes })),
    },
    { weight: 1, arbitrary: fc.nat(60).map((step) => ({ do: 'killed-pass' as const, step })) },
  );
  return fc.record({
    seed: fc.constantFrom(...seeds),
    searchLagMs: fc.constantFrom(0, 0, 2 * MINUTE_MS, 9 * MINUTE_MS),
    happenings: fc.array(happening, { minLength: 4, maxLength: 14 }),
  });
}

/** Lets one thing happen. Nothing of it throws, whatever is there to act on. */
export async function happen(fixture: BridgeFixture, bridge: LivingBridge, happening: Happening): Promise<void> {
  switch (happening.do) {
    case 'pass':
      fixture.wall.advance(happening.afterMinutes * MINUTE_MS);
      await bridge.pass();
      return;
    case 'killed-pass':
      return bridge.killedPass(happening.step);
    case 'fault': {
      script(fixture, happening.fault);
      return;
    }
    case 'unreadable':
      for (let times = 0; times < 4; times += 1)
        fixture.sandbox.failNext(happening.system, happening.route, { status: 500, body: {} });
      return;
    case 'fail':
    case 'succeed':
    case 'warn':
    case 'start': {
      run(fixture, happening.do, happening.which);
      return;
    }
    default: {
      act(fixture, happening.do, happening.which);
      return;
    }
  }
}

/** Two sessions never end in the same moment. */
function run(fixture: BridgeFixture, verb: 'fail' | 'succeed' | 'warn' | 'start', which: number): void {
  fixture.wall.advance(MINUTE_MS);
  const jobs = [...fixture.sandbox.jobs.list().values()];
  const job: LiveJob | undefined = jobs[which % jobs.length];
  if (job) fixture.sandbox.jobs[verb](job.uid);
}

export interface TicketRow {
  readonly id: number;
  readonly closedFlag?: boolean;
  readonly externalXRef?: string;
  readonly mergedParentTicket?: { readonly id: number } | null;
}

export function ticketsOf(fixture: BridgeFixture): readonly TicketRow[] {
  const { tickets } = fixture.sandbox.snapshot().connectwise as unknown as { tickets: readonly TicketRow[] };
  return tickets.filter((ticket) => ticket.externalXRef?.startsWith('vspcb:') === true);
}

const ACTIONS = {
  note: { do: 'add-note', text: 'I look into it.' },
  time: { do: 'add-time-entry', hours: 0.25 },
  work: { do: 'set-status', status: 'In Progress' },
  close: { do: 'close-ticket' },
  reopen: { do: 'reopen-ticket' },
  move: { do: 'move-to-company', companyId: 2 },
} as const;

function act(fixture: BridgeFixture, verb: PeopleVerb, which: number): void {
  const tickets = ticketsOf(fixture).filter((ticket) => !ticket.mergedParentTicket);
  const ticket = tickets[which % Math.max(1, tickets.length)];
  const other = tickets[(which + 1) % Math.max(1, tickets.length)];
  if (!ticket || !other) return;
  if (verb === 'merge') {
    if (ticket.id === other.id) return;
    fixture.sandbox.people('connectwise', {
      do: 'merge-ticket',
      by: 'tvarga',
      ticketId: ticket.id,
      intoTicketId: other.id,
    });
    return;
  }
  fixture.sandbox.people('connectwise', { ...ACTIONS[verb], by: 'tvarga', ticketId: ticket.id });
}
