import type { BillingPreview } from '../billing/billing-desk';
import type { PreviewLine } from '../billing/domain/preview-line';
import { formatQuantity, Quantity } from '../kernel/quantity';
import { renderCsv } from '../mapping/domain/csv-table';
import { renderHtmlPage, type HtmlColumn } from './render-html-page';

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

const CELLS: readonly HtmlColumn<PreviewLine>[] = [
  ['company', (line) => line.company.name],
  ['line', (line) => line.line],
  ['product', (line) => line.product],
  ['before', (line) => line.before ?? '', 'number'],
  ['after', (line) => line.after ?? '', 'number'],
  ['unit price', (line) => line.unitPrice ?? '', 'number'],
  ['effect', (line) => (line.effect === null ? '' : signed(line.effect)), 'number'],
  ['state', (line) => line.state],
  ['why', (line) => `${line.reason}: ${line.detail}`],
  ['calculation', (line) => line.steps.join('; ')],
  ['id', (line) => line.id],
];

export function renderPreviewHtml(preview: BillingPreview): string {
  const summary = `${summaryOf(preview.lines)}. The effect is what the next invoice changes by.`;
  return renderHtmlPage({ title: `Billing ${preview.period}`, summary, columns: CELLS }, preview.lines);
}

/** `2 planned (+36), 0 approved, 1 held (-54), 7 unchanged`: how many, and what they change per invoice. */
export function summaryOf(lines: readonly PreviewLine[]): string {
  const isClosed = lines.some(({ state }) => state === 'applied');
  const states = isClosed
    ? (['applied', 'unchanged'] as const)
    : (['planned', 'approved', 'held', 'unchanged'] as const);
  return states
    .map((state) => {
      const of = lines.filter((line) => line.state === state);
      const money = totalOf(of.flatMap(({ effect }) => effect ?? []));
      return `${of.length} ${state}${money === '0' || state === 'unchanged' ? '' : ` (${signed(money)})`}`;
    })
    .join(', ');
}

/** ` (-87)` behind a quantity; nothing where it costs nothing, or nobody knows a price. */
export function moneyBehind(effect: string | null): string {
  return effect === null || effect === '0' ? '' : ` (${signed(effect)})`;
}

export function totalOf(amounts: readonly string[]): string {
  return formatQuantity(amounts.reduce((total, amount) => total.plus(amount), new Quantity(0)));
}

export function signed(amount: string): string {
  return amount.startsWith('-') ? amount : `+${amount}`;
}
