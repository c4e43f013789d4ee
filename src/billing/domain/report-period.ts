import { formatQuantity, Quantity } from '../../kernel/quantity';
import { quantityOf } from './amount';
import type { FrozenPeriod, LineState } from './line-state';
import { lineId } from './line-state';
import { measurePeriod } from './measure';
import type { Period } from './period';
import type { DecimalText } from './product-line';
import { computeQuantity } from './quantity';
import { addDayValues, ZERO_DAY, type CompanySamples, type DayValue } from './samples';

/** One closed line of `billing report --json`. */
export interface ReportLine {
  readonly id: string;
  readonly company: { readonly id: number; readonly name: string };
  readonly line: string;
  readonly addition: { readonly id: number } | null;
  readonly settings: FrozenPeriod['settings'];
  /** As it was closed. */
  readonly value: DecimalText;
  readonly quantity: DecimalText;
  /** What its addition was written with last for this period; null where nothing had to be written. */
  readonly written: DecimalText | null;
  /** From the samples as they are stored now; null when they do not suffice any more. */
  readonly recomputed: DecimalText | null;
  /** Usage that arrived after the close would have made another quantity. */
  readonly isLate: boolean;
  readonly steps: readonly string[];
  readonly frozenAt: string;
}

export interface ReportFacts {
  readonly period: Period;
  readonly frozen: readonly FrozenPeriod[];
  readonly lines: ReadonlyMap<string, LineState>;
  readonly samples: ReadonlyMap<string, CompanySamples>;
  readonly names: ReadonlyMap<number, string>;
  /** Last write for the period, by line id. */
  readonly written: ReadonlyMap<string, DecimalText>;
}

/** What was closed, and what the stored samples make of it today: never a silent change (RULES, Billing 4). */
export function reportPeriod(facts: ReportFacts): readonly ReportLine[] {
  return facts.frozen.map((frozen) => {
    const id = lineId(frozen.companyId, frozen.line);
    const state = facts.lines.get(id);
    const recomputed = recompute(frozen, facts);
    return {
      id,
      company: { id: frozen.companyId, name: facts.names.get(frozen.companyId) ?? `cw:${frozen.companyId}` },
      line: frozen.line,
      addition: state ? { id: state.additionId } : null,
      settings: frozen.settings,
      value: frozen.value,
      quantity: frozen.quantity,
      written: facts.written.get(id) ?? null,
      recomputed,
      isLate: recomputed !== null && !new Quantity(recomputed).equals(frozen.quantity),
      steps: frozen.steps,
      frozenAt: frozen.frozenAt,
    };
  });
}

/** By the settings and the links that the period was closed with. */
function recompute({ members, settings }: FrozenPeriod, { period, samples }: ReportFacts): DecimalText | null {
  const [first] = members.map((member) => member.linkedOn).sort();
  const readDay = (date: string): DayValue =>
    members
      .filter((member) => member.linkedOn <= date)
      .map(({ connection, uid }) => samples.get(`${connection}/${uid}`)?.readDay(date, settings.counters) ?? NO_ROWS)
      .reduce(addDayValues, ZERO_DAY);
  const from = first ?? period.firstDay;
  const measured = measurePeriod({
    measure: settings.measure,
    period,
    from,
    today: period.lastDay,
    isClosing: true,
    readDay,
  });
  if (measured.kind !== 'value') return null;
  return formatQuantity(computeQuantity(quantityOf(measured.value), settings));
}

const NO_ROWS: DayValue = { kind: 'unknown', why: 'no-row', detail: 'no usage is stored' };
