import { DateTime } from 'luxon';

const QUARTER_MS = 15 * 60_000;
const MINUTE_MS = 60_000;
/** By powers of a thousand; the first is none. */
const PREFIXES = ' kMGTPE';

/** Instants as people read them in one zone: `2026-11-02 08:15`. */
export interface TimeFormat {
  readonly zone: string;
  time(instant: Date): string;
  date(instant: Date): string;
}

/**
 * Offsets are looked up once for every quarter of an hour and kept for one plan: thousands of pages show the same few
 * days, and asking the zone each time would be most of the work.
 */
export function createTimeFormat(zone: string): TimeFormat {
  const offsetsMs = new Map<number, number>();
  const shifted = (instant: Date): string => {
    const quarter = Math.floor(instant.getTime() / QUARTER_MS);
    let offsetMs = offsetsMs.get(quarter);
    if (offsetMs === undefined) {
      offsetMs = DateTime.fromMillis(quarter * QUARTER_MS, { zone }).offset * MINUTE_MS;
      offsetsMs.set(quarter, offsetMs);
    }
    return new Date(instant.getTime() + offsetMs).toISOString();
  };
  return {
    zone,
    time: (instant) => shifted(instant).slice(0, 16).replace('T', ' '),
    date: (instant) => shifted(instant).slice(0, 10),
  };
}

/** Three significant digits in decimal units: `1.23 TB`. What is below that is outside every hash. */
export function formatBytes(bytes: number): string {
  let value = Math.max(0, bytes);
  let unit = 0;
  while (value >= 999.5 && unit < PREFIXES.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${roundToThreeDigits(value)} ${PREFIXES.charAt(unit).trim()}B`;
}

/** Gigabytes for a Number field, rounded as the page shows them. */
export function gigabytes(bytes: number): number {
  return Number(roundToThreeDigits(bytes / 1e9).toFixed(2));
}

function roundToThreeDigits(value: number): number {
  return Number(value.toPrecision(3));
}

/** Whole percent, between 0 and 999; null where there is no whole. */
export function percentOf(used: number | null, total: number | null): number | null {
  if (used === null || total === null || total <= 0) return null;
  return Math.min(999, Math.max(0, Math.round((used / total) * 100)));
}
