import { CronTime } from 'cron';
import type { AppConfig } from '../config/app-config';
import { STREAMS } from '../kernel/change';
import type { Clock } from '../kernel/clock';
import type { RunRepository } from '../persistence/engine/run.repository';

/** A pass may take as long again as its interval, and this much more. */
const LENIENCE_MS = 15 * 60_000;

export interface ReadinessCheck {
  readonly name: string;
  readonly ok: boolean;
  readonly message: string;
}

/** Whether the service does its work: the database answers, and no stream is overdue. */
export class Readiness {
  private readonly startedAt: Date;

  constructor(
    private readonly config: AppConfig,
    private readonly clock: Clock,
    private readonly runs: RunRepository,
  ) {
    this.startedAt = clock.now();
  }

  async check(): Promise<readonly ReadinessCheck[]> {
    try {
      const streams = STREAMS.filter((stream) => this.config.streams[stream].policy !== 'off');
      const latest = await Promise.all(streams.map((stream) => this.runs.findLatestPass(stream)));
      const freshness = streams.map((stream, index) => this.judge(stream, latest[index]?.createdAt ?? null));
      return [{ name: 'database', ok: true, message: 'answers' }, ...freshness];
    } catch {
      return [{ name: 'database', ok: false, message: 'does not answer' }];
    }
  }

  private judge(stream: (typeof STREAMS)[number], lastPass: Date | null): ReadinessCheck {
    const now = this.clock.now();
    const { schedule } = this.config.streams[stream];
    const overdueAfterMs = 2 * intervalMs(schedule, this.config.timezone, now) + LENIENCE_MS;
    const since = lastPass !== null && lastPass > this.startedAt ? lastPass : this.startedAt;
    const ok = now.getTime() - since.getTime() <= overdueAfterMs;
    const seen = lastPass === null ? 'no pass yet' : `last pass ${lastPass.toISOString()}`;
    return { name: stream, ok, message: ok ? seen : `${seen}, overdue` };
  }
}

/** Between the next two firings. */
export function intervalMs(cron: string, timezone: string, now: Date): number {
  const time = new CronTime(cron, timezone);
  const next = time.getNextDateFrom(now, timezone);
  return time.getNextDateFrom(next, timezone).toMillis() - next.toMillis();
}
