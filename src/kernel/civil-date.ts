import { DateTime } from 'luxon';

/** A day without a time, `YYYY-MM-DD`. Compares correctly as text. */
export type CivilDate = string;

/** The UTC day of an instant. VSPC's `date` fields are full date-times with the server's offset: never cut the text. */
export function utcDateOf(instant: Date): CivilDate {
  return instant.toISOString().slice(0, 10);
}

/** The day of an instant in a named zone. */
export function civilDateIn(instant: Date, timezone: string): CivilDate {
  return DateTime.fromJSDate(instant, { zone: timezone }).toFormat('yyyy-MM-dd');
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd');
}

/** Whole days from one to the other; negative when `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return Math.round(DateTime.fromISO(to, { zone: 'utc' }).diff(DateTime.fromISO(from, { zone: 'utc' }), 'days').days);
}
