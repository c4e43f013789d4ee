import type { WireRecord } from '../http/wire-record';
import { flagOrNull, numberOrNull, texts, textOrNull, uidOrNull, word } from './vspc-fields';

/** When a VBR job runs. Times of day are the backup server's wall clock, `HH:MM` or `HH:MM:SS`; their twins are UTC. */
export interface VspcJobSchedule {
  readonly nextRun: Date | null;
  readonly daily: VspcDailySchedule | null;
  readonly monthly: VspcMonthlySchedule | null;
  readonly periodically: VspcPeriodicalSchedule | null;
  readonly backupWindow: readonly VspcDayHours[] | null;
  readonly continuous: boolean;
  readonly after: { readonly jobUid: string | null; readonly jobName: string | null } | null;
}

export interface VspcDailySchedule {
  /** `Everyday`, `WeekDays`, `SelectedDays`. */
  readonly kind: string;
  /** English names. */
  readonly days: readonly string[];
  readonly time: string | null;
  readonly timeUtc: string | null;
}

export interface VspcMonthlySchedule {
  /** `First` … `Fourth`, `Last`, `OnDay`. */
  readonly dayNumberInMonth: string;
  readonly dayOfWeek: string;
  readonly months: readonly string[];
  readonly time: string | null;
  readonly timeUtc: string | null;
}

export interface VspcPeriodicalSchedule {
  /** `Days`, `Hours`, `Minutes`, `Seconds`: the unit of `fullPeriod`. */
  readonly kind: string;
  readonly fullPeriod: number | null;
  readonly window: readonly VspcDayHours[];
}

export interface VspcDayHours {
  readonly day: string;
  /** 24 values; true where the job may run. */
  readonly permitted: readonly boolean[];
}

/** Null when missing, although the schema says that it never is (facts 3.6). */
export function parseJobSchedule(record: WireRecord | null): VspcJobSchedule | null {
  if (!record) return null;
  const window = record.recordOrNull('backupWindowOptions');
  const chaining = record.recordOrNull('chainingOptions');
  return {
    // The twin without `Utc` is the same instant with an offset.
    nextRun: record.instantOrNull('startDateTimeUtc') ?? record.instantOrNull('startDateTime'),
    daily: parseDaily(record.recordOrNull('dailyScheduleOptions')),
    monthly: parseMonthly(record.recordOrNull('monthlyScheduleOptions')),
    periodically: parsePeriodically(record.recordOrNull('periodicallyScheduleOptions')),
    backupWindow: window && parseHours(window.records('timePeriods')),
    continuous: flagOrNull(record, 'continuousScheduleEnabled') === true,
    after: chaining && {
      jobUid: uidOrNull(chaining, 'previousJobId'),
      jobName: textOrNull(chaining, 'previousJobName'),
    },
  };
}

function parseDaily(record: WireRecord | null): VspcDailySchedule | null {
  return (
    record && {
      kind: word(record, 'kind'),
      days: texts(record, 'days'),
      time: textOrNull(record, 'time'),
      timeUtc: textOrNull(record, 'timeUtc'),
    }
  );
}

function parseMonthly(record: WireRecord | null): VspcMonthlySchedule | null {
  return (
    record && {
      dayNumberInMonth: word(record, 'dayNumberInMonth'),
      dayOfWeek: word(record, 'dayOfWeek'),
      months: texts(record, 'months'),
      time: textOrNull(record, 'time'),
      timeUtc: textOrNull(record, 'timeUtc'),
    }
  );
}

function parsePeriodically(record: WireRecord | null): VspcPeriodicalSchedule | null {
  return (
    record && {
      kind: word(record, 'kind'),
      fullPeriod: numberOrNull(record, 'fullPeriod'),
      window: parseHours(record.records('schedule')),
    }
  );
}

/** On the wire 0 is permitted and 1 denied. */
function parseHours(periods: readonly WireRecord[]): readonly VspcDayHours[] {
  return periods.map((period) => ({
    day: word(period, 'day'),
    permitted: period.items('hours').map((hour) => hour !== 1),
  }));
}
