export interface RateLimit {
  readonly requestsPerSecond: number;
  /** Requests that may follow one another at once after a quiet time; at least 1. */
  readonly burst: number;
}

/**
 * Generic cell rate algorithm: over any stretch of time at most `rate × time + burst` requests, without windows that
 * let two bursts meet. Holds one number, the theoretical arrival time of the next request.
 */
export class Gcra {
  private readonly stepMs: number;
  private readonly toleranceMs: number;
  private arrivalMs = Number.NEGATIVE_INFINITY;

  constructor(limit: RateLimit) {
    this.stepMs = 1000 / limit.requestsPerSecond;
    this.toleranceMs = (limit.burst - 1) * this.stepMs;
  }

  /** How long the next request has to wait; 0 when it may go now. */
  waitMs(nowMs: number): number {
    // A clock that was set back must not make us wait for the hour that it lost.
    this.arrivalMs = Math.min(this.arrivalMs, nowMs + this.toleranceMs + this.stepMs);
    return Math.max(0, Math.ceil(this.arrivalMs - this.toleranceMs - nowMs));
  }

  take(nowMs: number): void {
    this.arrivalMs = Math.max(this.arrivalMs, nowMs) + this.stepMs;
  }
}
