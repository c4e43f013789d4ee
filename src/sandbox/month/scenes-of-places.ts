import { agent, fail, look, resume, server, stall, succeed, together } from './month-happenings';
import { COMPANY_IDS, PLACED_UIDS, PROVIDER_ID } from './month-world';
import { job, on, OTHER, type Happening, type MonthScene } from './month-scene';

const CLOSED = 'Closed';
const OPENED_AND_CLOSED = { status: CLOSED, notes: ['opened', 'recovered'] } as const;

/** The server of the sixth company: all that it runs. */
const STORM = [0, 2, 4, 5, 7].map((place) => [5, place] as const);
const HOSTED = [0, 2, 4, 5, 7].map((place) => [6, place] as const);

/** The start of the daily session, which follows the clocks of Berlin: 02:30 there. */
function dueAt(instant: string, timeUtc: string): Happening {
  return (month, scene) => {
    const { row } = month.jobOf(scene);
    if (!('schedule' in row)) throw new Error(`"${scene.name}" is no job of a server.`);
    const at = new Date(instant);
    row.schedule = {
      startDateTime: at,
      startDateTimeUtc: at,
      dailyScheduleOptions: { kind: 'Everyday', days: [], time: '02:30', timeUtc },
    };
    month.sandbox.standIns.vspc.touch('jobs');
  };
}

/** Servers, agents, nights and companies. */
export const SCENES_OF_PLACES: readonly MonthScene[] = [
  {
    name: 'Not started',
    rules: 'Tickets 4: two due times and their grace pass; what it protects is explained by it',
    subject: job(2, 1),
    steps: [on(20, '12:00', stall), on(22, '10:00', succeed), on(22, '10:01', resume)],
    tickets: [{ companyId: 252, status: CLOSED, notes: ['opened', 'still', 'recovered'] }],
  },
  {
    name: 'Runs in the night of the clocks',
    rules: 'Tickets 4: due by what VSPC says, also where 02:30 comes twice; grace of 30 minutes by a rule',
    subject: job(4, 2),
    steps: [
      on(13, '00:00', dueAt('2026-10-24T00:30:00Z', '00:30')),
      on(13, '06:00', dueAt('2026-10-25T01:30:00Z', '00:30')),
      on(14, '01:15', look),
      on(14, '02:10', look),
      on(14, '06:00', dueAt('2026-10-26T01:30:00Z', '01:30')),
      on(15, '02:10', look),
    ],
    tickets: [],
  },
  {
    name: 'Missed in the night of the clocks',
    rules: 'Tickets 4: due at the later 02:30, missed half an hour after it, once',
    subject: job(4, 5),
    steps: [
      on(13, '00:00', dueAt('2026-10-24T00:30:00Z', '00:30')),
      on(13, '06:00', dueAt('2026-10-25T01:30:00Z', '00:30')),
      on(13, '12:00', stall),
      on(14, '02:10', look),
      on(14, '09:00', succeed),
      on(14, '09:01', dueAt('2026-10-26T01:30:00Z', '01:30')),
      on(14, '09:02', resume),
    ],
    tickets: [{ companyId: 254, ...OPENED_AND_CLOSED }],
  },
  {
    name: 'Agent out of touch',
    rules: 'Tickets 5 and 6: a server agent that is not connected for offlineFor (2 h)',
    subject: job(2, 6),
    steps: [
      on(1, '06:00', (month, scene) => {
        const { row } = month.jobOf(scene);
        const uid = 'backupAgentUid' in row ? row.backupAgentUid : '';
        month.live.change('backupAgents', 'instanceUid', uid, { name: scene.name });
      }),
      on(19, '09:00', agent('Inaccessible')),
      on(19, '18:00', agent('Online')),
    ],
    tickets: [{ companyId: 252, ...OPENED_AND_CLOSED }],
  },
  {
    name: 'Laptop on holiday',
    rules: 'Tickets 5: a workstation that is merely off is judged by its grace and rpo, 7 days by a rule',
    subject: job(0, 3),
    steps: [on(3, '10:00', agent('Inaccessible')), on(8, '10:00', agent('Online'))],
    tickets: [],
  },
  {
    name: 'Left out of the job',
    rules: 'Tickets 5: a machine without a restore point for rpo (26 h) under a job that succeeds',
    subject: OTHER,
    steps: [
      on(
        1,
        '06:00',
        machineOf(8, 7, (uid) => ({ name: 'Left out of the job', jobUid: uid })),
      ),
      on(
        9,
        '09:00',
        machineOf(8, 7, () => ({ jobUid: null })),
      ),
      on(
        11,
        '12:00',
        machineOf(8, 7, (uid) => ({ jobUid: uid })),
      ),
    ],
    tickets: [{ companyId: 258, status: CLOSED, notes: ['opened', 'still', 'recovered'] }],
  },
  {
    name: 'Never backed up',
    rules: 'Tickets 5: a job lists it for 26 h, and no list of restore points does until its first one is there',
    subject: OTHER,
    steps: [
      on(28, '22:30', (month) => {
        const listed = month.sandbox.world.plans[8]?.jobs[4];
        month.sandbox.world.vspc.vmObjects.push({
          jobUid: listed?.instanceUid ?? '',
          uniqueJobUid: listed?.uid ?? '',
          instanceUid: PLACED_UIDS.newMachine,
          name: 'Never backed up',
          isExcluded: false,
        });
        month.sandbox.standIns.vspc.touch('vmObjects');
      }),
      on(30, '12:00', firstRestorePoint(8, 4)),
    ],
    tickets: [{ companyId: 258, ...OPENED_AND_CLOSED }],
  },
  {
    name: 'Goes to another company',
    rules: 'Tickets 1: the ticket stays and gets a note; the next generation goes there',
    subject: job(6, 0),
    steps: [
      on(22, '09:00', fail()),
      on(22, '13:00', (month, scene) => {
        month.live.mapJob(month.uidOf(scene), month.companyUid(0));
      }),
      on(23, '06:00', succeed),
      on(27, '09:00', fail()),
      on(27, '15:00', succeed),
    ],
    tickets: [
      { companyId: 256, status: CLOSED, notes: ['opened', 'company-changed', 'recovered'] },
      { companyId: 250, status: CLOSED, generation: 2, notes: ['opened', 'recovered'] },
    ],
  },
  {
    name: 'Nobody in ConnectWise',
    rules: 'Mapping: a company without a link has no tickets',
    subject: job(7, 0),
    steps: [on(6, '09:00', fail()), on(9, '09:00', succeed)],
    tickets: [],
  },
  {
    name: 'Of the provider itself',
    rules: 'Tickets 1: an unmapped job on a hosted server',
    subject: job('provider', 1),
    steps: [on(9, '09:00', fail()), on(9, '15:00', succeed)],
    tickets: [{ companyId: PROVIDER_ID, ...OPENED_AND_CLOSED }],
  },
  {
    name: 'SRV-0004',
    rules: 'Tickets 5: a backup server out of touch; what is missed and unprotected beneath it is explained by it',
    subject: OTHER,
    steps: [on(15, '10:00', server(4, 'Inaccessible')), on(17, '10:00', server(4, 'Online'))],
    tickets: [{ companyId: COMPANY_IDS[4], status: CLOSED, notes: ['opened', 'still', 'recovered'] }],
  },
  {
    name: 'SRV-0005',
    rules: 'Tickets 13: five holds of one server end in one pass: a storm, kept current, over with its last member',
    subject: OTHER,
    steps: [
      on(18, '10:00', together('fail', STORM)),
      on(19, '06:00', together('succeed', STORM.slice(0, 2))),
      on(19, '11:00', together('succeed', STORM.slice(2))),
    ],
    tickets: [{ companyId: COMPANY_IDS[5], status: CLOSED, notes: ['opened', 'storm-changed', 'recovered'] }],
  },
  {
    name: 'VBR-HOSTED01',
    rules: 'Tickets 13: over more than one company it belongs to the provider',
    subject: OTHER,
    steps: [
      on(19, '22:00', together('fail', HOSTED)),
      on(19, '22:00', (month) => {
        for (const { uid } of month.sandbox.world.providerJobs) month.sandbox.jobs.fail(uid);
      }),
      on(20, '06:00', together('succeed', HOSTED)),
      on(20, '06:00', (month) => {
        for (const { uid } of month.sandbox.world.providerJobs) month.sandbox.jobs.succeed(uid);
      }),
    ],
    tickets: [{ companyId: PROVIDER_ID, ...OPENED_AND_CLOSED }],
  },
];

