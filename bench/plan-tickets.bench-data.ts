import { TICKETS_SOURCE, type TicketsObservation } from '../src/tickets/domain/tickets-observation';
import type { IncidentRow } from '../src/tickets/domain/incident';
import { blankRow } from '../src/tickets/domain/incident-row';
import { textMaskOf } from '../src/tickets/domain/mask-text';
import type { TicketCompany, TicketFact } from '../src/tickets/domain/ticket-facts';
import type { TicketRule, TicketsMapping } from '../src/tickets/domain/ticket-settings';
import { subjectId, type Instant, type JobFact, type TerminalResult } from '../src/tickets/domain/workload-facts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const JOBS_SOURCE = 'vspc:main/infrastructure/backupServers/jobs';
const ERROR = 'The network path was not found.';

export interface EstateSize {
  readonly jobs: number;
  /** Of them, how many have an open ticket. */
  readonly incidents: number;
  readonly companies: number;
  readonly resultsPerJob: number;
}

export const FULL_SIZE: EstateSize = { jobs: 100_000, incidents: 5_000, companies: 2_000, resultsPerJob: 12 };

/** An estate in its steady state: the first jobs have open tickets and still fail, all others ran well last night. */
export function ticketsEstate(size: EstateSize, mapping: TicketsMapping, now: Instant): TicketsObservation {
  const companies = Array.from({ length: size.companies }, (_, index) => companyAt(index));
  const jobs = Array.from({ length: size.jobs }, (_, index) => jobAt(index, size, now));
  const failing = jobs.slice(0, size.incidents);
  return {
    now,
    installation: 'bench',
    timezone: 'America/New_York',
    settings: { ...mapping, rules: [...mapping.rules, ...rules()] },
    connections: [{ name: 'main', timezone: 'Europe/Berlin', read: true }],
    provider: { id: 1, name: 'Provider' },
    completeSources: new Set([TICKETS_SOURCE, JOBS_SOURCE]),
    readAt: new Map(),
    jobs,
    results: jobs.flatMap((job, index) => resultsOf(job, index < size.incidents, size.resultsPerJob, now)),
    workloads: [],
    protectedNow: new Set(),
    agents: [],
    alarms: [],
    providerProblems: [],
    events: [],
    companies,
    incidents: [markerRow(now), ...failing.map((job, index) => openRow(job, index, now))],
    tickets: failing.map((_, index) => ticketAt(index)),
    strays: [],
    catalog: {
      boards: [
        {
          id: 10,
          name: 'Backup',
          statuses: [
            { id: 100, name: 'New', closed: false, inactive: false },
            { id: 109, name: 'Closed', closed: true, inactive: false },
          ],
        },
      ],
      priorities: [{ id: 3, name: 'Medium' }],
    },
  };
}

function companyAt(index: number): TicketCompany {
  const name = `Company ${index}`;
  return {
    connection: 'main',
    uid: `company-${index}`,
    name,
    state: 'linked',
    connectwise: { id: 100 + index, identifier: `company${index}`, name, type: 'Customer', status: 'Active' },
    reseller: null,
    resellerName: null,
  };
}

function jobAt(index: number, size: EstateSize, now: Instant): JobFact {
  const company = index % size.companies;
  return {
    id: subjectId('main', 'vbr-job', `job-${index}`),
    connection: 'main',
    kind: 'vbr-job',
    key: `job-${index}`,
    name: `Nightly ${index}`,
    source: JOBS_SOURCE,
    company: { uid: `company-${company}`, name: `Company ${company}`, by: 'organization' },
    serverKey: `server-${company}`,
    serverName: `backup-${company}`,
    siteKey: null,
    repositoryKey: null,
    agentKey: null,
    tag: null,
    firstSeenAt: now - 90 * DAY,
    workload: 'vm',
    vendorType: 'BackupVm',
    enabled: true,
    disabledSince: null,
    continuous: false,
    scheduleType: 'daily',
    schedule: { type: 'daily', minute: 22 * 60, utcMinute: 21 * 60, weekdays: [] },
    // Half of them as an older VSPC tells it: a schedule, and no next run.
    dueAt: index % 2 === 0 ? now + 8 * HOUR : null,
    lastStartAt: now - 12 * HOUR,
    running: false,
    averageDurationMs: 20 * MINUTE,
    objects: [],
    message: index < size.incidents ? ERROR : '',
    restorePoints: 14,
    destination: 'Default repository',
    computerName: null,
    serialNumber: null,
  };
}

function resultsOf(job: JobFact, failing: boolean, count: number, now: Instant): readonly TerminalResult[] {
  const id = subjectId(job.connection, job.kind, job.key);
  return Array.from({ length: count }, (_, index) => {
    const nightsAgo = count - 1 - index;
    const endedAt = now - 12 * HOUR + 20 * MINUTE - nightsAgo * DAY;
    const failed = failing && nightsAgo === 0;
    return {
      job: id,
      endedAt,
      startedAt: endedAt - 20 * MINUTE,
      result: failed ? 'failed' : 'success',
      message: failed ? ERROR : '',
    };
  });
}

function openRow(job: JobFact, index: number, now: Instant): IncidentRow {
  const failedAt = now - 12 * HOUR + 20 * MINUTE;
  const row = blankRow({
    key: subjectId(job.connection, job.kind, job.key),
    subject: { kind: job.kind, key: job.key, name: job.name },
    connection: job.connection,
    source: job.source,
  });
  return {
    ...row,
    generation: 1,
    state: 'open',
    company: { uid: job.company.uid ?? '', name: job.company.name },
    conditions: ['failed'],
    since: failedAt,
    lastSeenAt: failedAt,
    runs: 1,
    textMask: textMaskOf(ERROR),
    ticketId: 1000 + index,
    ticketCompanyId: 100 + Number(job.company.uid?.slice('company-'.length)),
    openedAt: now - 10 * HOUR,
    lastNoteAt: now - 10 * HOUR,
  };
}

function markerRow(now: Instant): IncidentRow {
  const subject = { kind: 'connection', key: 'main', name: 'main' } as const;
  const row = blankRow({ key: subjectId('main', 'connection', 'main'), subject, connection: 'main', source: 'main' });
  return { ...row, state: 'baseline', worst: 'problem', since: now - 90 * DAY, lastSeenAt: now - 90 * DAY };
}

function ticketAt(index: number): TicketFact {
  return {
    id: 1000 + index,
    externalXRef: null,
    companyId: 100 + (index % FULL_SIZE.companies),
    boardId: 10,
    statusId: 100,
    statusName: 'New',
    priorityId: 3,
    closed: false,
    closedAt: null,
    closedByUs: false,
    owner: null,
    mergedIntoId: null,
    deleted: false,
    people: null,
  };
}

/** As many as a careful service manager writes. */
function rules(): readonly TicketRule[] {
  return Array.from({ length: 10 }, (_, index) => ({
    name: `rule ${index}`,
    match: { condition: ['failed', 'missed'], job: [`*special ${index}*`] },
    set: { afterFailures: 2 },
  }));
}
