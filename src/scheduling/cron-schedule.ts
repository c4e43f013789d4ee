import { SchedulerRegistry } from '@nestjs/schedule';
import { CronJob } from 'cron';
import type { Schedule, Slot } from './schedule';

/** Cron in this process, by the machine's clock. */
export class CronSchedule implements Schedule {
  constructor(private readonly registry: SchedulerRegistry) {}

  start(slots: readonly Slot[]): void {
    for (const { name, cron, timezone, work } of slots) {
      const job = CronJob.from({
        name,
        cronTime: cron,
        timeZone: timezone,
        onTick: () => work(),
        waitForCompletion: true,
        start: true,
      });
      this.registry.addCronJob(name, job);
    }
  }

  nextFiring(name: string): Date | null {
    if (!this.registry.doesExist('cron', name)) return null;
    return this.registry.getCronJob(name).nextDate().toJSDate();
  }

  stop(): void {
    for (const name of this.registry.getCronJobs().keys()) this.registry.deleteCronJob(name);
  }
}
