import { utcDateOf, type CivilDate } from '../../kernel/civil-date';
import { formatQuantity, Quantity } from '../../kernel/quantity';
import type { BilledCompany, BilledMember, BillingObservation } from './billing-observation';
import { frozenKey, lineId, type FrozenPeriod } from './line-state';
import { measurePeriod, type CountedDay, type Measured } from './measure';
import type { Period } from './period';
import type { LineSettings } from './product-line';
import { computeQuantity } from './quantity';
import { addDayValues, ZERO_DAY, type DayValue } from './samples';

/** The quantity that is due for a line in a period, with the way to it; or why there is none. */
export type Calculation =
  | {
      readonly kind: 'value';
      readonly value: Quantity;
      readonly quantity: Quantity;
      readonly steps: readonly string[];
      readonly days: readonly CountedDay[];
      readonly unknownDays: number;
      readonly restsOnAbsence: boolean;
      /** It was closed before: nothing that arrived since counts. */
      readonly isFrozen: boolean;
    }
  | Exclude<Measured, { kind: 'value' }>;

export interface CalculationQuestion {
  readonly company: BilledCompany;
  readonly line: string;
  readonly settings: LineSettings;
  readonly period: Period;
  readonly isClosing: boolean;
}

/** A period that was closed is read, never computed again (RULES, Billing 4). */
export function calculateLine(question: CalculationQuestion, observation: BillingObservation): Calculation {
  const { company, line, settings, period, isClosing } = question;
  if (isClosing) {
    const frozen = observation.frozen.get(frozenKey(lineId(company.id, line), period.id));
    if (frozen) return thaw(frozen);
  }
  const members = listBilledMembers(company);
  const measured = measurePeriod({
    measure: settings.measure,
    period,
    from: firstLink(members),
    today: utcDateOf(observation.now),
    isClosing,
    readDay: (date) => readDay(members, date, settings.counters, observation),
  });
  if (measured.kind !== 'value') return measured;
  if (isClosing && measured.unknownDays > 0 && !isUsageComplete(members, observation)) {
    const detail = `${measured.unknownDays} days of ${period.id} are unknown, and VSPC cannot be read`;
    return { kind: 'held', reason: 'unknown-days', detail };
  }
  const { value, days, parts, unknownDays, restsOnAbsence } = measured;
  const computed = computeQuantity(value, settings);
  const steps = [...describeValue(settings, value, parts, days.length), ...computed.steps];
  return {
    kind: 'value',
    value,
    quantity: computed.quantity,
    steps,
    days,
    unknownDays,
    restsOnAbsence,
    isFrozen: false,
  };
}

/** Members whose usage is billed: not those that their pin takes out. */
export function listBilledMembers(company: BilledCompany): readonly BilledMember[] {
  return company.members.filter((member) => member.standing === 'active');
}

/** Nothing stops the company, and billing trusts every link of it. */
export function isBillable(company: BilledCompany): boolean {
  const members = listBilledMembers(company);
  const isStopped = company.members.some((member) => member.standing === 'stopped');
  return members.length > 0 && !isStopped && members.every((member) => member.isTrusted);
}

/** The day from which a company is billed. */
export function firstLink(members: readonly BilledMember[]): CivilDate {
  const days = members.map((member) => member.linkedOn).sort();
  return days[0] ?? '9999-12-31';
}

function isUsageComplete(
  members: readonly BilledMember[],
  { usageSources, completeSources }: BillingObservation,
): boolean {
  return members.every((member) => completeSources.has(usageSources.get(member.connection) ?? ''));
}

/** A member counts from the day of its own link. */
function readDay(
  members: readonly BilledMember[],
  date: CivilDate,
  counters: readonly string[],
  { samples }: BillingObservation,
): DayValue {
  let total = ZERO_DAY;
  for (const { connection, uid, linkedOn, name } of members) {
    if (linkedOn > date) continue;
    const day = samples.get(`${connection}/${uid}`)?.readDay(date, counters) ?? noRows(name, date);
    total = addDayValues(total, day);
  }
  return total;
}

function noRows(name: string, date: CivilDate): DayValue {
  return { kind: 'unknown', why: 'no-row', detail: `no usage of ${name} on ${date}` };
}

function thaw(frozen: FrozenPeriod): Calculation {
  return {
    kind: 'value',
    value: new Quantity(frozen.value),
    quantity: new Quantity(frozen.quantity),
    steps: frozen.steps,
    days: frozen.days.map(({ date, value }) => ({ date, value: new Quantity(value) })),
    unknownDays: frozen.unknownDays,
    restsOnAbsence: false,
    isFrozen: true,
  };
}

function describeValue(
  settings: LineSettings,
  value: Quantity,
  parts: readonly Quantity[],
  days: number,
): readonly string[] {
  const counters = settings.counters.join(' + ');
  const sum =
    parts.length > 1 ? `${parts.map(formatQuantity).join(' + ')} (${parts.length} locations)` : formatQuantity(value);
  switch (settings.measure) {
    case 'last':
      return [`${counters} ${sum}`];
    case 'peak':
      return [`${counters}: largest of ${days} days ${formatQuantity(value)}`];
    case 'average':
      return [`${counters}: average of ${days} days ${formatQuantity(value.toDecimalPlaces(6))}`];
    case 'sum':
      return [`${counters}: sum of ${days} days ${formatQuantity(value)}`];
  }
}
