import { formatQuantity, Quantity } from '../../kernel/quantity';
import type { Reason } from '../../kernel/reasons';
import type { AdditionFact } from './billing-observation';
import { listSteps } from './calculate-line';
import type { LineResult } from './line-result';
import type { DecimalText } from './product-line';
import type { ReportLine } from './report-period';

/** One line of `billing preview --json` (INTERFACE): a fixed contract, spelt as it is printed. */
export interface PreviewLine {
  readonly id: string;
  readonly company: { readonly id: number; readonly name: string };
  readonly line: string;
  readonly product: string;
  readonly agreement: { readonly id: number; readonly name: string } | null;
  readonly addition: { readonly id: number } | null;
  readonly before: DecimalText | null;
  readonly after: DecimalText | null;
  readonly state: 'unchanged' | 'planned' | 'held' | 'approved' | 'applied' | 'failed';
  readonly reason: Reason;
  readonly detail: string;
  readonly steps: readonly string[];
  /** Price of one, of the addition or else of the catalog; what the change costs the customer per invoice. */
  readonly unitPrice: DecimalText | null;
  readonly effect: DecimalText | null;
  readonly period: string;
}

export function previewLine(result: LineResult): PreviewLine {
  const { id, company, line, settings, agreement, addition, verdict, calculation } = result;
  return {
    id,
    company: { id: company.id, name: company.name },
    line,
    product: settings.product,
    agreement: agreement ? { id: agreement.id, name: agreement.name } : null,
    addition: addition ? { id: addition.id } : null,
    state: stateOf(result),
    reason: verdict.reason,
    detail: verdict.detail,
    steps: listSteps(calculation, settings),
    period: result.period.id,
    ...quantitiesOf(result),
  };
}

/** What the next invoice changes by; null where no price is known, or the change is not about one addition. */
export function moneyOf(result: LineResult): DecimalText | null {
  const { before, effect } = quantitiesOf(result);
  return before === result.before ? effect : null;
}

function quantitiesOf(result: LineResult): Pick<PreviewLine, 'before' | 'after' | 'unitPrice' | 'effect'> {
  const { agreement, product } = result;
  const shown = result.addition ?? onlyCandidate(result);
  const unitPrice = shown?.unitPrice ?? product?.price ?? null;
  const before = result.before ?? shown?.quantity ?? null;
  const after = result.after ?? quantityDue(result);
  // Without an agreement nobody knows what is billed now.
  return { before, after, unitPrice, effect: agreement === null ? null : effectOf(before, after, unitPrice) };
}

function quantityDue({ calculation }: LineResult): DecimalText | null {
  return calculation?.kind === 'value' ? formatQuantity(calculation.quantity) : null;
}

/** What bills the line now, although nobody gave it to us yet. */
function onlyCandidate({ candidates }: LineResult): AdditionFact | null {
  const [only = null, ...others] = candidates;
  return others.length === 0 ? only : null;
}

/** A closed period: what it came to, and whether that was written. */
export function previewClosedLine(line: ReportLine, period: string): PreviewLine {
  const { id, company, quantity, written, steps, settings } = line;
  const isWritten = written !== null;
  return {
    id,
    company,
    line: line.line,
    product: settings.product,
    agreement: null,
    addition: line.addition,
    before: null,
    after: quantity,
    state: isWritten ? 'applied' : 'unchanged',
    reason: isWritten ? 'usage-changed' : 'unchanged',
    detail: `closed at ${line.frozenAt}`,
    steps,
    unitPrice: null,
    effect: null,
    period,
  };
}

function stateOf({ verdict }: LineResult): PreviewLine['state'] {
  if (verdict.kind === 'skip') return 'unchanged';
  if (verdict.kind === 'held') return 'held';
  return verdict.isApproved ? 'approved' : 'planned';
}

function effectOf(
  before: DecimalText | null,
  after: DecimalText | null,
  price: DecimalText | null,
): DecimalText | null {
  if (after === null || price === null) return null;
  return formatQuantity(new Quantity(after).minus(before ?? 0).times(price));
}
