import { ManualClock } from '../../../test/support/manual-clock';
import { ask, askList, exampleVspcData, queryOf } from '../../../test/support/vspc-example';
import { ALPHA, BETA, JOB, SERVER, uid } from '../../../test/support/vspc-example-uids';
import type { VspcData } from './vspc-data';
import { VspcStandIn } from './vspc-stand-in';

const JOBS = '/infrastructure/backupServers/jobs';

describe('what happens in a VSPC', () => {
  let data: VspcData;
  let standIn: VspcStandIn;

  beforeEach(() => {
    data = exampleVspcData();
    standIn = new VspcStandIn(data, new ManualClock('2026-11-02T21:00:00Z'));
  });

  function read(path: string): Readonly<Record<string, unknown>> {
    return (ask(standIn, 'GET', path).body as { data: Readonly<Record<string, unknown>> }).data;
  }

  function listed(path: string, property: string, value: string): Readonly<Record<string, unknown>> | undefined {
    const filter = [{ property, operation: 'equals', value }];
    return askList(standIn, `${path}?${queryOf({ filter })}`).data[0];
  }

  it('running hides the last result: new start, old end', () => {
    standIn.live.startJob(JOB);
    expect(read(`${JOBS}/${JOB}`)).toMatchObject({
      status: 'Running',
      lastRun: '2026-11-02T22:00:00.0000000+01:00',
      lastEndTime: '2026-11-01T22:30:00.0000000+01:00',
      lastDuration: 1800,
    });
    standIn.live.finishJob(JOB, { result: 'Failed', message: 'Disk full.', at: new Date('2026-11-02T21:10:00Z') });
    expect(read(`${JOBS}/${JOB}`)).toMatchObject({
      status: 'Failed',
      lastRun: '2026-11-02T22:00:00.0000000+01:00',
      lastEndTime: '2026-11-02T22:10:00.0000000+01:00',
      lastDuration: 600,
      failureMessage: 'Disk full.',
    });
  });

  it('jobs of agents, of Microsoft 365 and of single computers run, too', () => {
    standIn.live.finishJob(uid(70), { result: 'Warning', startedAt: new Date('2026-11-02T20:00:00Z') });
    const agentJobs = '/infrastructure/backupAgents/jobs';
    expect(listed(agentJobs, 'instanceUid', uid(70))).toMatchObject({ status: 'Warning', lastDuration: 3600 });
    standIn.live.startJob(uid(85));
    standIn.live.finishJob(uid(85), { result: 'Failed', message: 'Denied.' });
    expect(listed('/infrastructure/vb365Servers/organizations/jobs', 'instanceUid', uid(85))).toMatchObject({
      lastStatus: 'Failed',
      lastStatusDetails: 'Denied.',
      lastErrorLogRecords: [{ message: 'Denied.', logType: 'Error' }],
    });
    standIn.live.startJob(uid(67));
    expect(listed(`${JOBS}/agentJobs/objects`, 'uniqueUid', uid(67))).toMatchObject({ backupStatus: 'Running' });
  });

  it('a hosted job is mapped to a company and taken away again', () => {
    standIn.live.mapJob(JOB, BETA);
    expect(read(`${JOBS}/${JOB}`)).toMatchObject({ organizationUid: ALPHA, mappedOrganizationUid: BETA });
    standIn.live.mapJob(JOB, null);
    expect(read(`${JOBS}/${JOB}`)).toMatchObject({ mappedOrganizationUid: null });
  });

  it('a tenant is mapped: the jobs follow and the mapping appears', () => {
    standIn.live.mapVb365Organization(uid(81), ALPHA);
    expect(listed('/infrastructure/vb365Servers/organizations/jobs', 'instanceUid', uid(85))).toMatchObject({
      vspcOrganizationUid: ALPHA,
      vspcOrganizationName: 'Alpha',
    });
    const mappings = '/infrastructure/vb365Servers/organizations/companyMappings';
    expect(listed(mappings, 'vb365OrganizationUid', uid(81))).toMatchObject({ companyUid: ALPHA });
    standIn.live.mapVb365Organization(uid(81), null);
    expect(listed(mappings, 'vb365OrganizationUid', uid(81))).toBeUndefined();
  });

  it('a removed job leaves every list', () => {
    standIn.live.removeJob(JOB);
    for (const path of [JOBS, `${JOBS}/backupVmJobs`, `${JOBS}/backupVmJobs/objects`, `${JOBS}/agentJobs/objects`]) {
      expect(JSON.stringify(askList(standIn, path))).not.toContain(`"${JOB}"`);
    }
  });

  it('an alarm is raised again, acknowledged and resolved, and stays listed', () => {
    const [first] = data.activeAlarms;
    const path = `/alarms/active/${uid(102)}`;
    const again = { templateUid: uid(100), object: first!.object, status: 'Warning', message: 'Again.' } as const;
    expect(standIn.live.raiseAlarm(again)).toBe(uid(102));
    expect(read(path)).toMatchObject({ repeatCount: 3, lastActivation: { status: 'Warning', message: 'Again.' } });
    standIn.live.acknowledgeAlarm(uid(102), 'Seen.');
    expect(read(path)).toMatchObject({ lastActivation: { status: 'Acknowledged', remark: 'Seen.' } });
    standIn.live.resolveAlarm(uid(102));
    expect(listed('/alarms/active', 'instanceUid', uid(102))).toMatchObject({ lastActivation: { status: 'Resolved' } });
    expect(askList(standIn, `${path}/history`).data.map(({ status }) => status)).toEqual([
      'Error',
      'Error',
      'Warning',
      'Acknowledged',
      'Resolved',
    ]);
    standIn.setSwitch('resolvedAlarms', 'hidden');
    expect(askList(standIn, '/alarms/active').data).toEqual([]);
  });

  it('a company is renamed with its organization, and deleted while its jobs stay', () => {
    standIn.live.renameCompany(ALPHA, 'Alpha Ltd');
    expect(listed('/organizations/companies', 'name', 'Alpha Ltd')).toBeDefined();
    expect(read(`/organizations/${ALPHA}`)).toMatchObject({ name: 'Alpha Ltd' });
    standIn.live.deleteCompany(ALPHA);
    expect(ask(standIn, 'GET', `/organizations/companies/${ALPHA}`).status).toBe(404);
    expect(read(`${JOBS}/${JOB}`)).toMatchObject({ organizationUid: ALPHA });
  });

  it('servers and agents go away and come back', () => {
    standIn.live.setServerStatus(SERVER, 'Inaccessible');
    expect(read(`/infrastructure/backupServers/${SERVER}`)).toMatchObject({ status: 'Inaccessible' });
    standIn.live.setAgentConnection(uid(50), 'Inaccessible');
    const agent = `/infrastructure/managementAgents/${uid(50)}`;
    expect(read(agent)).toMatchObject({
      connectionStatus: 'Inaccessible',
      lastHeartbeatTime: '2026-11-02T08:55:00.0000000+01:00',
    });
    standIn.live.setAgentConnection(uid(50), 'Online');
    expect(read(agent)).toMatchObject({ lastHeartbeatTime: '2026-11-02T22:00:00.0000000+01:00' });
  });

  it.each([
    [
      { action: 'startJob', uid: JOB },
      { action: 'startJob', uid: JOB },
    ],
    [
      { action: 'renameCompany', uid: ALPHA, name: 'New' },
      { action: 'renameCompany', uid: ALPHA },
    ],
    [
      { action: 'setRelease', release: '9.2' },
      { action: 'setRelease', release: '9.2' },
    ],
  ])('people can do it, too: %j', (action, told) => {
    expect(standIn.people(action)).toEqual(told);
  });

  it.each([
    [{ action: 'dance' }, 'nobody can "dance"'],
    [{ action: 'startJob' }, '"uid" must be a text'],
    [{ action: 'startJob', uid: uid(999) }, 'there is no job'],
    [{ action: 'finishJob', uid: JOB, result: 'Great' }, 'one of Success, Warning, Failed'],
    [{ action: 'startJob', uid: JOB, at: 'soon' }, 'an ISO date'],
  ])('and are told what was wrong: %j', (action, words) => {
    expect(() => standIn.people(action)).toThrow(words);
  });

  it('the snapshot shows the data, but neither passwords nor keys', () => {
    const shown = JSON.stringify(standIn.snapshot());
    expect(shown).toContain('Nightly');
    expect(shown).not.toContain('right password');
    expect(shown).not.toContain('full-key');
  });
});

