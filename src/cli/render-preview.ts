import type { BillingPreview } from '../billing/billing-desk';
import type { PreviewLine } from '../billing/domain/preview-line';

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

/** Comma separated, as spreadsheets read it; a cell that a spreadsheet would compute is made a text. */
export function renderPreviewCsv(preview: BillingPreview): string {
  const rows = preview.lines.map((line) => COLUMNS.map(([, show]) => csvCell(show(line))).join(','));
  return [COLUMNS.map(([title]) => title).join(','), ...rows, ''].join('\r\n');
}

/** One page that can be mailed: no script, no style from elsewhere, every text escaped. */
export function renderPreviewHtml(preview: BillingPreview): string {
  const head = COLUMNS.map(([title]) => `<th>${title}</th>`).join('');
  const rows = preview.lines.map((line) => {
    const cells = COLUMNS.map(([, show]) => `<td>${escapeHtml(show(line))}</td>`).join('');
    return `<tr class="${line.state}">${cells}</tr>`;
  });
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    `<title>Billing ${escapeHtml(preview.period)}</title>`,
    `<style>${STYLE}</style></head><body>`,
    `<h1>Billing ${escapeHtml(preview.period)}</h1>`,
    `<table><thead><tr>${head}</tr></thead><tbody>`,
    ...rows,
    '</tbody></table></body></html>',
    '',
  ].join('\n');
}

const STYLE =
  'body{font-family:sans-serif}table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:2px 6px;text-align:left}' +
  '.held{background:#fff3d6}.planned,.approved{background:#e3f4e3}';

function csvCell(text: string): string {
  const safe = /^[=+@\t\r]|^-(?!\d)/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
