import type { SystemName } from '../kernel/integration-error';

/** A minute or two is what unsynchronised machines have; by this much, days, holds and due times are judged wrongly. */
const CLOCK_TOLERANCE_MS = 10 * 60_000;

export interface ClockFault {
  /** Positive: this machine is ahead of every system that told its time. */
  readonly aheadMs: number;
  readonly systems: readonly SystemName[];
}

/**
 * This machine's clock against the `Date` of every answer. One system that differs has a wrong clock itself; when all
 * that answered differ, it is ours that is wrong, and nothing may be decided by it.
 */
export class ClockWatch {
  private readonly aheadMs = new Map<SystemName, number>();

  /** The header has whole seconds, and the answer took its time: the least difference of a system counts. */
  record(
    system: SystemName,
    date: string | undefined,
    asked: { readonly fromMs: number; readonly toMs: number },
  ): void {
    const serverMs = Date.parse(date ?? '');
    if (Number.isNaN(serverMs)) return;
    const aheadMs = (asked.fromMs + asked.toMs) / 2 - serverMs;
    const known = this.aheadMs.get(system);
    if (known === undefined || Math.abs(aheadMs) < Math.abs(known)) this.aheadMs.set(system, aheadMs);
  }

  /** Positive: this machine is ahead of it. Null when it told no time. */
  aheadOf(system: SystemName): number | null {
    return this.aheadMs.get(system) ?? null;
  }

  /** Null while nobody told a time, or one of them agrees with ours. */
  findFault(): ClockFault | null {
    const [least] = [...this.aheadMs.values()].sort((left, right) => Math.abs(left) - Math.abs(right));
    if (least === undefined || Math.abs(least) <= CLOCK_TOLERANCE_MS) return null;
    return { aheadMs: least, systems: [...this.aheadMs.keys()] };
  }
}

/** One sentence for the operator. */
export function describeClockFault({ aheadMs, systems }: ClockFault): string {
  const direction = aheadMs > 0 ? 'ahead of' : 'behind';
  return `The clock of this machine is ${describeDuration(Math.abs(aheadMs))} ${direction} ${systems.join(', ')}; nothing is decided by it.`;
}

export const CLOCK_HINT = 'Synchronise this machine with NTP, then run the pass again.';

/** Two units are more than anybody asks: seconds, minutes or hours. */
export function describeDuration(durationMs: number): string {
  const seconds = Math.round(durationMs / 1000);
  if (seconds < 120) return `${seconds} seconds`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} minutes`;
  if (seconds < 48 * 3_600) return `${Math.round(seconds / 3_600)} hours`;
  return `${Math.round(seconds / 86_400)} days`;
}