describe('usage', () => {
  const path = '/organizations/companies/usage';
  let standIn: VspcStandIn;

  beforeEach(() => {
    standIn = new VspcStandIn(exampleVspcData(), new ManualClock('2026-11-02T08:00:00Z'));
  });

  it('is one row per company, location and day; days are 00:00 UTC in server time', () => {
    const sort = queryOf({ sort: [{ property: 'date' }, { property: 'locationUid' }] });
    const { data } = askList(standIn, `${path}?fromDate=2026-10-30&toDate=2026-10-31&${sort}`);
    expect(data.map(({ date, locationUid }) => [date, locationUid])).toEqual([
      ['2026-10-30T01:00:00.0000000+01:00', uid(12)],
      ['2026-10-30T01:00:00.0000000+01:00', uid(13)],
      ['2026-10-31T01:00:00.0000000+01:00', uid(12)],
      ['2026-10-31T01:00:00.0000000+01:00', uid(13)],
    ]);
  });

  it('without dates is that of the latest day', () => {
    const { data } = askList(standIn, `/organizations/companies/${ALPHA}/usage`);
    expect(data.map(({ date }) => date)).toEqual(Array(2).fill('2026-11-01T01:00:00.0000000+01:00'));
  });

  it('by switch: without dates the latest of each row', () => {
    standIn.live.setUsage({ companyUid: BETA, locationUid: uid(14), day: '2026-10-20', counters: { ManagedVms: 2 } });
    expect(askList(standIn, path).meta.pagingInfo.total).toBe(2);
    standIn.setSwitch('usageWithoutDates', 'latest-each');
    expect(askList(standIn, path).meta.pagingInfo.total).toBe(3);
  });

  it.each([
    ['fromDate=2026-10-01&toDate=2026-10-31', 200],
    ['fromDate=2026-10-01&toDate=2026-11-01', 400],
    ['fromDate=2026-11-02&toDate=2026-11-01', 400],
    ['fromDate=soon', 400],
  ])('%s answers %i', (query, status) => {
    expect(ask(standIn, 'GET', `${path}?${query}`).status).toBe(status);
  });

  it('a counter is rewritten, the others stay', () => {
    standIn.live.setUsage({
      companyUid: ALPHA,
      locationUid: uid(12),
      day: '2026-11-01',
      counters: { ManagedServerAgents: 9 },
    });
    const filter = [{ property: 'locationUid', operation: 'equals', value: uid(12) }];
    const { data } = askList(standIn, `${path}?${queryOf({ filter })}`);
    expect(data[0]?.['counters']).toEqual([
      { type: 'CloudTotalUsage', value: 17_683_185_664 },
      { type: 'ManagedServerAgents', value: 9 },
    ]);
  });
});

