import { applied, cw, decision, itg, observed, vspc } from '../../../test/support/mapping-world';
import { COLUMNS, companiesCsv, readCompaniesCsv } from './companies-csv';

const WORLD = applied(
  observed({
    vspc: [vspc('a', 'Quorella'), vspc('b', 'Velmora'), vspc('c', 'Tesk'), vspc('d', 'Brax')],
    connectwise: [cw(1, 'Quorella'), cw(2, 'Tesk'), cw(3, 'Tesk')],
    itglue: [itg('7', 'Seven', { psaIds: ['1'] })],
    decisions: [decision('b', 'ignored', { reason: 'lab' })],
  }),
);

const HEADER = { line: 1, cells: ['vspc', 'state', 'connectwise', 'itglue', 'reason'] };

describe('companiesCsv', () => {
  it('has a row per company, ids as references', () => {
    expect(companiesCsv(WORLD.links)).toEqual([
      [...COLUMNS],
      ['vspc:main/a', 'linked', 'cw:1', 'itg:7', '', 'Quorella', 'Quorella', 'Seven', 'exact-name', 'ok', ''],
      ['vspc:main/b', 'ignored', '', '', 'lab', 'Velmora', '', '', '', 'ok', ''],
      ['vspc:main/c', 'suggested', '', '', '', 'Tesk', '', '', 'exact-name', 'ok', 'cw:2 Tesk'],
      ['vspc:main/d', 'unlinked', '', '', '', 'Brax', '', '', '', 'ok', ''],
    ]);
  });
});

describe('readCompaniesCsv', () => {
  it('reads what was written', () => {
    const rows = companiesCsv(WORLD.links).map((cells, index) => ({ line: index + 1, cells }));
    const { wanted, problems } = readCompaniesCsv(rows);
    expect(problems).toEqual([]);
    expect(wanted[0]).toEqual({ line: 2, key: 'main/a', state: 'linked', connectwise: '1', itglue: '7', reason: '' });
  });

  it('reads a row that ends early', () => {
    const { wanted } = readCompaniesCsv([HEADER, { line: 2, cells: ['vspc:main/a', 'unlinked'] }]);
    expect(wanted).toMatchObject([{ connectwise: '', itglue: '', reason: '' }]);
  });

  it.each([
    ['an empty file', [], 1, 'The file is empty'],
    [
      'a column that is nearly right',
      [{ line: 1, cells: ['vspc', 'state', 'connectwisse'] }],
      1,
      'no column called “connectwisse”',
    ],
    [
      'a column of somebody else',
      [{ line: 1, cells: ['vspc', 'state', 'connectwise', 'favourite colour'] }],
      1,
      'favourite colour',
    ],
    ['a missing column', [{ line: 1, cells: ['vspc', 'connectwise'] }], 1, 'The column “state” is missing'],
    [
      'a column twice',
      [{ line: 1, cells: ['vspc', 'state', 'connectwise', 'state'] }],
      1,
      'The column “state” is there twice',
    ],
    [
      'too many cells',
      [HEADER, { line: 2, cells: ['a', 'linked', '1', '', '', ''] }],
      2,
      'There are 6 cells under 5 columns',
    ],
    ['no state', [HEADER, { line: 2, cells: ['a', 'lost', '1'] }], 2, '“lost” is no state'],
    [
      'a rounded id',
      [HEADER, { line: 2, cells: ['a', 'linked', '1', '1,69E+15'] }],
      2,
      'before a spreadsheet rounded it',
    ],
    ['linked to nothing', [HEADER, { line: 2, cells: ['a', 'linked', ''] }], 2, 'linked needs a ConnectWise company'],
    ['ignored without a reason', [HEADER, { line: 2, cells: ['a', 'ignored', ''] }], 2, 'ignored needs a reason'],
    [
      'twice the same',
      [HEADER, { line: 2, cells: ['a', 'unlinked', ''] }, { line: 3, cells: ['vspc:A', 'unlinked', ''] }],
      3,
      'on line 2 already',
    ],
  ])('%s', (_sentence, rows, line, message) => {
    const { problems } = readCompaniesCsv(rows);
    expect(problems[0]).toMatchObject({ line, message: expect.stringContaining(message) as string });
  });

  it('suggests the column that was meant, else lists them', () => {
    const hint = (column: string) =>
      readCompaniesCsv([{ line: 1, cells: ['vspc', 'state', 'connectwise', column] }]).problems[0]?.hint;
    expect(hint('itglu')).toBe('Did you mean itglue?');
    expect(hint('favourite colour')).toContain('Columns are: vspc, state');
  });
});
