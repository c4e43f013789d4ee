import type { BillingPreview } from '../billing/billing-desk';
import type { PreviewLine } from '../billing/domain/preview-line';
import { formatQuantity, Quantity } from '../kernel/quantity';
import { renderCsv } from '../mapping/domain/csv-table';

type Column = readonly [title: string, show: (line: PreviewLine) => string];

const COLUMNS: readonly Column[] = [
  ['id', (line) => line.id],
  ['company', (line) => line.company.name],
  ['line', (line) => line.line],
  ['product', (line) => line.product],
  ['agreement', (line) => (line.agreement ? `${line.agreement.id} ${line.agreement.name}` : '')],
  ['addition', (line) => String(line.addition?.id ?? '')],
  ['before', (line) => line.before ?? ''],
  ['after', (line) => line.after ?? ''],
  ['state', (line) => line.state],
  ['reason', (line) => line.reason],
  ['unit price', (line) => line.unitPrice ?? ''],
  ['effect', (line) => line.effect ?? ''],
  ['detail', (line) => line.detail],
  ['steps', (line) => line.steps.join('; ')],
];

/** Comma separated, as spreadsheets read it; texts that a spreadsheet would run are made harmless, numbers stay numbers. */
export function renderPreviewCsv(preview: BillingPreview): string {
  return renderCsv([
    COLUMNS.map(([title]) => title),
    ...preview.lines.map((line) => COLUMNS.map(([, show]) => show(line))),
  ]);
}

/** Columns of the page; what is a number stands to the right. */
const CELLS: readonly (readonly [title: string, show: (line: PreviewLine) => string, isNumber: boolean])[] = [
  ['company', (line) => line.company.name, false],
  ['line', (line) => line.line, false],
  ['product', (line) => line.product, false],
  ['before', (line) => line.before ?? '', true],
  ['after', (line) => line.after ?? '', true],
  ['unit price', (line) => line.unitPrice ?? '', true],
  ['effect', (line) => (line.effect === null ? '' : signed(line.effect)), true],
  ['state', (line) => line.state, false],
  ['why', (line) => `${line.reason}: ${line.detail}`, false],
  ['calculation', (line) => line.steps.join('; '), false],
  ['id', (line) => line.id, false],
];

/** One page that can be mailed: no script, no style from elsewhere, every text escaped. */
export function renderPreviewHtml(preview: BillingPreview): string {
  const head = CELLS.map(([title]) => `<th>${title}</th>`).join('');
  const rows = preview.lines.map((line) => {
    const cells = CELLS.map(([, show, isNumber]) => {
      return `<td${isNumber ? ' class="number"' : ''}>${escapeHtml(show(line))}</td>`;
    });
    return `<tr class="${line.state}">${cells.join('')}</tr>`;
  });
  const title = `Billing ${escapeHtml(preview.period)}`;
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    `<title>${title}</title>`,
    `<style>${STYLE}</style></head><body>`,
    `<h1>${title}</h1>`,
    `<p>${summaryOf(preview.lines)}. The effect is what the next invoice changes by.</p>`,
    `<table><thead><tr>${head}</tr></thead><tbody>`,
    ...rows,
    '</tbody></table></body></html>',
    '',
  ].join('\n');
}

const STYLE =
  'body{font:14px/1.4 sans-serif;margin:2em}table{border-collapse:collapse}' +
  'td,th{border:1px solid #ccc;padding:3px 8px;text-align:left;vertical-align:top}th{background:#eee;position:sticky;top:0}' +
  '.number{text-align:right;white-space:nowrap}.held{background:#fff3d6}.planned,.approved{background:#e3f4e3}.failed{background:#fde0e0}';

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** `2 planned (+36), 0 approved, 1 held (-54), 7 unchanged`: how many, and what they change per invoice. */
export function summaryOf(lines: readonly PreviewLine[]): string {
  const states = ['planned', 'approved', 'held', 'unchanged'] as const;
  return states
    .map((state) => {
      const of = lines.filter((line) => line.state === state);
      const money = totalOf(of.flatMap(({ effect }) => effect ?? []));
      return `${of.length} ${state}${money === '0' || state === 'unchanged' ? '' : ` (${signed(money)})`}`;
    })
    .join(', ');
}

export function totalOf(amounts: readonly string[]): string {
  return formatQuantity(amounts.reduce((total, amount) => total.plus(amount), new Quantity(0)));
}

export function signed(amount: string): string {
  return amount.startsWith('-') ? amount : `+${amount}`;
}
