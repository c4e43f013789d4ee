import type { Change, Effect, Plan } from '../../src/kernel/change';
import { applyTransition, type IncidentRow, type TicketOutcome } from '../../src/tickets/domain/incident';
import { readIncidentTransition, readTicketPayload } from '../../src/tickets/domain/ticket-effects';
import type { TicketFact } from '../../src/tickets/domain/ticket-facts';
import type { TicketSettings, TicketsMapping } from '../../src/tickets/domain/ticket-settings';
import { TICKETS_SOURCE, type TicketsObservation } from '../../src/tickets/domain/tickets-observation';
import {
  subjectId,
  type AlarmFact,
  type FactBase,
  type Instant,
  type JobFact,
  type ResultKind,
  type SourceFact,
  type TerminalResult,
  type WorkloadFact,
} from '../../src/tickets/domain/workload-facts';

/** Builders for the planner of tickets, and a ledger with a ConnectWise that do what a plan says. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const JOBS_SOURCE = 'vspc:main/infrastructure/backupServers/jobs';
export const WORKLOADS_SOURCE = 'vspc:main/protectedWorkloads/virtualMachines';
export const AGENTS_SOURCE = 'vspc:main/infrastructure/backupServers';
export const ALARMS_SOURCE = 'vspc:main/alarms/active';

/** UTC; `2026-11-02`, `2026-11-02T08:00` or with seconds. */
export function at(text: string): Instant {
  return Date.parse(text.includes('T') ? `${text}Z` : `${text}T00:00Z`);
}

export const DEFAULTS: TicketSettings = {
  board: 'Backup',
  status: { open: 'New', closed: 'Closed', reopened: 'New', recovered: null, protected: ['In Progress', 'Scheduled'] },
  priority: 'Medium',
  type: null,
  subType: null,
  item: null,
  team: null,
  source: null,
  site: null,
  contact: null,
  agreement: null,
  configuration: 'auto',
  visibility: 'internal',
  firstPass: 'baseline',
  afterFailures: 1,
  holdForMs: 75 * MINUTE,
  retryWindowMs: 90 * MINUTE,
  warningRecovers: true,
  graceMs: 2 * HOUR,
  rpoMs: 26 * HOUR,
  offlineForMs: 2 * HOUR,
  disabledForMs: 72 * HOUR,
  longRunning: { factor: 3, atLeastMs: 6 * HOUR },
  closeAfterSuccesses: 1,
  autoClose: true,
  reopenWithinMs: 72 * HOUR,
  noteEveryMs: 24 * HOUR,
  escalate: [],
  onClosedByPerson: 'wait',
  onMoved: 'follow',
  onMerged: 'follow',
  onDeleted: 'problem',
  humanTouch: { owner: false, time: true, note: true, ignoreMembers: [] },
  storm: { threshold: 8, withinMs: HOUR },
};

export function mapping(change: Partial<TicketSettings> = {}, more: Partial<TicketsMapping> = {}): TicketsMapping {
  return {
    defaults: { ...DEFAULTS, ...change },
    rules: [],
    silences: [],
    templates: { summary: null, description: null, note: null },
    ...more,
  };
}

const BASE = {
  connection: 'main',
  company: { uid: 'alpha', name: 'Alpha', by: 'organization' as const },
  serverKey: 'server-1',
  serverName: 'backup01',
  siteKey: null,
  repositoryKey: null,
  agentKey: null,
  tag: null,
  firstSeenAt: 0,
};

/** As where facts are made: the id follows from connection, kind and key. */
function withId<T extends Pick<FactBase, 'connection' | 'kind' | 'key'>>(fact: T): T & Pick<FactBase, 'id'> {
  return { ...fact, id: subjectId(fact.connection, fact.kind, fact.key) };
}

