import { setMaxListeners } from 'node:events';
import type { AppConfig } from '../config/app-config';
import { STREAMS, type Stream } from '../kernel/change';
import type { Runner } from '../reconciliation/runner';
import type { Housekeeping } from './housekeeping';
import type { PassListener } from './pass-listener';
import type { Schedule, Slot } from './schedule';

/** At night, when hardly any stream is due. */
const HOUSEKEEPING_CRON = '17 3 * * *';

/**
 * Runs the streams when they are due. In this process a stream never runs twice at a time; against other processes the
 * lock decides, and a slot that finds it taken is skipped (RULES, Engine 7).
 */
export class PassScheduler {
  private readonly busy = new Set<Stream>();
  private readonly running = new Set<Promise<void>>();
  private readonly stopper = unlimitedStopper();

  constructor(
    private readonly config: AppConfig,
    private readonly runner: Runner,
    private readonly schedule: Schedule,
    private readonly housekeeping: Housekeeping,
    private readonly listener: PassListener,
  ) {}

  /** One pass over everything at once, and from then on every stream in its slots. */
  start(options: { readonly firstPass: boolean }): void {
    this.schedule.start([...this.streamSlots(), this.housekeepingSlot()]);
    if (options.firstPass) void this.track(this.pass(this.enabledStreams()));
  }

  nextFiring(stream: Stream): Date | null {
    return this.schedule.nextFiring(stream);
  }

  isBusy(stream: Stream): boolean {
    return this.busy.has(stream);
  }

  /** Nothing new begins; resolves when the change that is being made, and the rows about it, are written. */
  async stop(): Promise<void> {
    this.schedule.stop();
    this.stopper.abort(new Error('the service stops'));
    await Promise.all(this.running);
  }

  private enabledStreams(): readonly Stream[] {
    return STREAMS.filter((stream) => this.config.streams[stream].policy !== 'off');
  }

  private streamSlots(): Slot[] {
    return this.enabledStreams().map((stream) => ({
      name: stream,
      cron: this.config.streams[stream].schedule,
      timezone: this.config.timezone,
      work: () => this.track(this.slot(stream)),
    }));
  }

  private housekeepingSlot(): Slot {
    return {
      name: 'housekeeping',
      cron: HOUSEKEEPING_CRON,
      timezone: this.config.timezone,
      work: () => this.track(this.sweep()),
    };
  }

  private async slot(stream: Stream): Promise<void> {
    if (this.busy.has(stream)) this.listener.skipped(stream);
    else await this.pass([stream]);
  }

  /** Never rejects: a pass that fails is told, and the next slot tries again. */
  private async pass(streams: readonly Stream[]): Promise<void> {
    for (const stream of streams) this.busy.add(stream);
    try {
      const report = await this.runner.run({ mode: 'apply', streams, lockTimeoutMs: 0, stop: this.stopper.signal });
      this.listener.finished(report);
    } catch (error) {
      this.listener.failed(streams, error);
    } finally {
      for (const stream of streams) this.busy.delete(stream);
    }
  }

  private async sweep(): Promise<void> {
    try {
      this.listener.swept(await this.housekeeping.sweep(this.stopper.signal));
    } catch (error) {
      this.listener.failed([], error);
    }
  }

  private async track(work: Promise<void>): Promise<void> {
    this.running.add(work);
    try {
      await work;
    } finally {
      this.running.delete(work);
    }
  }
}

/** Every read that waits listens to it; Node takes more than ten listeners for a leak. */
function unlimitedStopper(): AbortController {
  const stopper = new AbortController();
  setMaxListeners(0, stopper.signal);
  return stopper;
}
