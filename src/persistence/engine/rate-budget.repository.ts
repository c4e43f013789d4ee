import { BudgetLine, type TurnLedger } from '../../http/budget-line';
import type { RateLimit } from '../../http/gcra';
import { LONGEST_PAUSE_MS, LONGEST_WAIT_MS, type RateBudget } from '../../http/rate-budget';
import type { Priority } from '../../http/request-scope';
import type { Clock } from '../../kernel/clock';
import type { SystemName } from '../../kernel/integration-error';
import type { Database } from '../database';
import { RateBudgetEntity } from './engine.entities';

/**
 * The budget of all processes that share one database: priorities count within a process, the rate and pauses between
 * them. The clocks of the machines should agree to within the burst; one that is ahead takes turns from the others,
 * never more than the rate allows.
 */
export class SqlRateBudget implements RateBudget {
  private readonly lines = new Map<SystemName, BudgetLine>();
  private readonly ledgers = new Map<SystemName, SqlLedger>();

  constructor(
    database: Database,
    private readonly clock: Clock,
    limits: Iterable<readonly [SystemName, RateLimit]>,
  ) {
    for (const [system, limit] of limits) {
      const ledger = new SqlLedger(database, system, limit);
      this.ledgers.set(system, ledger);
      this.lines.set(system, new BudgetLine(clock, ledger));
    }
  }

  async acquire(system: SystemName, priority: Priority, signal?: AbortSignal): Promise<void> {
    const line = this.lines.get(system);
    if (!line) throw new Error(`no rate budget was set up for ${system}`);
    await line.acquire(priority, signal);
  }

  pauseUntil(system: SystemName, wallMs: number): void {
    this.ledgers.get(system)?.pauseUntil(Math.min(wallMs, this.clock.wallMs() + LONGEST_PAUSE_MS));
  }
}

const ARRIVAL = 'CAST(arrival_ms AS double precision)';
const PAUSE = 'CAST(paused_until_ms AS double precision)';
const NOW = 'CAST(:now AS double precision)';

/** GCRA in one row: a turn is one conditional update, at the moment it is used, so that no delay can bunch turns up. */
class SqlLedger implements TurnLedger {
  private readonly stepMs: number;
  private readonly toleranceMs: number;
  /** A pause that is on its way to the database. */
  private pausing: Promise<void> = Promise.resolve();
  private pausedUntilMs = 0;
  private exists = false;

  constructor(
    private readonly database: Database,
    private readonly system: SystemName,
    limit: RateLimit,
  ) {
    this.stepMs = 1000 / limit.requestsPerSecond;
    // One turn less than the burst: between the turn that the database gives and the request there may be a moment.
    this.toleranceMs = Math.max(0, limit.burst - 2) * this.stepMs;
  }

  async take(nowMs: number): Promise<number> {
    await this.pauseSaved();
    if (!this.exists) await this.createRow();
    const dueMs = await this.dueMs(nowMs);
    if (dueMs > nowMs) return Math.ceil(dueMs - nowMs);
    // Another process was a moment faster: ask again, when its turn has been counted.
    return (await this.takeTurn(nowMs)) ? 0 : 1;
  }

  pauseUntil(wallMs: number): void {
    this.pausedUntilMs = Math.max(this.pausedUntilMs, wallMs);
    this.pausing = this.pausing.then(() => this.savePause(wallMs));
    // Whoever waits for a turn is told of a failure; until somebody does, it is nobody's.
    this.pausing.catch(() => undefined);
  }

  private async pauseSaved(): Promise<void> {
    const saving = this.pausing;
    this.pausing = Promise.resolve();
    await saving;
  }

  private async dueMs(nowMs: number): Promise<number> {
    const row = await this.database.manager.findOneByOrFail(RateBudgetEntity, { system: this.system });
    const arrivalMs = Number(row.arrivalMs);
    const turnMs = arrivalMs > this.latestMs(nowMs) ? nowMs : arrivalMs - this.toleranceMs;
    return Math.max(turnMs, Number(row.pausedUntilMs), this.pausedUntilMs);
  }

  /** False when the turn is not due after all. */
  private async takeTurn(nowMs: number): Promise<boolean> {
    const arrival = `CASE WHEN ${ARRIVAL} > ${NOW} AND ${ARRIVAL} <= :latest THEN ${ARRIVAL} ELSE ${NOW} END`;
    const taken = await this.database.write(
      (manager) =>
        manager
          .createQueryBuilder()
          .update(RateBudgetEntity)
          .set({ arrivalMs: () => `CAST(${arrival} + :step AS text)` })
          .where(`system = :system AND ${PAUSE} <= :now AND (${ARRIVAL} <= :due OR ${ARRIVAL} > :latest)`)
          .setParameters({
            system: this.system,
            now: nowMs,
            step: this.stepMs,
            due: nowMs + this.toleranceMs,
            latest: this.latestMs(nowMs),
          })
          .execute(),
      { durable: false },
    );
    return taken.affected === 1;
  }

  /** Later than this nothing can have been counted: the clock was set back, and the hour that it lost is not waited for. */
  private latestMs(nowMs: number): number {
    return nowMs + this.toleranceMs + this.stepMs + LONGEST_WAIT_MS;
  }

  private async savePause(wallMs: number): Promise<void> {
    if (!this.exists) await this.createRow();
    await this.database.write((manager) =>
      manager
        .createQueryBuilder()
        .update(RateBudgetEntity)
        .set({ pausedUntilMs: String(Math.ceil(wallMs)) })
        .where(`system = :system AND ${PAUSE} < :until`, { system: this.system, until: wallMs })
        .execute(),
    );
  }

  private async createRow(): Promise<void> {
    await this.database.write((manager) =>
      manager
        .createQueryBuilder()
        .insert()
        .into(RateBudgetEntity)
        .values({ system: this.system, arrivalMs: '0', pausedUntilMs: '0' })
        .orIgnore()
        .execute(),
    );
    this.exists = true;
  }
}
