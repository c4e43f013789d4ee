import type { Clock } from '../kernel/clock';

interface SimulatedClockOptions {
  readonly start: Date;
  /** Simulated milliseconds per wall millisecond; 0 stands still until moved. */
  readonly speed?: number;
}

/**
 * The time of the simulated vendors. `now()` is business time: it stands still unless moved or given a speed.
 * `wallMs()` is for token ages, rate windows, polling and search lag; it comes from the clock given by the caller, so
 * that a test with a manual clock never waits.
 */
export class SimulatedClock implements Clock {
  private anchorNowMs: number;
  private anchorWallMs: number;
  private speed: number;

  constructor(
    private readonly wall: Clock,
    options: SimulatedClockOptions,
  ) {
    this.anchorNowMs = options.start.getTime();
    this.anchorWallMs = wall.wallMs();
    this.speed = options.speed ?? 0;
  }

  now(): Date {
    return new Date(this.anchorNowMs + (this.wall.wallMs() - this.anchorWallMs) * this.speed);
  }

  wallMs(): number {
    return this.wall.wallMs();
  }

  sleep(durationMs: number, signal?: AbortSignal): Promise<void> {
    return this.wall.sleep(durationMs, signal);
  }

  moveTo(instant: Date): void {
    this.anchorNowMs = instant.getTime();
    this.anchorWallMs = this.wall.wallMs();
  }

  advance(durationMs: number): void {
    this.moveTo(new Date(this.now().getTime() + durationMs));
  }

  setSpeed(speed: number): void {
    this.moveTo(this.now());
    this.speed = speed;
  }
}
