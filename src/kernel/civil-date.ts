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

const DAY_MS = 24 * 3_600_000;

/** Days have no zone, so that plain milliseconds do; billing asks this a million times in a pass. */
export function addDays(date: CivilDate, days: number): CivilDate {
  return utcDateOf(new Date(midnightMs(date) + days * DAY_MS));
}

/** Whole days from one to the other; negative when `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return Math.round((midnightMs(to) - midnightMs(from)) / DAY_MS);
}

function midnightMs(date: CivilDate): number {
  return Date.parse(`${date}T00:00:00Z`);
}
