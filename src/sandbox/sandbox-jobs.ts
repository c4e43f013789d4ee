import type { World } from './world/create-world';
import type { LiveJob, SessionResult } from './world/live-job';
import { listLiveJobs } from './world/live-job';

/** What a test makes the jobs of the world do, at the present instant of the simulated time. Unknown ids throw. */
export class SandboxJobs {
  constructor(
    private readonly world: World,
    private readonly now: () => Date,
    private readonly changed: () => void,
  ) {}

  /** A session ends in Failed now. */
  fail(uid: string, message = 'Error: The network path was not found.'): void {
    this.end(uid, 'Failed', message);
  }

  warn(uid: string, message = '1 of 4 machines was skipped.'): void {
    this.end(uid, 'Warning', message);
  }

  succeed(uid: string): void {
    this.end(uid, 'Success', null);
  }

  /** A session begins now and hides the last result. */
  start(uid: string): void {
    this.get(uid).start(this.now());
    this.changed();
  }

  setEnabled(uid: string, isEnabled: boolean): void {
    this.get(uid).row.isEnabled = isEnabled;
    this.changed();
  }

  /** It is not started any more when it is due, until it is resumed. */
  stall(uid: string): void {
    this.world.stalled.add(this.get(uid).uid);
  }

  resume(uid: string): void {
    this.world.stalled.delete(uid);
  }

  get(uid: string): LiveJob {
    const job = this.list().get(uid);
    if (!job) throw new Error(`The simulated VSPC has no job ${uid}.`);
    return job;
  }

  list(): ReadonlyMap<string, LiveJob> {
    return listLiveJobs(this.world);
  }

  private end(uid: string, result: SessionResult, message: string | null): void {
    const job = this.get(uid);
    const now = this.now();
    job.end(now, result, message);
    job.scheduleAfter(now);
    this.changed();
  }
}
