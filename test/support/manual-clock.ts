import type { Clock } from '../../src/kernel/clock';

/**
 * A clock that moves only when told, or when something waits: `sleep` advances it at once. Decision time and wall time
 * move together, so that leases, budgets and rules see the same hours pass.
 */
export class ManualClock implements Clock {
  private epochMs: number;

  constructor(start: string | Date = '2026-11-02T08:00:00Z') {
    this.epochMs = new Date(start).getTime();
  }

  now(): Date {
    return new Date(this.epochMs);
  }

  wallMs(): number {
    return this.epochMs;
  }

  sleep(durationMs: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    this.advance(Math.max(0, durationMs));
    return Promise.resolve();
  }

  advance(durationMs: number): void {
    this.epochMs += durationMs;
  }

  moveTo(instant: string | Date): void {
    this.epochMs = new Date(instant).getTime();
  }
}
