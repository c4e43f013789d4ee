import { parseCsv } from '../mapping/domain/csv-table';
import type { ReportedChange, RunReport } from '../reconciliation/run-report';
import { renderPlanCsv, renderPlanHtml } from './render-plan';

const CHANGE: ReportedChange = {
  key: 'k',
  action: 'set-quantity',
  reason: 'usage-changed',
  rule: null,
  detail: 'usage has changed',
  company: { uid: 'u', name: 'Alpha' },
  subject: { kind: 'billing-line', key: '250/vms', name: 'vms' },
  outcome: 'planned',
  remoteId: null,
  before: '9',
  after: '6',
  effect: '-54',
  error: null,
};

function planOf(...changes: readonly Partial<ReportedChange>[]): RunReport {
  const at = '2026-11-02T08:00:00.000Z';
  return {
    run: { id: 'r', mode: 'plan', status: 'succeeded', startedAt: at, finishedAt: at, now: at },
    streams: {
      billing: {
        ...{ status: 'succeeded', policy: 'full', sources: { complete: 1, incomplete: [] }, counts: {}, skips: [] },
        changes: changes.map((change) => ({ ...CHANGE, ...change })),
        news: { held: 0, incomplete: 0 },
      },
    },
    requests: {},
    problems: [],
  };
}

const PAGE: Partial<ReportedChange> = { before: null, after: { name: 'Page' }, effect: null, company: null };

describe('a plan as a table', () => {
  it('has before, after, reason and money, and of pages and tickets no more than their names', () => {
    const table = parseCsv(renderPlanCsv(planOf({}, PAGE)));
    const [head, ...rows] = table.kind === 'rows' ? table.rows : [];
    const cells = rows.map((row) => Object.fromEntries(head!.cells.map((title, at) => [title, row.cells[at]])));
    expect(cells).toMatchObject([
      { stream: 'billing', company: 'Alpha', before: '9', after: '6', effect: '-54', reason: 'usage-changed' },
      { company: '', before: '', after: '', effect: '' },
    ]);
  });

  it('runs nothing that somebody called a company, and shows markup as text', () => {
    const plan = planOf({ company: { uid: 'u', name: '=1+1' } }, { company: { uid: 'u', name: '<b>' }, detail: null });
    expect(renderPlanCsv(plan)).toContain(",'=1+1,");
    expect(renderPlanHtml(plan)).toContain('<td>&lt;b&gt;</td>');
  });

  it('adds up what is planned and what waits', () => {
    const html = renderPlanHtml(planOf({}, { effect: '4.5' }, { outcome: 'held', effect: '18' }, PAGE));
    expect(html).toContain('3 planned (-49.5), 1 held (+18), 0 blocked.');
    expect(html).toContain('<tr class="held">');
    expect(html).toContain('<td class="number">+4.5</td>');
  });
});
