import type { World } from './create-world';
import { createWorld } from './create-world';
import type { LiveJob } from './live-job';
import { listLiveJobs } from './live-job';
import { eventfulOutcome, WorldRunner } from './world-runner';
import { STORIES } from './company-stories';

const START = new Date('2026-11-02T08:00:00Z');
const HOUR_MS = 3_600_000;

let world: World;
let changes: number;
let runner: WorldRunner;

beforeEach(() => {
  world = createWorld({ seed: 'running', companies: STORIES.length, jobsPerCompany: 5, start: START });
  changes = 0;
  runner = new WorldRunner(world, () => (changes += 1));
});

function jobOf(plight: string): LiveJob {
  const plan = world.plans.flatMap((company) => company.jobs).find((job) => job.plight === plight);
  const job = listLiveJobs(world).get(plan?.uid ?? '');
  if (!job) throw new Error(`The world has no job that is ${plight}.`);
  return job;
}

function after(hours: number): Date {
  return new Date(START.getTime() + hours * HOUR_MS);
}

describe('a world that goes on', () => {
  it.each([
    ['success', 26, 'Success', true],
    ['failed', 26, 'Failed', true],
    ['warning', 26, 'Warning', true],
    ['never-run', 5, 'None', false],
    ['never-run', 8, 'Success', true],
    ['disabled', 26, 'Success', false],
    ['not-scheduled', 26, 'Success', false],
    ['frozen', 26, 'Success', false],
    ['retrying', 2, 'Success', true],
    ['chained', 26, 'Success', true],
  ])('a job that is %s shows after %i hours: %s (ran: %p)', (plight, hours, status, ran) => {
    const { row } = jobOf(plight);
    runner.follow(after(hours));
    expect(row.status).toBe(status);
    expect((row.lastEndTime?.getTime() ?? 0) > START.getTime()).toBe(ran);
  });

  it('shows a session that has begun as running, and its result once it is over', () => {
    const job = jobOf('failed');
    const due = job.nextRun!;
    runner.follow(new Date(due.getTime() + 120_000));
    expect(job.row).toMatchObject({ status: 'Running', lastRun: due });
    expect(job.row.lastEndTime!.getTime()).toBeLessThan(due.getTime());
    runner.follow(new Date(due.getTime() + 2 * HOUR_MS));
    expect(job.row.status).toBe('Failed');
    expect(job.row.lastEndTime!.getTime()).toBeGreaterThan(due.getTime());
    expect(job.nextRun!.getTime()).toBe(due.getTime() + 24 * HOUR_MS);
  });

  it('leaves a session running that a test began', () => {
    const job = jobOf('success');
    job.start(START);
    runner.follow(after(50));
    expect(job.row).toMatchObject({ status: 'Running', lastRun: START });
  });

  it('shows only the last of several sessions', () => {
    const job = jobOf('success');
    const due = job.nextRun!;
    runner.follow(after(24 * 7));
    expect(job.row.lastRun!.getTime()).toBeGreaterThan(after(24 * 6 - 1).getTime());
    expect((job.row.lastRun!.getTime() - due.getTime()) % (24 * HOUR_MS)).toBe(0);
  });

  it('remembers since when a job fails while it runs again', () => {
    const job = jobOf('failed');
    const since = job.failingSince;
    runner.follow(new Date(job.nextRun!.getTime() + 120_000));
    expect(job.row.status).toBe('Running');
    expect(job.failingSince).toEqual(since);
  });

  it('does nothing while the clock stands still, goes back, or moves by seconds', () => {
    for (const now of [START, new Date(START.getTime() - HOUR_MS), new Date(START.getTime() + 5_000)])
      runner.follow(now);
    expect(changes).toBe(0);
    runner.follow(after(1));
    expect(changes).toBe(1);
  });

  it('moves the restore point of what was backed up', () => {
    const plan = world.plans
      .flatMap((company) => company.jobs)
      .find((job) => job.plight === 'success' && job.index === 0);
    runner.follow(after(26));
    const machine = world.vspc.protectedVms.find((row) => row.jobUid === plan?.uid);
    expect(machine?.latestRestorePointDate).toEqual(listLiveJobs(world).get(plan?.uid ?? '')?.row.lastEndTime);
  });

  it('lets some jobs fail and some recover on an eventful day', () => {
    const results = (): string[] => [...listLiveJobs(world).values()].map(({ row }) => row.status);
    const before = results();
    runner.follow(after(26), eventfulOutcome('running'));
    const pairs = results().map((status, index) => `${before[index] ?? ''} → ${status}`);
    expect(pairs).toContain('Success → Failed');
    expect(pairs).toContain('Failed → Success');
  });
});
