import { shiftDay, type WallClock } from './civil-time';
import type { DurationMs, Instant } from './workload-facts';

const DAY_MS = 24 * 60 * 60_000;
const MONTH_NAMES = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAY_NAMES = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** The five fields of a cron expression, as sets of numbers. */
export interface CronExpression {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  /** 0 is Sunday; 7 has become 0. */
  readonly weekdays: ReadonlySet<number>;
  /** Both day fields are restricted: then one of them is enough, as in every cron. */
  readonly eitherDay: boolean;
}

const FIELDS = [
  { least: 0, most: 59, names: [] },
  { least: 0, most: 23, names: [] },
  { least: 1, most: 31, names: [] },
  { least: 1, most: 12, names: MONTH_NAMES },
  { least: 0, most: 7, names: DAY_NAMES },
] as const satisfies readonly FieldRange[];

interface FieldRange {
  readonly least: number;
  readonly most: number;
  readonly names: readonly string[];
}

/** Null for what is not a five-field expression; the configuration has refused it before. */
export function parseCron(text: string): CronExpression | null {
  const fields = text.trim().toLowerCase().split(/\s+/);
  if (fields.length !== FIELDS.length) return null;
  const sets = FIELDS.map((range, index) => parseField(fields[index] ?? '', range));
  const [minutes, hours, days, months, weekdays] = sets.filter((set) => set !== null);
  if (!minutes || !hours || !days || !months || !weekdays) return null;
  if (weekdays.has(7)) weekdays.add(0);
  return { minutes, hours, days, months, weekdays, eitherDay: fields[2] !== '*' && fields[4] !== '*' };
}

function parseField(field: string, range: FieldRange): Set<number> | null {
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const steps = parsePart(part, range);
    if (!steps) return null;
    for (let value = steps.from; value <= steps.to; value += steps.step) values.add(value);
  }
  return values;
}

/** `*`, `5`, `1-5`, `mon-fri`, each with `/step`; a single value with a step runs to the end. */
function parsePart(part: string, range: FieldRange): { from: number; to: number; step: number } | null {
  const match = /^(\*|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(part);
  if (!match) return null;
  const [, first = '', last, stepText] = match;
  const step = stepText === undefined ? 1 : Number(stepText);
  const from = first === '*' ? range.least : valueOf(first, range);
  const toTheEnd = first === '*' || (stepText !== undefined && last === undefined);
  const to = toTheEnd ? range.most : valueOf(last ?? first, range);
  return isSpan(from, to, range) && step >= 1 ? { from, to, step } : null;
}

function valueOf(word: string, range: FieldRange): number {
  const index = range.names.indexOf(word);
  return index >= 0 ? index + range.least : Number(word);
}

function isSpan(from: number, to: number, { least, most }: FieldRange): boolean {
  return Number.isInteger(from) && Number.isInteger(to) && least <= from && from <= to && to <= most;
}

/** The latest firing at or before `now`, no older than `lookBackMs`; null when there is none. */
export function lastFiring(
  cron: CronExpression,
  clock: WallClock,
  now: Instant,
  lookBackMs: DurationMs,
): Instant | null {
  const earliest = now - lookBackMs;
  const today = clock.civil(now);
  const daysBack = Math.ceil(lookBackMs / DAY_MS) + 1;
  for (let back = 0; back <= daysBack; back += 1) {
    const day = shiftDay(today, -back);
    if (!firesOn(cron, day)) continue;
    const firing = lastOnDay(cron, (minute) => clock.instantOf(day, minute), now);
    if (firing !== null) return firing >= earliest ? firing : null;
  }
  return null;
}

function firesOn(cron: CronExpression, day: { month: number; day: number; weekday: number }): boolean {
  if (!cron.months.has(day.month)) return false;
  const byDay = cron.days.has(day.day);
  const byWeekday = cron.weekdays.has(day.weekday);
  return cron.eitherDay ? byDay || byWeekday : byDay && byWeekday;
}

function lastOnDay(cron: CronExpression, instantOf: (minute: number) => Instant, now: Instant): Instant | null {
  for (let hour = 23; hour >= 0; hour -= 1) {
    if (!cron.hours.has(hour)) continue;
    for (let minute = 59; minute >= 0; minute -= 1) {
      if (!cron.minutes.has(minute)) continue;
      const instant = instantOf(hour * 60 + minute);
      if (instant <= now) return instant;
    }
  }
  return null;
}