export function job(change: Partial<JobFact> = {}): JobFact {
  return withId({
    ...BASE,
    kind: 'vbr-job',
    key: 'job-1',
    name: 'Nightly',
    source: JOBS_SOURCE,
    workload: 'vm',
    vendorType: 'BackupVm',
    enabled: true,
    disabledSince: null,
    continuous: false,
    scheduleType: 'not-scheduled',
    schedule: null,
    dueAt: null,
    lastStartAt: null,
    running: false,
    averageDurationMs: null,
    objects: [],
    message: '',
    restorePoints: 7,
    destination: 'Repository 1',
    computerName: null,
    serialNumber: null,
    ...change,
  });
}

export function workload(change: Partial<WorkloadFact> = {}): WorkloadFact {
  return withId({
    ...BASE,
    kind: 'workload',
    key: 'vm-1',
    name: 'srv-files',
    source: WORKLOADS_SOURCE,
    workload: 'vm',
    vendorType: 'VirtualMachine',
    latestRestorePointAt: null,
    expectedRestorePointAt: null,
    restorePoints: 7,
    job: null,
    computerName: null,
    serialNumber: null,
    ...change,
  });
}

export function server(change: Partial<SourceFact> = {}): SourceFact {
  return withId({
    ...BASE,
    kind: 'server',
    key: 'server-1',
    name: 'backup01',
    source: AGENTS_SOURCE,
    connected: true,
    lastHeartbeatAt: null,
    workload: 'server',
    computerName: 'backup01',
    serialNumber: null,
    ...change,
  });
}

export function alarm(change: Partial<AlarmFact> = {}): AlarmFact {
  return withId({
    ...BASE,
    kind: 'alarm',
    key: 'alarm-1',
    name: 'Repository free space: Repository 1',
    source: ALARMS_SOURCE,
    alarm: 'Repository free space',
    category: 'BackupRepository',
    severity: 'error',
    state: 'active',
    activatedAt: 0,
    repeats: 1,
    message: 'Free space is low.',
    capacity: '',
    capacitySource: null,
    knowledge: 'Add space.',
    about: null,
    ...change,
  });
}

export function result(
  endedAt: string,
  kind: ResultKind,
  change: Partial<TerminalResult> & { readonly key?: string } = {},
): TerminalResult {
  const { key = 'job-1', ...rest } = change;
  const end = at(endedAt);
  return {
    job: subjectId('main', 'vbr-job', key),
    endedAt: end,
    startedAt: end - 10 * MINUTE,
    result: kind,
    message: kind === 'success' ? '' : 'The network path was not found.',
    ...rest,
  };
}

export function observation(change: Partial<TicketsObservation> = {}): TicketsObservation {
  return {
    now: at('2026-11-10T12:00'),
    installation: 'prod',
    timezone: 'UTC',
    settings: mapping({ firstPass: 'ticket' }),
    connections: [{ name: 'main', timezone: 'UTC', read: true }],
    provider: { id: 1, name: 'Provider' },
    completeSources: new Set([
      TICKETS_SOURCE,
      JOBS_SOURCE,
      WORKLOADS_SOURCE,
      AGENTS_SOURCE,
      ALARMS_SOURCE,
      'bridge/problems',
    ]),
    readAt: new Map(),
    jobs: [],
    results: [],
    workloads: [],
    protectedNow: new Set(),
    agents: [],
    alarms: [],
    providerProblems: [],
    events: [],
    companies: [
      {
        connection: 'main',
        uid: 'alpha',
        name: 'Alpha',
        state: 'linked',
        connectwise: { id: 250, identifier: 'alpha', name: 'Alpha Inc', type: 'Customer', status: 'Active' },
        reseller: null,
        resellerName: null,
      },
      {
        connection: 'main',
        uid: 'beta',
        name: 'Beta',
        state: 'linked',
        connectwise: { id: 251, identifier: 'beta', name: 'Beta Inc', type: 'Customer', status: 'Active' },
        reseller: null,
        resellerName: null,
      },
    ],
    incidents: [],
    tickets: [],
    strays: [],
    catalog: {
      boards: [
        {
          id: 10,
          name: 'Backup',
          statuses: [
            { id: 100, name: 'New', closed: false, inactive: false },
            { id: 101, name: 'In Progress', closed: false, inactive: false },
            { id: 102, name: 'Verify', closed: false, inactive: false },
            { id: 109, name: 'Closed', closed: true, inactive: false },
          ],
        },
        {
          id: 20,
          name: 'Service',
          statuses: [
            { id: 200, name: 'Open', closed: false, inactive: false },
            { id: 209, name: 'Done', closed: true, inactive: false },
          ],
        },
      ],
      priorities: [
        { id: 3, name: 'Medium' },
        { id: 2, name: 'High' },
      ],
    },
    ...change,
  };
}

