import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { AppConfig } from '../../src/config/app-config';
import { loadConfig } from '../../src/config/load-config';
import { databaseTarget } from '../../src/cli/open-bridge';
import { rateLimitsOf } from '../../src/cli/rate-limits';
import { startService, type Service } from '../../src/cli/start-service';
import { MemoryRateBudget } from '../../src/http/memory-rate-budget';
import { Redactor } from '../../src/kernel/redaction';
import { Database } from '../../src/persistence/database';
import { LockRepository } from '../../src/persistence/engine/lock.repository';
import { RunRepository } from '../../src/persistence/engine/run.repository';
import { JobResultRepository } from '../../src/persistence/tickets/job-result.repository';
import { Runner } from '../../src/reconciliation/runner';
import { Housekeeping } from '../../src/scheduling/housekeeping';
import { PassScheduler } from '../../src/scheduling/pass-scheduler';
import type { Schedule, Slot } from '../../src/scheduling/schedule';
import { createServiceLog } from '../../src/web/service-log';
import { BridgeFixture } from '../support/bridge-fixture';

const DAY_MS = 24 * 3_600_000;

/** Slots that fire when the test says so. */
class HandSchedule implements Schedule {
  readonly slots = new Map<string, Slot>();

  start(slots: readonly Slot[]): void {
    for (const slot of slots) this.slots.set(slot.name, slot);
  }

  fire(name: string): Promise<void> {
    return this.slots.get(name)!.work();
  }

  nextFiring(): Date | null {
    return null;
  }

  stop(): void {
    this.slots.clear();
  }
}

