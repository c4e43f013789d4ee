import fc from 'fast-check';
import { BridgeFixture } from '../support/bridge-fixture';
import { LivingBridge } from '../support/living-bridge';
import { DATABASE_KINDS, temporaryDatabase, type DatabaseKind } from '../support/temporary-database';
import { happen, ticketHistories, ticketsOf, type TicketHistory } from '../support/ticket-histories';

/** Thirty in a run of the suite, most of them where they are cheap; `npm run soak` runs many more on each database. */
const HISTORIES: Readonly<Record<DatabaseKind, number>> = { sqlite: 27, postgres: 3 };
const SOAK_HISTORIES = process.env['SOAK_HISTORIES'];
const SEED = process.env['SOAK_SEED'];
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

interface Outcome {
  readonly duplicates: readonly string[];
  readonly withoutTicket: readonly string[];
  readonly closedUnderHands: readonly number[];
}

describe.each(DATABASE_KINDS)('random histories of tickets, on %s', (kind) => {
  const histories = Number(SOAK_HISTORIES ?? HISTORIES[kind]);
  const seen = { histories: 0, happenings: 0, tickets: 0 };

  afterAll(() => {
    if (SEED === undefined) return;
    process.stdout.write(
      `${kind}: ${seen.histories} histories, ${seen.happenings} happenings, ${seen.tickets} tickets\n`,
    );
  });

  async function live(history: TicketHistory): Promise<Outcome> {
    const fixture = await BridgeFixture.start({ seed: history.seed, companies: 3, jobsPerCompany: 2 });
    const temporary = await temporaryDatabase(kind);
    const bridge = new LivingBridge(fixture, { target: temporary.target });
    try {
      fixture.sandbox.setSwitch('connectwise', 'searchLagMs', history.searchLagMs);
      for (const happening of history.happenings) await happen(fixture, bridge, happening);
      fixture.sandbox.clearFaults();
      await bridge.runUntilQuiet();
      const broken = await breakAll(fixture, bridge);
      const touched = await mendAll(fixture, bridge);
      const tickets = ticketsOf(fixture);
      const closed = new Set(tickets.filter((ticket) => ticket.closedFlag === true).map(({ id }) => id));
      seen.histories += 1;
      seen.happenings += history.happenings.length;
      seen.tickets += tickets.length;
      return { ...broken, closedUnderHands: touched.filter((id) => closed.has(id)) };
    } finally {
      await bridge.stop();
      await fixture.stop();
      await temporary.dispose();
    }
  }

  it(
    'end without duplicates, without an incident that has no ticket, and without a ticket closed under hands',
    async () => {
      await fc.assert(
        fc.asyncProperty(ticketHistories(['alder', 'birch', 'cedar']), async (history) => {
          expect(await live(history)).toEqual({ duplicates: [], withoutTicket: [], closedUnderHands: [] });
        }),
        { numRuns: histories, ...(SEED === undefined ? {} : { seed: Number(SEED) }) },
      );
    },
    histories * 60_000,
  );
});

/** Whatever was before: every job fails twice more, far apart; then each has exactly one ticket that is open. */
async function breakAll(
  fixture: BridgeFixture,
  bridge: LivingBridge,
): Promise<Pick<Outcome, 'duplicates' | 'withoutTicket'>> {
  for (let round = 0; round < 2; round += 1) {
    fixture.wall.advance(4 * HOUR_MS);
    for (const { uid } of jobsOf(fixture)) fixture.sandbox.jobs.fail(uid);
    await bridge.pass();
    fixture.wall.advance(2 * HOUR_MS);
    await bridge.runUntilQuiet();
  }
  const rows = new Map((await bridge.incidents()).map((row) => [row.subject.key, row]));
  const tickets = new Map(ticketsOf(fixture).map((ticket) => [ticket.id, ticket]));
  const subjects = [...tickets.values()]
    .filter((ticket) => ticket.closedFlag !== true)
    .map((ticket) => (ticket.externalXRef ?? '').split(':')[2] ?? '');
  return {
    duplicates: subjects.filter((subject, index) => subjects.indexOf(subject) !== index),
    withoutTicket: jobsOf(fixture).flatMap(({ row, uid }) => {
      const incident = rows.get(uid);
      const ticket = tickets.get(incident?.ticketId ?? 0);
      // The parent that people merged it into speaks for it.
      return ticket?.closedFlag === false || ticket?.mergedParentTicket
        ? []
        : [`${row.name ?? uid}: ${JSON.stringify(incident)}`];
    }),
  };
}

/** Somebody takes every second open ticket in hand, and then every job is well again. */
async function mendAll(fixture: BridgeFixture, bridge: LivingBridge): Promise<readonly number[]> {
  const open = ticketsOf(fixture).filter((ticket) => ticket.closedFlag !== true);
  const inHand = open.filter((_ticket, index) => index % 2 === 0).map(({ id }) => id);
  for (const ticketId of inHand)
    fixture.sandbox.people('connectwise', { do: 'add-note', by: 'mokonde', ticketId, text: 'Mine.' });
  fixture.wall.advance(10 * MINUTE_MS);
  for (const { uid } of jobsOf(fixture)) fixture.sandbox.jobs.succeed(uid);
  await bridge.runUntilQuiet();
  return inHand;
}

function jobsOf(fixture: BridgeFixture) {
  return [...fixture.sandbox.jobs.list().values()].filter(({ row }) => row.isEnabled);
}
