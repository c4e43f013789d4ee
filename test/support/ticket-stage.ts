import type { JsonObject, JsonValue } from '../../src/kernel/json';
import type { RunReport } from '../../src/reconciliation/run-report';
import type { LiveJob } from '../../src/sandbox/world/live-job';
import { BridgeFixture, type ProcessOptions } from './bridge-fixture';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
const RULES = 'mappings/tickets.yaml';
/** `holdFor` and a pass. */
const HOLD_MS = 80 * MINUTE_MS;

export interface StageTicket {
  readonly id: number;
  readonly summary: string;
  readonly closed: boolean;
  readonly status: string;
  readonly board: string;
  readonly companyId: number;
  readonly mark: string;
  readonly notes: readonly string[];
}

/** One customer whose first job is ours to break and to mend, and whose tickets people work on. */
export class TicketStage {
  private constructor(
    readonly fixture: BridgeFixture,
    readonly job: LiveJob,
    private readonly options: ProcessOptions,
  ) {}

  static async start(
    defaults: JsonObject = {},
    options: ProcessOptions = {},
    jobsPerCompany = 1,
  ): Promise<TicketStage> {
    const fixture = await BridgeFixture.start({ companies: 1, jobsPerCompany });
    const [job] = [...fixture.sandbox.jobs.list().values()].filter(({ failingSince }) => failingSince === null);
    if (!job) throw new Error('The world has no job that is well.');
    const stage = new TicketStage(fixture, job, options);
    stage.setDefaults(defaults);
    return stage;
  }

  /** Defaults of tickets.yaml from the next pass on. */
  setDefaults(defaults: JsonObject): void {
    this.fixture.edit<JsonObject>(RULES, (mapping) => ({
      ...mapping,
      defaults: { ...(mapping['defaults'] as JsonObject), ...defaults },
    }));
  }

  /** Rules of tickets.yaml from the next pass on. */
  setRules(rules: readonly JsonObject[]): void {
    this.fixture.edit<JsonObject>(RULES, (mapping) => ({ ...mapping, rules }));
  }

  get sandbox(): BridgeFixture['sandbox'] {
    return this.fixture.sandbox;
  }

  stop(): Promise<void> {
    return this.fixture.stop();
  }

  pass(): Promise<RunReport> {
    return this.fixture.pass({ streams: ['mapping', 'tickets'] }, this.options);
  }

  /** Time goes by, and then the bridge looks. */
  async passAfter(durationMs: number): Promise<RunReport> {
    this.fixture.wall.advance(durationMs);
    return this.pass();
  }

  async fail(message?: string): Promise<void> {
    this.sandbox.jobs.fail(this.job.uid, message);
    await this.pass();
    await this.passAfter(HOLD_MS);
  }

  async succeed(): Promise<RunReport> {
    this.fixture.wall.advance(10 * MINUTE_MS);
    this.sandbox.jobs.succeed(this.job.uid);
    return this.passAfter(5 * MINUTE_MS);
  }

  /** Breaks the job, and waits until there is a ticket. */
  async openTicket(): Promise<StageTicket> {
    await this.pass();
    this.fixture.wall.advance(10 * MINUTE_MS);
    await this.fail();
    const [ticket] = this.tickets();
    if (!ticket) throw new Error('The failed job got no ticket.');
    return ticket;
  }

  people(action: JsonObject): void {
    this.sandbox.people('connectwise', { by: 'tvarga', ...action });
  }

  ticket(id: number): StageTicket {
    const found = this.list().find((ticket) => ticket.id === id);
    if (!found) throw new Error(`ConnectWise has no ticket ${id}.`);
    return found;
  }

  /** Those of the job, oldest first. */
  tickets(): readonly StageTicket[] {
    const name = (this.job.row.name ?? '').slice(0, 30);
    return this.list().filter((ticket) => ticket.mark.startsWith('vspcb:') && ticket.summary.includes(name));
  }

  list(): readonly StageTicket[] {
    const { tickets } = this.sandbox.snapshot().connectwise as { tickets: readonly JsonObject[] };
    return tickets.map((row) => ({
      id: Number(row['id']),
      summary: textOf(row['summary']),
      closed: row['closedFlag'] === true,
      status: nameOf(row['status']),
      board: nameOf(row['board']),
      companyId: Number((row['company'] as JsonObject)['id']),
      mark: textOf(row['externalXRef']),
      notes: ((row['notes'] ?? []) as readonly JsonObject[]).map((note) => textOf(note['text'])),
    }));
  }
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

function nameOf(reference: JsonValue | undefined): string {
  return textOf((reference as JsonObject | null | undefined)?.['name']);
}