/** What the scene is about is in the list of protected machines from now on. */
function firstRestorePoint(company: number, place: number): Happening {
  return (month, scene) => {
    const job = month.sandbox.world.plans[company]?.jobs[place]?.uid;
    const { protectedVms } = month.sandbox.world.vspc;
    const beside = protectedVms.find((vm) => vm.jobUid === job);
    if (!beside) throw new Error(`Job ${place} of company ${company} protects no machine.`);
    const instanceUid = PLACED_UIDS.newMachine;
    protectedVms.push({ ...beside, instanceUid, name: scene.name, latestRestorePointDate: month.sandbox.clock.now() });
    month.sandbox.standIns.vspc.touch('protectedVms');
  };
}

/** The machine of a company's job; without its job nobody makes restore points of it. */
function machineOf(
  company: number,
  place: number,
  change: (jobUid: string) => { readonly name?: string; readonly jobUid: string | null },
): Happening {
  return (month) => {
    const uid = month.sandbox.world.plans[company]?.jobs[place]?.uid ?? '';
    const { protectedVms } = month.sandbox.world.vspc;
    const row = protectedVms.find((vm) => vm.jobUid === uid || vm.name === 'Left out of the job');
    if (!row) throw new Error(`Job ${place} of company ${company} protects no machine.`);
    Object.assign(row, change(uid));
    month.sandbox.standIns.vspc.touch('protectedVms');
  };
}