export interface WrittenNote {
  readonly ticketId: number;
  readonly text: string;
  readonly mark: string;
}

/** What the ledger and ConnectWise hold after plans were carried out; nobody but the bridge and `people` touches it. */
export class TicketWorld {
  readonly incidents = new Map<string, IncidentRow>();
  readonly tickets = new Map<number, TicketFact>();
  readonly notes: WrittenNote[] = [];
  /** Companies and summaries by ticket. */
  readonly created = new Map<number, { readonly companyId: number; readonly summary: string; readonly text: string }>();
  private nextTicketId = 1000;

  observe(base: TicketsObservation): TicketsObservation {
    return { ...base, incidents: [...this.incidents.values()], tickets: [...this.tickets.values()] };
  }

  /** Carries the whole plan out, as an applying pass would; of what is held only what was seen is kept. */
  apply(plan: Plan, now: Instant): void {
    for (const decision of plan.decisions) {
      const { transition = null } = decision;
      if (transition !== null) this.commit(transition, { at: now });
      if (decision.decision === 'change') this.applyChange(decision, now);
    }
  }

  applyChange(change: Change, now: Instant): void {
    for (const effect of change.effects) this.commit(effect.transition, this.send(effect, now));
  }

  /** A technician, at the desk. */
  touch(ticketId: number, change: Partial<TicketFact>): void {
    const ticket = this.tickets.get(ticketId);
    if (!ticket) throw new Error(`There is no ticket ${ticketId}.`);
    this.tickets.set(ticketId, { ...ticket, ...change });
  }

  openTickets(): readonly TicketFact[] {
    return [...this.tickets.values()].filter((ticket) => !ticket.closed && !ticket.deleted);
  }

  private commit(transition: Effect['transition'], outcome: TicketOutcome): void {
    const parsed = readIncidentTransition(transition);
    if (parsed.type === 'none') return;
    const key = parsed.type === 'amended' ? parsed.key : parsed.row.key;
    const next = applyTransition(this.incidents.get(key) ?? null, parsed, outcome);
    if (next) this.incidents.set(key, next);
  }

  private send(effect: Effect, now: Instant): TicketOutcome {
    const payload = readTicketPayload(effect);
    switch (payload.kind) {
      case 'create-ticket': {
        const id = this.nextTicketId++;
        const statusId = payload.status && 'id' in payload.status ? payload.status.id : 100;
        this.created.set(id, payload);
        this.tickets.set(id, newTicket(id, payload.companyId, payload.externalXRef, statusId));
        return { at: now, ticketId: id, owner: null };
      }
      case 'add-note':
        this.notes.push(payload);
        return { at: now };
      case 'set-status': {
        const closed = [109, 209].includes(payload.statusId);
        const statusName = { 100: 'New', 102: 'Verify', 109: 'Closed' }[payload.statusId] ?? 'Open';
        this.touch(payload.ticketId, {
          statusId: payload.statusId,
          statusName,
          closed,
          closedAt: closed ? now : null,
          closedByUs: closed,
        });
        return { at: now };
      }
      case 'update-ticket':
      case 'attach-configuration':
        return { at: now };
    }
  }
}

function newTicket(id: number, companyId: number, externalXRef: string, statusId: number): TicketFact {
  return {
    id,
    externalXRef,
    companyId,
    boardId: 10,
    statusId,
    statusName: 'New',
    priorityId: 3,
    closed: false,
    closedAt: null,
    closedByUs: false,
    owner: null,
    mergedIntoId: null,
    deleted: false,
    people: { notes: [], timeEntries: [] },
  };
}