describe('the service', () => {
  let fixture: BridgeFixture;
  let service: Service;
  let database: Database;
  let config: AppConfig;

  beforeEach(async () => {
    fixture = await BridgeFixture.start({ companies: 12, jobsPerCompany: 2 });
    const redactor = new Redactor();
    const loaded = loadConfig({
      configFile: join(fixture.folder, 'config', 'bridge.yaml'),
      env: {},
      redactor,
    });
    config = loaded.config;
    database = await Database.open(databaseTarget(config.database));
    const budget = new MemoryRateBudget(fixture.wall, rateLimitsOf(config));
    const parts = { ...loaded, clock: fixture.wall, redactor, budget, database };
    service = await startService(parts, { write: () => undefined });
  });

  afterEach(async () => {
    await service.stop();
    await fixture.stop();
  });

  async function get(path: string): Promise<{ status: number; headers: Headers; text: string }> {
    const answer = await fetch(`${service.address}${path}`);
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  }

  /** The scheduler of the service with slots that a test fires. */
  function scheduler(): { schedule: HandSchedule; scheduler: PassScheduler; skipped: string[]; statuses: string[] } {
    const schedule = new HandSchedule();
    const skipped: string[] = [];
    const statuses: string[] = [];
    const listener = {
      finished: (report: { streams: object }) => {
        for (const [stream, of] of Object.entries(report.streams) as [string, { status: string }][])
          statuses.push(`${stream} ${of.status}`);
      },
      failed: (_streams: unknown, error: unknown) => {
        throw error;
      },
      skipped: (stream: string) => skipped.push(stream),
      swept: () => undefined,
    };
    const housekeeping = new Housekeeping(fixture.wall, service.app.get(LockRepository), []);
    const made = new PassScheduler(config, service.app.get(Runner), schedule, housekeeping, listener);
    return { schedule, scheduler: made, skipped, statuses };
  }

  it('answers health, readiness, metrics and a page, all of them without scripts and closed to frames', async () => {
    for (const path of ['/', '/healthz', '/readyz', '/metrics', '/api/status', '/style.css']) {
      const { status, headers } = await get(path);
      expect([path, status]).toEqual([path, 200]);
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-powered-by')).toBeNull();
    }
    expect((await get('/nothing')).status).toBe(404);
    expect((await fetch(`${service.address}/api/status`, { method: 'POST' })).status).toBe(404);
    expect((await get('/')).text).not.toMatch(/<script|style=|onclick/);
  });

  it('shows passes, problems and changes, with names that cannot become markup', async () => {
    await service.app.get(Runner).run({ mode: 'apply', streams: ['mapping', 'tickets'], lockTimeoutMs: 0 });
    const { text } = await get('/');
    expect(text).toContain('create');
    expect(text).toContain('&#60;b&#62;');
    expect(text).not.toContain('<b>');
    const status = JSON.parse((await get('/api/status')).text) as {
      streams: { stream: string; lastPass: { status: string } | null }[];
      changes: { action: string; remoteId: string }[];
    };
    expect(status.streams.map(({ stream, lastPass }) => [stream, lastPass?.status ?? null])).toEqual([
      ['mapping', 'succeeded'],
      ['tickets', 'succeeded'],
      ['billing', null],
      ['documentation', null],
    ]);
    const created = status.changes.filter(({ action }) => action === 'create').map(({ remoteId }) => remoteId);
    expect(new Set(created).size).toBe(created.length);
  });

  it('takes a dry run of somebody for no pass of its own', async () => {
    fixture.wall.advance(DAY_MS * 3);
    await service.app.get(Runner).run({ mode: 'plan', streams: ['mapping'], lockTimeoutMs: 0 });
    const { status, text } = await get('/readyz');
    expect(status).toBe(503);
    expect(text).toContain('no pass yet');
    const { streams } = JSON.parse((await get('/api/status')).text) as { streams: { lastPass: unknown }[] };
    expect(streams.map(({ lastPass }) => lastPass)).toEqual([null, null, null, null]);
  });

  it('is ready while passes come, and not when one is overdue or the database is gone', async () => {
    expect((await get('/readyz')).status).toBe(200);
    fixture.wall.advance(30 * 60_000);
    const late = await get('/readyz');
    expect(late.status).toBe(503);
    const { checks } = JSON.parse(late.text) as { checks: { name: string; ok: boolean }[] };
    expect(checks.filter(({ ok }) => !ok).map(({ name }) => name)).toEqual(['tickets']);
    await service.app.get(Runner).run({ mode: 'apply', streams: ['tickets'], lockTimeoutMs: 0 });
    expect((await get('/readyz')).status).toBe(200);
    await database.close();
    expect((await get('/readyz')).status).toBe(503);
    expect((await get('/healthz')).status).toBe(200);
  });

  it('skips a slot whose stream still runs', async () => {
    const { schedule, scheduler: made, skipped, statuses } = scheduler();
    made.start({ firstPass: false });
    await Promise.all([schedule.fire('tickets'), schedule.fire('tickets'), schedule.fire('mapping')]);
    expect(skipped).toEqual(['tickets']);
    expect([...statuses].sort()).toEqual(['mapping succeeded', 'tickets succeeded']);
    await made.stop();
  });

  it('leaves a slot to the process that holds the lock', async () => {
    const { schedule, scheduler: made, statuses } = scheduler();
    made.start({ firstPass: false });
    const locks = service.app.get(LockRepository);
    const lease = await locks.acquire('tickets', 'another process', fixture.wall.now(), 60_000);
    await schedule.fire('tickets');
    await locks.release(lease!);
    await schedule.fire('tickets');
    expect(statuses).toEqual(['tickets blocked', 'tickets succeeded']);
    await made.stop();
  });

  it('runs everything soon after the start, and nothing after the stop', async () => {
    const { schedule, scheduler: made, statuses } = scheduler();
    made.start({ firstPass: true });
    expect(made.isBusy('documentation')).toBe(true);
    await made.stop();
    expect(statuses.length).toBeGreaterThan(0);
    expect(schedule.slots.size).toBe(0);
    expect(made.isBusy('documentation')).toBe(false);
  });

  it('deletes old runs and results in small batches, the latest run never', async () => {
    const runs = service.app.get(RunRepository);
    const results = service.app.get(JobResultRepository);
    const now = fixture.wall.now().getTime();
    for (const ageDays of [100, 40, 10]) {
      const startedAt = new Date(now - ageDays * DAY_MS);
      const id = randomUUID();
      await runs.recordStart({ id, mode: 'apply', startedAt, now: startedAt, streams: [] });
      await runs.recordEnd(id, 'succeeded', startedAt, null);
    }
    const old = Array.from({ length: 1_200 }, (_, index) => ({
      job: `main/vbr-job/${index}`,
      endedAt: now - 91 * DAY_MS,
      startedAt: null,
      result: 'success' as const,
      message: '',
    }));
    await results.record([...old, { ...old[0]!, endedAt: now - 89 * DAY_MS }]);
    const batches: number[] = [];
    const housekeeping = new Housekeeping(fixture.wall, service.app.get(LockRepository), [
      {
        lock: 'tickets',
        keptDays: 90,
        deleteOlderThan: async (before, batch) => {
          const deleted = await results.deleteOlderThan(before, batch);
          batches.push(deleted);
          return deleted;
        },
      },
      { lock: 'housekeeping', keptDays: 30, deleteOlderThan: (before, batch) => runs.deleteOlderThan(before, batch) },
    ]);
    expect(await housekeeping.sweep(new AbortController().signal)).toBe(1_202);
    expect(batches).toEqual([500, 500, 200]);
    expect((await results.listRecent(new Date(0))).length).toBe(1);
    expect((await runs.findLatest())!.startedAt.getTime()).toBe(now - 10 * DAY_MS);
  });
});

describe('the log of a service', () => {
  function logged(isInteractive: boolean): string[] {
    const lines: string[] = [];
    const redactor = new Redactor();
    redactor.register('hunter2-secret');
    const now = (): Date => new Date('2026-11-02T08:00:05Z');
    const log = createServiceLog({ write: (text) => lines.push(text), redactor, isInteractive, now });
    log.write('info', 'pass finished', { stream: 'tickets', create: 2, close: 0 });
    log.write('error', 'pass failed', { error: 'the key hunter2-secret is wrong' });
    return lines;
  }

  it('is one JSON object per line for machines', () => {
    expect(logged(false).map((line) => JSON.parse(line) as unknown)).toEqual([
      { level: 30, time: '2026-11-02T08:00:05.000Z', stream: 'tickets', create: 2, close: 0, msg: 'pass finished' },
      { level: 50, time: '2026-11-02T08:00:05.000Z', error: 'the key [redacted] is wrong', msg: 'pass failed' },
    ]);
  });

  it('is a plain line for people', () => {
    expect(logged(true)).toEqual([
      '08:00:05Z  pass finished: stream tickets, create 2\n',
      '08:00:05Z  error: pass failed: error the key [redacted] is wrong\n',
    ]);
  });
});
