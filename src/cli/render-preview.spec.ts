import type { PreviewLine } from '../billing/domain/preview-line';
import { parseCsv } from '../mapping/domain/csv-table';
import { renderPreviewCsv, renderPreviewHtml } from './render-preview';

const LINE: PreviewLine = {
  id: '250/vms',
  company: { id: 250, name: 'Alpha' },
  line: 'vms',
  product: 'VEEAM-VM',
  agreement: { id: 55, name: 'Managed backup' },
  addition: { id: 901 },
  before: '9',
  after: '6',
  state: 'held',
  reason: 'guard-decrease',
  detail: '-33.3 %, above maxDecreasePercent (30)',
  steps: ['ManagedVms 5 + 1 (2 locations)', 'no included units', '6'],
  unitPrice: '18',
  effect: '-54',
  period: '2026-11',
};

function csvOf(line: Partial<PreviewLine>): string {
  return renderPreviewCsv({ period: '2026-11', lines: [{ ...LINE, ...line }] });
}

function named(name: string): Partial<PreviewLine> {
  return { company: { id: 250, name } };
}

describe('the preview as a table for a spreadsheet', () => {
  it('has before, after, reason, money and every step', () => {
    const table = parseCsv(csvOf({}));
    const [head, row] = table.kind === 'rows' ? table.rows : [];
    const cells = Object.fromEntries(head!.cells.map((title, index) => [title, row!.cells[index]]));
    expect(cells).toMatchObject({
      before: '9',
      after: '6',
      reason: 'guard-decrease',
      effect: '-54',
      steps: 'ManagedVms 5 + 1 (2 locations); no included units; 6',
    });
  });

  it.each([
    ['=HYPERLINK("http://x")', '"\'=HYPERLINK(""http://x"")"'],
    ['+1+1', "'+1+1"],
    ['@SUM(1)', "'@SUM(1)"],
    ["-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"],
    ['\tcmd', '"\'\tcmd"'],
  ])('runs nothing that a company is called: %s', (name, cell) => {
    expect(csvOf(named(name))).toContain(`250/vms,${cell},vms`);
  });

  it('leaves money that goes down a number', () => {
    expect(csvOf({})).toContain(',18,-54,');
  });
});

describe('the preview as a page', () => {
  it('shows a company that is called like markup as text, and runs nothing', () => {
    const html = renderPreviewHtml({
      period: '2026-11',
      lines: [{ ...LINE, ...named(`<script>alert("x")</script> & Sons`) }],
    });
    expect(html).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; Sons');
    expect(html).not.toMatch(/<script|<link|<img|src=|href=/);
  });

  it('adds up what is planned and what is held', () => {
    const lines = [
      LINE,
      { ...LINE, id: '251/vms', effect: '4.5' },
      { ...LINE, id: '252/vms', state: 'planned' as const },
    ];
    const html = renderPreviewHtml({ period: '2026-11', lines });
    expect(html).toContain('1 planned (-54)');
    expect(html).toContain('2 held (-49.5)');
    const closed = renderPreviewHtml({ period: '2026-10', lines: [{ ...LINE, state: 'applied', effect: null }] });
    expect(closed).toContain('<p>1 applied, 0 unchanged. ');
  });
});
