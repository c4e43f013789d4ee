import { temporaryDatabase, type TemporaryDatabase } from '../../test/support/temporary-database';
import { IntegrationError, type ErrorKind } from '../kernel/integration-error';
import type { Database } from '../persistence/database';
import { SourceRepository } from '../persistence/engine/source.repository';
import { SourceReader } from './source-reader';

const JOBS = 'vspc:main/jobs';
const NOW = new Date('2026-11-02T08:00:00Z');
const HOUR_MS = 3_600_000;

describe('SourceReader', () => {
  let temporary: TemporaryDatabase;
  let database: Database;
  let sources: SourceRepository;

  beforeEach(async () => {
    temporary = await temporaryDatabase('sqlite');
    database = await temporary.open();
    sources = new SourceRepository(database);
  });

  afterEach(async () => {
    await database.close();
    await temporary.dispose();
  });

  const readerAt = (hours = 0): SourceReader => new SourceReader(sources, new Date(NOW.getTime() + hours * HOUR_MS));

  /** A list that yields so many keys and then ends, or breaks. */
  function listOf(
    count: number,
    failure?: Error,
  ): { list: () => AsyncIterable<string>; keyOf: (key: string) => string } {
    async function* list(): AsyncGenerator<string> {
      for (let index = 0; index < count; index += 1) yield await Promise.resolve(`key ${index}`);
      if (failure) throw failure;
    }
    return { list, keyOf: (key) => key };
  }

  it('reads a source once, however many ask for it', async () => {
    const reader = readerAt();
    let calls = 0;
    const read = { ...listOf(2), list: () => ((calls += 1), listOf(2).list()) };
    const [first, second] = await Promise.all([reader.readList(JOBS, read), reader.readList(JOBS, read)]);
    expect(await reader.readList(JOBS, read)).toBe(first);
    expect(second).toBe(first);
    expect(calls).toBe(1);
  });

  it('lets go of what was read, and still knows how complete that was', async () => {
    const reader = readerAt();
    const first = await reader.readList(JOBS, listOf(2));
    await reader.readList('vspc:main/alarms', listOf(1, failure('transient')));
    reader.release();
    expect([reader.isComplete(JOBS), reader.isComplete('vspc:main/alarms')]).toEqual([true, false]);
    expect([...reader.states.keys()]).toEqual([JOBS, 'vspc:main/alarms']);
    expect(await reader.readList(JOBS, listOf(2))).not.toBe(first);
  });

  it('calls nothing complete that it was not asked to read', () => {
    expect(readerAt().isComplete(JOBS)).toBe(false);
  });

  it('calls an empty list complete', async () => {
    const reader = readerAt();
    expect(await reader.readList(JOBS, listOf(0))).toEqual({ source: JOBS, complete: true, value: [] });
    expect(reader.isComplete(JOBS)).toBe(true);
  });

  it.each<ErrorKind>([
    'auth',
    'forbidden',
    'rate-limited',
    'transient',
    'not-found',
    'conflict',
    'rejected',
    'contract',
  ])('calls a list incomplete that ended with an error of kind %s, and keeps what came before', async (kind) => {
    const reader = readerAt();
    const result = await reader.readList(JOBS, listOf(2, failure(kind)));
    expect(result).toMatchObject({ complete: false, kind, value: ['key 0', 'key 1'], incompleteRuns: 1 });
    expect(reader.isComplete(JOBS)).toBe(false);
    expect(reader.states.get(JOBS)).toMatchObject({ kind });
  });

  it('lets our own bugs through', async () => {
    await expect(readerAt().readList(JOBS, listOf(1, new TypeError('a bug')))).rejects.toThrow('a bug');
  });

  it('counts the runs without a complete read, and forgets them after one', async () => {
    for (const runs of [1, 2, 3]) {
      const result = await readerAt().readList(JOBS, listOf(0, failure('transient')));
      expect(result).toMatchObject({ incompleteRuns: runs });
    }
    await readerAt().readList(JOBS, listOf(1));
    expect(await readerAt().readList(JOBS, listOf(0, failure('transient')))).toMatchObject({ incompleteRuns: 1 });
  });

  it('does not ask a system again that refused the credentials, and asks the others', async () => {
    const reader = readerAt();
    await reader.readList(JOBS, listOf(0, failure('auth')));
    let asked = false;
    const agents = await reader.readList('vspc:main/agents', {
      ...listOf(1),
      list: () => ((asked = true), listOf(1).list()),
    });
    expect(agents).toMatchObject({ complete: false, kind: 'auth' });
    expect(asked).toBe(false);
    expect(await reader.readList('vspc:other/agents', listOf(1))).toMatchObject({ complete: true });
  });

  describe('a list that suddenly got shorter', () => {
    beforeEach(async () => {
      await readerAt().readList(JOBS, listOf(100));
    });

    it('is not believed, and says how much shorter', async () => {
      const result = await readerAt(1).readList(JOBS, listOf(50));
      expect(result).toMatchObject({ complete: false, kind: 'shrunk' });
      expect(JSON.stringify(result)).toContain('from 100 to 50');
    });

    it('is believed when a day later it is the same', async () => {
      await readerAt(1).readList(JOBS, listOf(50));
      expect(await readerAt(24).readList(JOBS, listOf(50))).toMatchObject({ complete: false });
      expect(await readerAt(25).readList(JOBS, listOf(50))).toMatchObject({ complete: true });
    });

    it('begins a new day when it is another list again', async () => {
      await readerAt(1).readList(JOBS, listOf(50));
      expect(await readerAt(26).readList(JOBS, listOf(49))).toMatchObject({ complete: false });
      expect(await readerAt(50).readList(JOBS, listOf(49))).toMatchObject({ complete: true });
    });

    it('is believed at once by a little, and when it is back', async () => {
      expect(await readerAt(1).readList(JOBS, listOf(91))).toMatchObject({ complete: true });
      await readerAt(2).readList(JOBS, listOf(10));
      expect(await readerAt(3).readList(JOBS, listOf(91))).toMatchObject({ complete: true });
    });

    it('is not mistaken for one whose read failed in between', async () => {
      await readerAt(1).readList(JOBS, listOf(100, failure('transient')));
      expect(await readerAt(2).readList(JOBS, listOf(50))).toMatchObject({ complete: false, kind: 'shrunk' });
    });
  });

  it('gives the fallback for one thing that could not be read', async () => {
    const read = (): Promise<string> => Promise.reject(failure('transient'));
    expect(await readerAt().readOne(JOBS, 'nothing', read)).toMatchObject({ complete: false, value: 'nothing' });
    expect(await readerAt().readOne(JOBS, 'nothing', () => Promise.resolve('it'))).toMatchObject({
      complete: true,
      value: 'it',
    });
  });

  it('remembers nothing of the detail of one record', async () => {
    const detail = `${JOBS}/notes/1`;
    const read = (): Promise<string> => Promise.reject(failure('transient'));
    expect(await readerAt().readDetail(detail, '', read)).toMatchObject({ complete: false, incompleteRuns: 1 });
    expect(await sources.findState(detail)).toBeNull();
  });
});

function failure(kind: ErrorKind): IntegrationError {
  return new IntegrationError({ system: 'vspc:main', operation: 'GET /jobs', kind, message: `GET /jobs: ${kind}` });
}
