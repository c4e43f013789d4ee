import { section, job } from '../../../test/support/documentation-builders';
import type { JobFact } from './documentation-observation';
import { createTimeFormat } from './format-values';
import { barCell, bytesCell, countCell, labelCell, linkCell, restorePointsCell, textCell, timeCell } from './page-cell';
import { jobTable, stateOfJob } from './render-job-table';
import type { JobRow } from './render-job-table';
import { TEXT_BOX_BYTES, bytesOf, renderMissing, renderTable } from './render-table';

const FORMAT = createTimeFormat('UTC');

function rowOf(fact: JobFact, condition: JobRow['condition'] = null): JobRow {
  return { job: fact, section: section(), condition };
}

function htmlOf(rows: readonly JobRow[], maxBytes?: number): string {
  return String(renderTable(jobTable(rows, FORMAT), maxBytes).value);
}

describe('a table in a text box', () => {
  it('holds every row when they fit, the worst first', () => {
    const html = htmlOf([
      rowOf(job('a')),
      rowOf(job('b', { result: 'failed', message: 'Disk <full>' })),
      rowOf(job('c'), 'missed'),
      rowOf(job('d', { enabled: false })),
    ]);
    const order = ['Job b', 'Job c', 'Job d', 'Job a'].map((name) => html.indexOf(name));
    expect(order).toEqual([...order].sort((left, right) => left - right));
    expect(html).toContain('<span class="label label-danger">Failed</span><br><small>Disk &lt;full&gt;</small>');
    expect(html).toContain('overflow-x:auto');
    expect(html).not.toContain('not shown');
  });

  it('lets a browser break words that would push every other column out of sight, and between date and time', () => {
    const html = htmlOf([rowOf(job('a', { name: `short ${'x'.repeat(60)}&${'😀'.repeat(30)}` }))]);
    const cell = /<td>(short .*?)<\/td>/.exec(html)?.[1] ?? '';
    expect(cell.replaceAll('<wbr>', '')).toBe(`short ${'x'.repeat(60)}&amp;${'😀'.repeat(30)}`);
    const pieces = cell.replaceAll('&amp;', '&').split(/<wbr>| /);
    expect(Math.max(...pieces.map((piece) => Array.from(piece).length))).toBe(24);
    expect(html).toContain('<span style="white-space:nowrap">2026-11-01</span> 22:00');
  });

  it('says so when there is nothing', () => {
    expect(htmlOf([])).toBe('<p>There are no backup jobs.</p>');
  });

  it('of 3,000 jobs stays below its limit and keeps every failed one', () => {
    const rows = Array.from({ length: 3000 }, (_item, index) => {
      const isFailed = index % 6 === 0;
      const message = isFailed ? `Unable to reach the repository ${index}: ${'"x" '.repeat(60)}` : null;
      return rowOf(
        job(String(index), { name: `Nightly backup of ${index}`, result: isFailed ? 'failed' : 'success', message }),
      );
    });
    const html = htmlOf(rows);
    expect(bytesOf(html)).toBeLessThanOrEqual(TEXT_BOX_BYTES);
    for (let index = 0; index < 3000; index += 6) expect(html).toMatch(new RegExp(`Nightly backup of ${index}[<,]`));
    expect(html).toContain('Also in the worst state:');
    expect(html).toContain('2500 more jobs of 3000 not shown here.');
  });

  it('fills what is left with rows of lesser states', () => {
    const rows = Array.from({ length: 1000 }, (_item, index) => rowOf(job(String(index))));
    const html = htmlOf(rows);
    expect(bytesOf(html)).toBeGreaterThan(TEXT_BOX_BYTES * 0.95);
    expect(html).toMatch(/\d+ more jobs of 1000 not shown here/);
  });

  it('counts failed ones only when not even their names fit', () => {
    const rows = Array.from({ length: 10_000 }, (_item, index) => {
      return rowOf(job(String(index), { name: `<Nightly> & long ${index}`, result: 'failed' }));
    });
    const html = htmlOf([...rows, rowOf(job('good'))]);
    expect(bytesOf(html)).toBeLessThanOrEqual(TEXT_BOX_BYTES);
    expect(html).toMatch(/\d+ more jobs of 10001 not shown here/);
    expect(html).not.toContain('Job good');
  });

  it('counts one as one', () => {
    const rows = [rowOf(job('a')), rowOf(job('b'))];
    const width = bytesOf(htmlOf([rowOf(job('a'))])) + 310;
    expect(htmlOf(rows, width)).toContain('1 more job of 2 not shown here.');
  });

  it('lists names without counting when that is all', () => {
    const rows = [rowOf(job('a', { result: 'failed' })), rowOf(job('b', { result: 'failed' }))];
    expect(htmlOf(rows, 700)).toMatch(/<p>Also in the worst state: <b>Job a<\/b>, <b>Job b<\/b>\.<\/p>$/);
  });

  it.each(['a', 'ü', '会', '📦', '\uFFFD'])('measures %s as UTF-8', (text) => {
    expect(bytesOf(text)).toBe(Buffer.byteLength(text));
  });

  it('has a column for the company where there are several', () => {
    const other = section({ name: 'Beta', uid: section().uid.replace('e', 'f') as never });
    const table = jobTable([rowOf(job('a')), { job: job('b'), section: other, condition: null }], FORMAT);
    expect(table.columns[0]).toBe('Company');
    expect(htmlOf([rowOf(job('a'))])).not.toContain('Company');
  });

  it('can say why it is not there', () => {
    expect(renderMissing('No <rights>').value).toBe('<div class="alert alert-warning">No &lt;rights&gt;</div>');
  });
});

