import { DATABASE_KINDS, temporaryDatabase, type TemporaryDatabase } from '../../../test/support/temporary-database';
import type { PlannedProblem } from '../../kernel/change';
import type { Database } from '../database';
import { ProblemRepository } from './problem.repository';

const EIGHT = new Date('2026-11-02T08:00:00Z');
const NINE = new Date('2026-11-02T09:00:00Z');

describe.each(DATABASE_KINDS)('problems and holds on %s', (kind) => {
  let temporary: TemporaryDatabase;
  let database: Database;
  let repository: ProblemRepository;

  beforeAll(async () => {
    temporary = await temporaryDatabase(kind);
    database = await temporary.open();
    repository = new ProblemRepository(database);
  });

  afterAll(async () => {
    await database.close();
    await temporary.dispose();
  });

  it('are new once, as old as their first sight, and over when nobody meets them any more', async () => {
    expect(await repository.replaceOpen('tickets', [problem('a'), problem('b'), problem('a')], EIGHT)).toEqual([
      'a',
      'b',
    ]);
    expect(await repository.replaceOpen('tickets', [problem('b'), problem('c')], NINE)).toEqual(['c']);
    const open = await repository.listOpen();
    expect(open.map(({ id, since, lastSeen }) => [id, since, lastSeen])).toEqual([
      ['b', EIGHT, NINE],
      ['c', NINE, NINE],
    ]);
  });

  it('begin anew when they come back', async () => {
    await repository.replaceOpen('billing', [problem('x')], EIGHT);
    await repository.replaceOpen('billing', [], EIGHT);
    expect(await repository.replaceOpen('billing', [problem('x')], NINE)).toEqual(['x']);
    const open = await repository.listOpen();
    expect(open.find((row) => row.id === 'x')?.since).toEqual(NINE);
  });

  it('a hold is new when it is another one, or has another reason', async () => {
    expect(await repository.replaceHolds('billing', new Map([['a', 'policy']]), EIGHT)).toEqual(['a']);
    const next = new Map([
      ['a', 'no-addition'],
      ['b', 'policy'],
    ]);
    expect(await repository.replaceHolds('billing', next, NINE)).toEqual(['a', 'b']);
    expect(await repository.replaceHolds('billing', next, NINE)).toEqual([]);
    expect(await repository.listNewHolds('billing', new Map([['b', 'policy']]))).toEqual([]);
  });

  it('ten thousand fit into one pass', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => problem(`many/${index}`));
    expect(await repository.replaceOpen('mapping', many, EIGHT)).toHaveLength(10_000);
    expect(await repository.replaceOpen('mapping', [], NINE)).toEqual([]);
    expect((await repository.listOpen()).filter((row) => row.stream === 'mapping')).toEqual([]);
  });
});

function problem(id: string): PlannedProblem {
  return { id, system: 'bridge', kind: 'limit', message: `${id} is wrong`, hint: 'put it right' };
}
