import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from './clock';

/** The machine's clock; with `fixedNow` decisions are made for that instant while pacing goes on in real time. */
export class SystemClock implements Clock {
  constructor(private readonly fixedNow?: Date) {}

  now(): Date {
    return this.fixedNow ? new Date(this.fixedNow) : new Date();
  }

  wallMs(): number {
    return Date.now();
  }

  async sleep(durationMs: number, signal?: AbortSignal): Promise<void> {
    await delay(Math.max(0, durationMs), undefined, signal ? { signal } : undefined);
  }
}