describe('the state of a job', () => {
  it.each([
    ['success', true, null, 'Success'],
    ['success', true, 'missed', 'Missed'],
    ['success', true, 'warning', 'Warning'],
    ['warning', true, null, 'Warning'],
    ['warning', true, 'alarm', 'Warning'],
    ['failed', true, 'missed', 'Failed'],
    ['failed', false, null, 'Failed'],
    ['success', false, null, 'Disabled'],
    ['none', true, null, 'No result yet'],
  ] as const)('%s, enabled %s, incident %s: %s', (result, enabled, condition, words) => {
    expect(stateOfJob(rowOf(job('a', { result, enabled }), condition)).words).toBe(words);
  });
});

describe('cells', () => {
  it.each([
    ['no text', textCell(null), '', ''],
    ['empty text', textCell(''), '', ''],
    ['text', textCell('a'), 'a', ''],
    ['no number', countCell(null), '', ''],
    ['a number', countCell(0), '0', ''],
    ['no time', timeCell(null, FORMAT), '', ''],
    ['a time', timeCell(new Date('2026-11-02T08:00:00Z'), FORMAT), 'time', '2026-11-02 08:00'],
    ['no restore points', restorePointsCell(null), '', ''],
    ['restore points', restorePointsCell(7), '', '7'],
    ['zero restore points', restorePointsCell(0), 'none', '0'],
    ['no size', bytesCell(null), '', ''],
    ['a size', bytesCell(1234), '1.23 kB', ''],
    ['a label', labelCell('Failed', 'danger'), 'Failed', ''],
    ['no bar', barCell(1, null), '', ''],
    ['a bar', barCell(1, 2), '50', ''],
    ['a link', linkCell('#1', 'https://example.com/1'), '#1 https://example.com/1', ''],
    ['a link to nowhere', linkCell('#1', 'javascript:x'), '#1', ''],
  ])('%s: what is content, and what only moves', (_name, cell, fixed, moving) => {
    expect([cell.fixed, cell.moving]).toEqual([fixed, moving]);
  });

  it.each([
    [96, '#d9534f'],
    [80, '#f0ad4e'],
    [10, '#5cb85c'],
  ])('a bar of %d has the colour %s', (used, colour) => {
    expect(barCell(used, 100).html).toContain(`background:${colour};height:10px;width:${used}%`);
  });

  it('a bar never leaves its frame', () => {
    expect(barCell(300, 100).html).toContain('width:100%');
  });
});