describe('logs and lists with parameters of their own', () => {
  const standIn = new VspcStandIn(exampleVspcData(), new ManualClock());

  it('the activity log is newest first, or oldest first when asked', () => {
    const messages = (query: string) =>
      askList(standIn, `/eventLogs/activityLogs?${query}`).data.map(({ message }) => message);
    expect(messages('from=2026-11-01T00:00:00Z')[2]).toBe('Job 0 started');
    expect(messages('dateSortingDirection=ascending&limit=1')).toEqual(['Job 0 started']);
    expect(messages('activityLogKind=External')).toEqual(['Job 2 started']);
    expect(messages('to=2026-11-01T11:00:00%2B01:00')).toEqual(['Job 0 started']);
    expect(ask(standIn, 'GET', '/eventLogs/activityLogs?filter=[]').status).toBe(400);
  });

  it('protected objects of Microsoft 365 are ordered and filtered by name and type', () => {
    const names = (query: string) =>
      askList(standIn, `/protectedWorkloads/vb365ProtectedObjects?${query}`).data.map(({ name }) => name);
    expect(names('orderBy=name&orderDirection=descending')).toEqual(['Jo', 'Board', 'Anna']);
    expect(names('objectTypeFilter=Group&objectTypeFilter=Site')).toEqual(['Board']);
    expect(names('objectNameFilter=an')).toEqual(['Anna']);
    expect(ask(standIn, 'GET', '/protectedWorkloads/vb365ProtectedObjects?objectTypeFilter=Cat').status).toBe(400);
  });

  it('the heatmap needs both ends and counts sessions', () => {
    const path = '/infrastructure/jobSessionHeatmap/';
    expect(ask(standIn, 'GET', `${path}?from=2026-11-01T00:00:00Z`).status).toBe(400);
    expect(ask(standIn, 'GET', `${path}?from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z`).body).toMatchObject({
      data: { successJobsCount: 1, dataPerDays: [{ date: '2026-11-01T01:00:00.0000000+01:00' }] },
    });
  });

  it('licence usage is narrowed by server and organization', () => {
    const count = (query: string) => askList(standIn, `/licensing/usage/organizations?${query}`).data.length;
    expect(count(`serverUid=${SERVER}&serverType=BackupAndReplication`)).toBe(1);
    expect(count('serverType=VB365')).toBe(0);
    expect(count(`organizationUid=${BETA}`)).toBe(0);
  });
});
