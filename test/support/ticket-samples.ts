import type { Change } from '../../src/kernel/change';
import { planTickets } from '../../src/tickets/domain/plan-tickets';
import { readTicketPayload } from '../../src/tickets/domain/ticket-effects';
import type { TicketsObservation } from '../../src/tickets/domain/tickets-observation';
import { subjectId, type TerminalResult } from '../../src/tickets/domain/workload-facts';
import { alarm, at, HOUR, job, mapping, observation, result, server, workload, WORKLOADS_SOURCE } from './ticket-world';

/** One text that the bridge writes: of a ticket with its summary, or of a note. */
export interface TextSample {
  readonly title: string;
  readonly summary: string;
  readonly text: string;
}

const NOW = at('2026-11-10T08:00');
const RULES = [{ name: 'space', match: { condition: ['alarm' as const] }, set: { ticket: true } }];

/** The situations of docs/tickets.md, each as facts that a pass could read. */
const SITUATIONS: Readonly<Record<string, Partial<TicketsObservation>>> = {
  'A job of a backup server failed': {
    jobs: [
      job({
        name: 'Nightly servers',
        lastStartAt: at('2026-11-09T22:00'),
        dueAt: at('2026-11-10T22:00'),
        objects: [
          { name: 'web-1', result: 'success', message: '' },
          { name: 'sql-1', result: 'failed', message: 'Cannot open the disk: the snapshot is gone.' },
          { name: 'sql-2', result: 'warning', message: 'Free space of the log disk is low.' },
        ],
      }),
    ],
    results: [
      result('2026-11-07T22:40', 'success'),
      result('2026-11-08T22:40', 'failed', { message: 'Disk full.' }),
      result('2026-11-09T22:40', 'failed', {
        message: 'Processing sql-1: cannot open the disk, the snapshot is gone.',
      }),
    ],
  },
  'A computer of an agent policy failed': {
    jobs: [
      job({
        kind: 'policy-computer',
        name: 'Branch servers on BRANCH-07',
        workload: 'server',
        vendorType: 'AgentPolicy',
        computerName: 'BRANCH-07',
        restorePoints: 12,
      }),
    ],
    results: [
      of('policy-computer', result('2026-11-09T22:40', 'failed', { message: 'The agent lost its connection.' })),
    ],
  },
  'A job of Microsoft 365 failed': {
    jobs: [
      job({
        kind: 'vb365-job',
        name: 'Exchange and OneDrive',
        serverName: 'VB365-01',
        workload: 'm365',
        vendorType: 'BackupJob',
        restorePoints: null,
        destination: 'Object storage',
      }),
    ],
    results: [
      of(
        'vb365-job',
        result('2026-11-09T22:00', 'failed', {
          message: 'Mailbox of K. Lind: access denied.\nMailbox of sales: not found.',
        }),
      ),
    ],
  },
  'An object of a cloud policy failed': {
    jobs: [
      job({
        kind: 'cloud-object',
        name: 'Gold: payroll-db',
        serverName: 'Appliance 1',
        workload: 'cloud',
        vendorType: 'CloudDatabase',
        restorePoints: null,
        destination: null,
      }),
    ],
    results: [of('cloud-object', result('2026-11-09T22:40', 'failed', { message: 'snapshot: the quota is used up.' }))],
  },
  'A job did not start': {
    jobs: [
      job({
        scheduleType: 'daily',
        schedule: { type: 'daily', minute: 22 * 60, utcMinute: null, weekdays: [] },
        lastStartAt: at('2026-11-07T22:00'),
      }),
    ],
    results: [result('2026-11-07T22:40', 'success')],
  },
  'A machine has no recent backup, as a list of 07:20 says': {
    workloads: [workload({ latestRestorePointAt: at('2026-11-08T22:00') })],
    readAt: new Map([[WORKLOADS_SOURCE, at('2026-11-10T07:20')]]),
  },
  'A machine was never protected': {
    workloads: [workload({ job: 'main/vbr-job/job-9', restorePoints: 0, firstSeenAt: at('2026-11-08T06:00') })],
  },
  'A backup server is offline': {
    agents: [server({ connected: false, lastHeartbeatAt: at('2026-11-10T05:30') })],
  },
  'Many jobs of one server failed at once': {
    jobs: [1, 2, 3, 4].map((index) => job({ key: `job-${index}`, name: `Nightly ${index}` })),
    results: [1, 2, 3, 4].map((index) =>
      result('2026-11-09T22:40', 'failed', { key: `job-${index}`, message: 'Repository 1 does not answer.' }),
    ),
  },
  'A repository is nearly full': {
    alarms: [
      alarm({
        serverName: null,
        activatedAt: at('2026-11-10T05:00'),
        name: 'Repository free space: Main',
        message: 'Free space of Main is below 5 %.',
        capacity: 'Repository Main: 3.9 GiB of 100.0 GiB free (3 %).',
        capacitySource: 'repositories',
        knowledge: 'Add storage, or shorten the retention of the jobs that write there.',
      }),
    ],
    readAt: new Map([['repositories', at('2026-11-10T07:20')]]),
  },
  'The storage quota of a customer is used up': {
    alarms: [
      alarm({
        name: 'Company cloud storage quota: Alpha',
        alarm: 'Company cloud storage quota',
        category: 'Company',
        serverName: null,
        activatedAt: at('2026-11-10T05:00'),
        message: 'Alpha has used 98 % of its cloud storage.',
        capacity: 'Cloud storage: 980.0 GiB of 1000.0 GiB used (98 %).',
        knowledge: 'Raise the quota, or delete old backups.',
      }),
    ],
  },
  'A system refuses the bridge': {
    providerProblems: [
      {
        kind: 'auth',
        system: 'itglue',
        since: at('2026-11-10T06:00'),
        message: 'IT Glue answers 401: the API key is not accepted.',
        hint: 'Make a new API key and put it where itglue.apiKey of bridge.yaml points to.',
      },
    ],
  },
  'A list has not been read for many runs': {
    providerProblems: [
      {
        kind: 'stale',
        system: 'vspc:main',
        since: at('2026-11-10T03:00'),
        message:
          'infrastructure/backupServers/jobs has had no complete read in 12 runs: a page was shorter than it said.',
        hint: 'Run vspc-bridge check and mend what it names.',
      },
    ],
  },
};

/** Each situation, rendered by the whole planner. */
export function ticketSamples(): readonly TextSample[] {
  return Object.entries(SITUATIONS).map(([title, facts]) => {
    const settings = mapping({ firstPass: 'ticket', storm: { threshold: 4, withinMs: HOUR } }, { rules: RULES });
    const plan = planTickets(observation({ now: NOW, settings, timezone: 'America/New_York', ...facts }));
    const create = plan.decisions.find((decision): decision is Change => decision.decision === 'change');
    const payload = create?.effects[0] && readTicketPayload(create.effects[0]);
    if (payload?.kind !== 'create-ticket') throw new Error(`${title}: there is no ticket.`);
    return { title, summary: payload.summary, text: payload.text };
  });
}

function of(kind: 'policy-computer' | 'vb365-job' | 'cloud-object', shown: TerminalResult): TerminalResult {
  return { ...shown, job: subjectId('main', kind, 'job-1') };
}
