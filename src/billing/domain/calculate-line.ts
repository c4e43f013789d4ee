import type { CivilDate } from '../../kernel/civil-date';
import { formatQuantity, Quantity } from '../../kernel/quantity';
import { formatAmount, quantityOf, type Amount } from './amount';
import type { BilledCompany, BilledMember, BillingObservation } from './billing-observation';
import { frozenKey, type FrozenPeriod } from './line-state';
import { measurePeriod, type CountedDay, type Measured } from './measure';
import type { Period } from './period';
import type { LineSettings } from './product-line';
import { computeQuantity, describeQuantity } from './quantity';
import { addDayValues, ZERO_DAY, type DayValue } from './samples';

/** The quantity that is due for a line in a period, with the way to it; or why there is none. */
export type Calculation =
  | {
      readonly kind: 'value';
      readonly value: Quantity;
      readonly quantity: Quantity;
      /** `last`: the sum of each location. */
      readonly parts: readonly Amount[];
      readonly dayCount: number;
      /** Of a close, whose days are kept; of the present period none. */
      readonly days: readonly CountedDay[];
      readonly unknownDays: number;
      readonly restsOnAbsence: boolean;
      /** A day of it could not be counted, and why; the quantity comes from the others. */
      readonly badCounter: string | null;
      /** It was closed before, with these steps: nothing that arrived since counts. */
      readonly frozenSteps: readonly string[] | null;
    }
  | Exclude<Measured, { kind: 'value' }>;

/** What is the same for every line of a company. */
export interface CompanyCase {
  readonly company: BilledCompany;
  /** See `listBilledMembers`. */
  readonly members: readonly BilledMember[];
  /** See `firstLink`. */
  readonly from: CivilDate;
  readonly isBillable: boolean;
}

export interface CalculationQuestion {
  readonly of: CompanyCase;
  readonly id: string;
  readonly settings: LineSettings;
  readonly period: Period;
  readonly isClosing: boolean;
  /** UTC day of the pass. */
  readonly today: CivilDate;
}

export function companyCaseOf(company: BilledCompany): CompanyCase {
  const members = listBilledMembers(company);
  return { company, members, from: firstLink(members), isBillable: isBillable(company) };
}

/** A period that was closed is read, never computed again (RULES, Billing 4). */
export function calculateLine(question: CalculationQuestion, observation: BillingObservation): Calculation {
  const { of, id, settings, period, isClosing, today } = question;
  const { members, from } = of;
  if (isClosing) {
    const frozen = observation.frozen.get(frozenKey(id, period.id));
    if (frozen) return thaw(frozen);
  }
  const { measure, counters } = settings;
  const readDay = (date: CivilDate): DayValue => addMembers(members, date, counters, observation);
  const measured = measurePeriod({ measure, period, from, today, isClosing, readDay });
  if (measured.kind !== 'value') return measured;
  if (isClosing && measured.unknownDays > 0 && !isUsageComplete(members, observation)) {
    const detail = `${measured.unknownDays} days of ${period.id} are unknown, and VSPC cannot be read`;
    return { kind: 'held', reason: 'unknown-days', detail };
  }
  const { days, parts, unknownDays, restsOnAbsence, badCounter } = measured;
  const value = quantityOf(measured.value);
  return {
    kind: 'value',
    value,
    quantity: computeQuantity(value, settings),
    parts,
    dayCount: days.length,
    days: isClosing ? days : [],
    unknownDays,
    restsOnAbsence,
    badCounter,
    frozenSteps: null,
  };
}

/** How a quantity came about, for people. */
export function listSteps(calculation: Calculation | null, settings: LineSettings): readonly string[] {
  if (calculation?.kind !== 'value') return [];
  const { value, frozenSteps } = calculation;
  return frozenSteps ?? [describeValue(settings, calculation), ...describeQuantity(value, settings)];
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
function addMembers(
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
    parts: [],
    dayCount: frozen.days.length,
    days: [],
    unknownDays: frozen.unknownDays,
    restsOnAbsence: false,
    badCounter: null,
    frozenSteps: frozen.steps,
  };
}

function describeValue(
  { measure, counters }: LineSettings,
  { value, parts, dayCount }: Extract<Calculation, { kind: 'value' }>,
): string {
  const names = counters.join(' + ');
  switch (measure) {
    case 'last':
      return parts.length > 1
        ? `${names} ${parts.map(formatAmount).join(' + ')} (${parts.length} locations)`
        : `${names} ${formatQuantity(value)}`;
    case 'peak':
      return `${names}: largest of ${dayCount} days ${formatQuantity(value)}`;
    case 'average':
      return `${names}: average of ${dayCount} days ${formatQuantity(value.toDecimalPlaces(6))}`;
    case 'sum':
      return `${names}: sum of ${dayCount} days ${formatQuantity(value)}`;
  }
}
