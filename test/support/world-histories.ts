import fc from 'fast-check';
import { JournalEntity } from '../../src/persistence/engine/engine.entities';
import type { Database } from '../../src/persistence/database';
import type { EngineHooks } from '../../src/reconciliation/engine-hooks';
import { tooManyRequests } from '../../src/sandbox/connectwise/replies';
import type { RunReport } from '../../src/reconciliation/run-report';
import type { BridgeFixture } from './bridge-fixture';

const MINUTE_MS = 60_000;
const MOST_ROUNDS = 60;

/** What may go wrong on the wire at one write. */
export interface WriteFault {
  readonly system: 'connectwise' | 'itglue';
  readonly route: string;
  readonly kind: 'drop-before' | 'drop-after' | 'rate-limited' | 'server-error';
}

/** One history: where the process dies, pass after pass, and which writes go wrong. */
export interface History {
  readonly seed: string;
  readonly kills: readonly number[];
  readonly faults: readonly WriteFault[];
}

const WRITE_ROUTES: readonly Pick<WriteFault, 'system' | 'route'>[] = [
  { system: 'connectwise', route: 'POST /service/tickets' },
  { system: 'connectwise', route: 'POST /service/tickets/{id}/notes' },
  { system: 'connectwise', route: 'PATCH /service/tickets/{id}' },
  { system: 'connectwise', route: 'PATCH /finance/agreements/{parentId}/additions/{id}' },
  { system: 'itglue', route: 'POST /flexible_assets' },
  { system: 'itglue', route: 'PATCH /flexible_assets/{id}' },
];

export function histories(seeds: readonly string[]): fc.Arbitrary<History> {
  const kind = fc.constantFrom<WriteFault['kind']>('drop-before', 'drop-after', 'rate-limited', 'server-error');
  const fault = fc
    .record({ place: fc.constantFrom(...WRITE_ROUTES), kind })
    .map(({ place, kind: what }) => ({ ...place, kind: what }));
  return fc.record({
    seed: fc.constantFrom(...seeds),
    kills: fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 4 }),
    faults: fc.array(fault, { maxLength: 4 }),
  });
}

export function script(fixture: BridgeFixture, fault: WriteFault): void {
  const { sandbox } = fixture;
  switch (fault.kind) {
    case 'drop-before': {
      sandbox.failNext(fault.system, fault.route, { drop: 'before-commit' });
      return;
    }
    case 'drop-after': {
      sandbox.failNext(fault.system, fault.route, { drop: 'after-commit' });
      return;
    }
    case 'rate-limited': {
      sandbox.failNext(fault.system, fault.route, tooManyRequests(1));
      return;
    }
    case 'server-error': {
      sandbox.failNext(fault.system, fault.route, { status: 500, body: { code: 'Error', message: 'timeout' } });
      return;
    }
  }
}

class Killed extends Error {}

/** Dies at the n-th step of a pass; the connection goes with the process, so nothing can be tidied up afterwards. */
export function killAt(step: number): (database: Database) => EngineHooks {
  return (database) => {
    let left = step;
    return {
      reached: () => {
        if (left-- > 0) return;
        void database.close();
        throw new Killed();
      },
    };
  };
}

/** Runs on as the schedule would, until no outcome is unknown and a pass changes nothing. */
export async function runUntilQuiet(
  fixture: BridgeFixture,
  options: Parameters<BridgeFixture['pass']>[1] = {},
): Promise<RunReport> {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    fixture.wall.advance(5 * MINUTE_MS);
    const report = await fixture.pass({}, options);
    const changes = Object.values(report.streams).flatMap((stream) => stream.changes);
    if (
      changes.every((change) => change.outcome === 'held' && change.reason !== 'outcome-unknown') &&
      (await outstanding(fixture, options)) === 0
    ) {
      return report;
    }
  }
  throw new Error(`not quiet after ${MOST_ROUNDS} passes`);
}

async function outstanding(fixture: BridgeFixture, options: Parameters<BridgeFixture['pass']>[1]): Promise<number> {
  const bridge = await fixture.boot(options);
  const count = await bridge.database.manager.countBy(JournalEntity, { state: 'intended' });
  await bridge.close();
  return count;
}

/** Tickets with our mark that exist more than once: each is a duplicate. */
export function duplicateMarks(fixture: BridgeFixture): string[] {
  const tickets = (fixture.sandbox.snapshot().connectwise as { tickets: { externalXRef?: string }[] }).tickets;
  const marks = tickets.map((ticket) => ticket.externalXRef ?? '').filter((mark) => mark.startsWith('vspcb:'));
  return marks.filter((mark, index) => marks.indexOf(mark) !== index);
}
