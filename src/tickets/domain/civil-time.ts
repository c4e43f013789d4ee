import { FixedOffsetZone, IANAZone, type Zone } from 'luxon';
import type { Instant } from './workload-facts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MINUTES = 24 * 60;

/** A wall-clock day and minute. `weekday` is 0 for Sunday, as in cron. */
export interface CivilTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  /** Minutes after midnight. */
  readonly minute: number;
}

/**
 * A zone's wall clock. Only the offset comes from luxon; the arithmetic is plain, and offsets are remembered by hour,
 * because a pass asks for a hundred thousand of them (offsets change on full UTC hours everywhere).
 */
export class WallClock {
  private readonly offsets = new Map<number, number>();

  private constructor(private readonly zone: Zone) {}

  /** An unknown name is UTC: the configuration has been checked, and a pass must not die of it. */
  static in(timezone: string): WallClock {
    const zone = IANAZone.create(timezone);
    return new WallClock(zone.isValid ? zone : FixedOffsetZone.utcInstance);
  }

  static atOffset(minutes: number): WallClock {
    return new WallClock(FixedOffsetZone.instance(minutes));
  }

  offsetMinutes(instant: Instant): number {
    const hour = Math.floor(instant / HOUR_MS);
    const known = this.offsets.get(hour);
    if (known !== undefined) return known;
    const offset = this.zone.offset(hour * HOUR_MS);
    this.offsets.set(hour, offset);
    return offset;
  }

  civil(instant: Instant): CivilTime {
    const shifted = new Date(instant + this.offsetMinutes(instant) * MINUTE_MS);
    return {
      year: shifted.getUTCFullYear(),
      month: shifted.getUTCMonth() + 1,
      day: shifted.getUTCDate(),
      weekday: shifted.getUTCDay(),
      minute: shifted.getUTCHours() * 60 + shifted.getUTCMinutes(),
    };
  }

  /** `2026-11-02 08:00 -05:00`. */
  text(instant: Instant): string {
    const { day, minute, month, year } = this.civil(instant);
    const offset = this.offsetMinutes(instant);
    const date = `${padded(year, 4)}-${padded(month)}-${padded(day)}`;
    return `${date} ${timeOfDay(minute)} ${offset < 0 ? '-' : '+'}${timeOfDay(Math.abs(offset))}`;
  }

  /**
   * The instant at which the wall clock shows that minute of that day. A minute that a spring night leaves out is taken
   * as if the clock had not been moved (02:30 happens at 03:30); one that an autumn night has twice is the first.
   */
  instantOf(day: { readonly year: number; readonly month: number; readonly day: number }, minute: number): Instant {
    const local = Date.UTC(day.year, day.month - 1, day.day) + minute * MINUTE_MS;
    const before = this.offsetMinutes(local - DAY_MINUTES * MINUTE_MS);
    const early = local - before * MINUTE_MS;
    if (this.offsetMinutes(early) === before) return early;
    const after = this.offsetMinutes(local + DAY_MINUTES * MINUTE_MS);
    const late = local - after * MINUTE_MS;
    return this.offsetMinutes(late) === after ? late : early;
  }
}

function timeOfDay(minutes: number): string {
  return `${padded(Math.floor(minutes / 60))}:${padded(minutes % 60)}`;
}

function padded(value: number, width = 2): string {
  return String(value).padStart(width, '0');
}

/** The day that many days later, counted on the calendar. */
export function shiftDay(
  day: { readonly year: number; readonly month: number; readonly day: number },
  days: number,
): CivilTime {
  return WallClock.atOffset(0).civil(Date.UTC(day.year, day.month - 1, day.day + days));
}
