import { Module } from '@nestjs/common';
import { ScheduleModule, SchedulerRegistry } from '@nestjs/schedule';
import type { AppConfig } from '../config/app-config';
import { APP_CONFIG, CLOCK } from '../config/config.tokens';
import type { Clock } from '../kernel/clock';
import { UsageSampleRepository } from '../persistence/billing/usage-sample.repository';
import { LockRepository } from '../persistence/engine/lock.repository';
import { RunRepository } from '../persistence/engine/run.repository';
import { ActivityRepository } from '../persistence/tickets/activity.repository';
import { JobResultRepository } from '../persistence/tickets/job-result.repository';
import { Runner } from '../reconciliation/runner';
import { CronSchedule } from './cron-schedule';
import { Housekeeping, type KeptRows } from './housekeeping';
import { PASS_LISTENER, type PassListener } from './pass-listener';
import { PassScheduler } from './pass-scheduler';

const RESULTS_KEPT_DAYS = 90;
const RUNS_KEPT_DAYS = 30;
/** 25 months, the longest that months can be. */
const SAMPLES_KEPT_DAYS = 763;

const KEPT_ROWS = Symbol('KeptRows');

/**
 * Owns when streams run in a service, and when old rows go. Decides nothing about what a pass does, and never runs a
 * stream twice at a time. What is to be told of passes is a PassListener, which whoever imports this provides.
 */
@Module({
  imports: [ScheduleModule.forRoot()],
  providers: [
    {
      provide: KEPT_ROWS,
      useFactory: (
        results: JobResultRepository,
        activities: ActivityRepository,
        samples: UsageSampleRepository,
        runs: RunRepository,
      ): readonly KeptRows[] => [
        kept('tickets', RESULTS_KEPT_DAYS, results),
        kept('tickets', RESULTS_KEPT_DAYS, activities),
        kept('billing', SAMPLES_KEPT_DAYS, samples),
        kept('housekeeping', RUNS_KEPT_DAYS, runs),
      ],
      inject: [JobResultRepository, ActivityRepository, UsageSampleRepository, RunRepository],
    },
    {
      provide: Housekeeping,
      useFactory: (clock: Clock, locks: LockRepository, rows: readonly KeptRows[]) =>
        new Housekeeping(clock, locks, rows),
      inject: [CLOCK, LockRepository, KEPT_ROWS],
    },
    {
      provide: PassScheduler,
      useFactory: (
        config: AppConfig,
        runner: Runner,
        registry: SchedulerRegistry,
        housekeeping: Housekeeping,
        listener: PassListener,
      ) => new PassScheduler(config, runner, new CronSchedule(registry), housekeeping, listener),
      inject: [APP_CONFIG, Runner, SchedulerRegistry, Housekeeping, PASS_LISTENER],
    },
  ],
  exports: [PassScheduler],
})
export class SchedulingModule {}

function kept(lock: string, keptDays: number, rows: Pick<KeptRows, 'deleteOlderThan'>): KeptRows {
  return { lock, keptDays, deleteOlderThan: (before, batch) => rows.deleteOlderThan(before, batch) };
}
