import { textCell } from './page-cell';
import { readBlocks } from './read-blocks';
import { renderMissing, renderTable } from './render-table';

const TABLE = { columns: ['Job', 'Result'], noun: 'job', empty: 'There are none.' };

function row(name: string, rank = 1) {
  return { rank, name, cells: [textCell(name), textCell('Failed')] };
}

describe('a text box read back', () => {
  it('is a table with its head, whatever stands in its cells', () => {
    const { value } = renderTable({ ...TABLE, rows: [row('<td>x</td> & "y"', 0), row('b')] });
    expect(readBlocks(String(value))).toEqual([
      {
        kind: 'table',
        head: ['Job', 'Result'],
        rows: [
          ['<td>x</td> & "y"', 'Failed'],
          ['b', 'Failed'],
        ],
      },
    ]);
  });

  it('keeps what stands below the table', () => {
    const { value } = renderTable({ ...TABLE, rows: Array.from({ length: 100 }, () => row('x'.repeat(50))) }, 2_000);
    const [table, rest] = readBlocks(String(value));
    expect(table).toMatchObject({ kind: 'table' });
    expect(rest).toMatchObject({ kind: 'lines', lines: [expect.stringMatching(/more jobs of 100 not shown here/)] });
  });

  it.each([
    ['of a table without rows', renderTable({ ...TABLE, rows: [] }).value, 'There are none.'],
    ['of a part that is missing', renderMissing('May not be read.').value, 'May not be read.'],
  ])('is the sentence %s', (_sentence, value, line) => {
    expect(readBlocks(String(value))).toEqual([{ kind: 'lines', lines: [line] }]);
  });
});
