import { fail, succeed } from './month-happenings';
import { PLACED, PLACED_UIDS, PROVIDER_ID } from './month-world';
import { job, on, OTHER, type Happening, type MonthScene } from './month-scene';

const OPENED_AND_CLOSED = { status: 'Closed', notes: ['opened', 'recovered'] } as const;
const ALWAYS = 1_000_000;

/** Kinds of jobs that are none of a backup server's, alarms, and systems that do not answer. */
export const SCENES_OF_SYSTEMS: readonly MonthScene[] = [
  {
    name: PLACED.tenant,
    rules: 'Tickets 3: a job of Microsoft 365, which tells no end; of the company that its tenant is mapped to',
    subject: OTHER,
    steps: [on(6, '11:00', tenant('Failed')), on(7, '06:00', tenant('Success'))],
    tickets: [{ companyId: 251, ...OPENED_AND_CLOSED }],
  },
  {
    name: PLACED.cloudMachine,
    rules: 'Tickets 3: a public-cloud object; its policy has no result',
    subject: OTHER,
    steps: [on(11, '10:00', cloudMachine('Failed')), on(12, '06:00', cloudMachine('Success'))],
    tickets: [{ companyId: 258, ...OPENED_AND_CLOSED }],
  },
  {
    name: PLACED.policyComputer,
    rules: 'Tickets 1: of an agent policy the subject is the computer',
    subject: OTHER,
    steps: [on(13, '10:00', policyComputer('Failed')), on(14, '06:00', policyComputer('Success'))],
    tickets: [{ companyId: 258, ...OPENED_AND_CLOSED }],
  },
  {
    name: PLACED.failoverPlan,
    rules: 'Tickets 3: a failover plan that failed',
    subject: OTHER,
    steps: [on(17, '10:00', failoverPlan('Failed')), on(17, '18:00', failoverPlan('Success'))],
    tickets: [{ companyId: 250, ...OPENED_AND_CLOSED }],
  },
  {
    name: PLACED.repository,
    rules: 'Tickets 6 and 8: an alarm by a rule; acknowledging it changes nothing, its end closes',
    subject: OTHER,
    steps: [
      on(14, '09:00', raise(PLACED_UIDS.freeSpaceTemplate, { type: 'BackupRepository', name: PLACED.repository })),
      on(14, '12:30', onAlarm('acknowledgeAlarm', PLACED_UIDS.freeSpaceTemplate)),
      on(14, '18:00', onAlarm('resolveAlarm', PLACED_UIDS.freeSpaceTemplate)),
    ],
    tickets: [{ companyId: 250, priority: 1, ...OPENED_AND_CLOSED }],
  },
  {
    name: 'Job session state',
    rules: 'Tickets 2: an alarm about a job that has an incident is explained by it, though a rule asks for tickets',
    subject: OTHER,
    steps: [
      on(3, '11:00', (month, scene) => {
        const about = month.sandbox.world.plans[0]?.jobs[4]?.uid ?? '';
        raise(PLACED_UIDS.jobStateTemplate, { type: 'BackupServerJob', name: 'Lasts for days', about })(month, scene);
      }),
      on(6, '00:30', onAlarm('resolveAlarm', PLACED_UIDS.jobStateTemplate)),
    ],
    tickets: [],
  },
  {
    name: 'While ConnectWise is away',
    // Shorter than what makes a list `stale`, whatever the pace of the passes.
    rules: 'Engine 3: what is seen is kept; afterwards the present state is applied',
    subject: job(8, 7),
    steps: [
      on(27, '18:00', (month) => {
        month.sandbox.failNext('connectwise', '*', { status: 500, body: {}, times: ALWAYS });
      }),
      on(27, '18:15', fail()),
      on(27, '20:00', clearFaults),
      on(28, '09:00', succeed),
    ],
    tickets: [{ companyId: 258, ...OPENED_AND_CLOSED }],
  },
  {
    name: 'Came and went while ConnectWise was away',
    rules: 'Engine 3: not the backlog: what recovered meanwhile gets no ticket',
    subject: job(8, 4),
    steps: [on(27, '18:10', fail()), on(27, '19:45', succeed)],
    tickets: [],
  },
  {
    name: 'vspc:main: auth',
    rules: 'Tickets 15: the key is refused: one ticket of the provider, over when it is accepted again',
    subject: OTHER,
    steps: [on(28, '10:00', key(false)), on(28, '22:00', key(true))],
    tickets: [{ companyId: PROVIDER_ID, ...OPENED_AND_CLOSED }],
  },
  {
    name: 'vspc:main: stale',
    rules: 'Tickets 15 and Engine 1: the jobs cannot be read, run after run; nothing is closed or opened by that',
    subject: OTHER,
    steps: [
      on(29, '03:00', (month) => {
        month.sandbox.failNext('vspc', 'GET /infrastructure/backupServers/jobs', { status: 520, times: ALWAYS });
      }),
      on(29, '21:00', clearFaults),
    ],
    tickets: [{ companyId: PROVIDER_ID, ...OPENED_AND_CLOSED }],
  },
];

function clearFaults(month: Parameters<Happening>[0]): void {
  month.sandbox.clearFaults();
}

function key(isEnabled: boolean): Happening {
  return (month) => {
    month.live.setKeyEnabled(month.sandbox.credentials.vspc.apiKey, isEnabled);
  };
}

function tenant(result: 'Failed' | 'Success'): Happening {
  return (month) => {
    const row = month.sandbox.world.vspc.vb365Jobs.find(({ name }) => name === PLACED.tenant);
    month.live.finishJob(row?.instanceUid ?? '', { result, ...(result === 'Failed' ? { message: 'Throttled.' } : {}) });
  };
}

function policyComputer(result: 'Failed' | 'Success'): Happening {
  return (month) => {
    month.live.finishJob(PLACED_UIDS.policyComputer, { result, message: result === 'Failed' ? 'No snapshot.' : '' });
  };
}

function cloudMachine(status: 'Failed' | 'Success'): Happening {
  return (month) => {
    const lastBackup = { status, endTime: month.sandbox.clock.now(), failureMessage: null };
    month.live.change('cloudVmObjects', 'instanceUid', PLACED_UIDS.cloudMachine, { lastBackup });
  };
}

function failoverPlan(status: 'Failed' | 'Success'): Happening {
  return (month) => {
    const lastSession = { instanceUid: PLACED_UIDS.failoverPlan, status, endTime: month.sandbox.clock.now() };
    month.live.change('failoverPlans', 'instanceUid', PLACED_UIDS.failoverPlan, { lastSession });
  };
}

interface AlarmObject {
  readonly type: string;
  readonly name: string;
  readonly about?: string;
}

function raise(templateUid: string, { about, name, type }: AlarmObject): Happening {
  return (month) => {
    const object = {
      instanceUid: PLACED_UIDS.repository,
      type,
      organizationUid: month.companyUid(0),
      objectName: name,
      ...(about === undefined ? {} : { objectUid: about }),
    };
    month.live.raiseAlarm({ templateUid, object, status: 'Error', message: 'Look at it.' });
  };
}

function onAlarm(action: 'acknowledgeAlarm' | 'resolveAlarm', templateUid: string): Happening {
  return (month) => {
    const { activeAlarms } = month.sandbox.world.vspc;
    const alarm = activeAlarms.find(({ alarmTemplateUid }) => alarmTemplateUid === templateUid);
    month.live[action](alarm?.instanceUid ?? '', 'Seen.');
  };
}
