import fc from 'fast-check';
import { parseCsv, renderCsv } from './csv-table';

function cellsOf(text: string): unknown {
  const table = parseCsv(text);
  return table.kind === 'rows' ? table.rows.map((row) => row.cells) : table;
}

describe('parseCsv', () => {
  it.each([
    [
      'commas',
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'semicolons, when the header has them',
      'a;b\n1,5;2',
      [
        ['a', 'b'],
        ['1,5', '2'],
      ],
    ],
    [
      'tabs, when the header has them',
      'a\tb\r\n1\t2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'old Mac line ends',
      'a,b\r1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'quoted cells',
      'a,b\n"1, ""x""\n2",3\n',
      [
        ['a', 'b'],
        ['1, "x"\n2', '3'],
      ],
    ],
    [
      'an empty cell at the end',
      'a,b\n1,',
      [
        ['a', 'b'],
        ['1', ''],
      ],
    ],
    [
      'empty lines',
      'a,b\n\n , \n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['nothing', '', []],
    ['a disarmed formula', "a\n'=1+1\n''+x\n'quoted'", [['a'], ['=1+1'], ["'+x"], ["'quoted'"]]],
    [
      'text behind a quotation mark',
      'a,b\n1,2\n"x"y,2',
      { kind: 'broken', line: 3, message: expect.stringContaining('quotation mark') as string },
    ],
    [
      'a quotation mark that stays open',
      'a\n"x\ny',
      { kind: 'broken', line: 2, message: expect.stringContaining('not closed') as string },
    ],
  ])('%s', (_sentence, text, expected) => {
    expect(cellsOf(text)).toEqual(expected);
  });

  it('tells the line on which each row begins', () => {
    const table = parseCsv('a\n"1\r\n1"\n\n2');
    expect(table).toMatchObject({ rows: [{ line: 1 }, { line: 2 }, { line: 5 }] });
  });

  it('reads every table that renderCsv writes, and no cell begins like a formula', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.constantFrom('=1', '+x', '-', '@a', "'=1", "''@", '\t', '\r', 'a"b', 'x\ny', ' ', ';'),
    );
    const table = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }),
      );
    fc.assert(
      fc.property(table, (rows) => {
        const header = rows[0]!.map((_cell, index) => `column ${index}`);
        const text = renderCsv([header, ...rows]);
        const runnable = rows.flat().filter((value) => !/^-\d+(\.\d+)?$/.test(value));
        for (const value of runnable) expect(renderCsv([[value]])).not.toMatch(/^"?[=+@\t-]/);
        const kept = rows.filter((cells) => cells.some((value) => value.trim() !== ''));
        expect(cellsOf(text)).toEqual([header, ...kept]);
      }),
    );
  });
});
