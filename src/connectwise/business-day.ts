import type { WireRecord } from '../http/wire-record';
import { utcDateOf, type CivilDate } from '../kernel/civil-date';

/** Dates of agreements and additions are business days, which ConnectWise writes as midnight UTC. */
export function parseBusinessDay(record: WireRecord, field: string): CivilDate | null {
  const instant = record.instantOrNull(field);
  return instant && utcDateOf(instant);
}

export function renderBusinessDay(date: CivilDate): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) throw new Error(`not a day: ${date}`);
  return `${date}T00:00:00Z`;
}
