import { IntegrationError } from '../../src/kernel/integration-error';
import { SourceRepository } from '../../src/persistence/engine/source.repository';
import { KeptReadRepository } from '../../src/persistence/tickets/kept-read.repository';
import { PendingTransitions } from '../../src/reconciliation/pending-transitions';
import { RunContext } from '../../src/reconciliation/run-context';
import { SourceReader } from '../../src/reconciliation/source-reader';
import { KeptSources, type KeptList } from '../../src/tickets/kept-sources';
import type { Database } from '../../src/persistence/database';
import { DATABASE_KINDS, temporaryDatabase, type TemporaryDatabase } from '../support/temporary-database';

interface Machine {
  readonly uid: string;
  readonly seenAt: Date | null;
}

const SOURCE = 'vspc:main/slow';
const HOUR_MS = 3_600_000;
const START = Date.parse('2026-11-02T08:00:00Z');
const FIRST: readonly Machine[] = [
  { uid: 'a', seenAt: new Date('2026-11-01T22:00:00Z') },
  { uid: 'b', seenAt: null },
];

describe.each(DATABASE_KINDS)('lists at a pace of their own, on %s', (kind) => {
  let files: TemporaryDatabase;
  let database: Database;
  let reads: number;

  beforeAll(async () => {
    files = await temporaryDatabase(kind);
    database = await files.open();
  });

  beforeEach(async () => {
    reads = 0;
    await new KeptReadRepository(database).forget(SOURCE);
  });

  afterAll(async () => {
    await database.close();
    await files.dispose();
  });

  /** What a pass so many minutes after the first sees. */
  function read(minutes: number, shown: readonly Machine[] | 'refused', more: Partial<KeptList<Machine>> = {}) {
    const now = new Date(START + minutes * 60_000);
    const reader = new SourceReader(new SourceRepository(database), now);
    const parts = { runId: 'r', mode: 'apply', stream: 'tickets', now, allow: null, policy: 'full' } as const;
    const run = new RunContext(parts, reader, new PendingTransitions());
    return new KeptSources(new KeptReadRepository(database)).read<Machine>(run, SOURCE, {
      list: () => listed(shown),
      keyOf: ({ uid }) => uid,
      instants: ['seenAt'],
      keepForMs: HOUR_MS,
      ...more,
    });
  }

  async function* listed(shown: readonly Machine[] | 'refused'): AsyncGenerator<Machine, void, undefined> {
    reads += 1;
    await Promise.resolve();
    if (shown === 'refused') {
      throw new IntegrationError({ system: 'vspc:main', operation: 'GET /slow', kind: 'transient', message: 'No.' });
    }
    yield* shown;
  }

  it('are read once and stand for the source until they are due, with the time of their read', async () => {
    expect(await read(0, FIRST)).toEqual({ source: SOURCE, complete: true, value: FIRST });
    const kept = await read(59, 'refused');
    expect(kept).toEqual({ source: SOURCE, complete: true, value: FIRST, readAt: new Date(START) });
    expect(reads).toBe(1);
  });

  it('are read again when they are due', async () => {
    await read(0, FIRST);
    const second = await read(60, FIRST.slice(0, 1));
    expect(second).toMatchObject({ complete: true, value: FIRST.slice(0, 1) });
    expect(second.readAt).toBeUndefined();
    expect((await read(61, 'refused')).value).toEqual(FIRST.slice(0, 1));
  });

  it('show what is kept when a read that is due fails, and say that they are incomplete', async () => {
    await read(0, FIRST);
    expect(await read(90, 'refused')).toMatchObject({
      complete: false,
      kind: 'transient',
      value: FIRST,
      readAt: new Date(START),
    });
    expect(await read(95, FIRST)).toMatchObject({ complete: true });
  });

  it('show nothing when nothing was ever read', async () => {
    expect(await read(0, 'refused')).toMatchObject({ complete: false, value: [] });
  });

  it('are read at once when what is kept does not do, or was forgotten', async () => {
    await read(0, FIRST);
    await read(5, FIRST, { isEnough: (known) => known.some(({ uid }) => uid === 'c') });
    expect(reads).toBe(2);
    await new KeptSources(new KeptReadRepository(database)).forget([SOURCE]);
    await read(6, FIRST);
    expect(reads).toBe(3);
  });

  it('hold any number of items', async () => {
    const many = Array.from({ length: 1_201 }, (_, index) => ({ uid: String(index), seenAt: null }));
    await read(0, many);
    expect((await read(10, 'refused')).value).toEqual(many);
  });
});
