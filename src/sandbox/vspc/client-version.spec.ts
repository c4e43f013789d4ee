import { ManualClock } from '../../../test/support/manual-clock';
import { ask, askList, exampleVspcData, queryOf } from '../../../test/support/vspc-example';
import { ALPHA, JOB, uid } from '../../../test/support/vspc-example-uids';
import type { VspcRelease } from './rest-version';
import { VspcStandIn } from './vspc-stand-in';

const JOBS = '/infrastructure/backupServers/jobs';
const BY_UID = queryOf({ sort: [{ property: 'instanceUid' }, { property: 'name' }] });

function standIn(release: VspcRelease): VspcStandIn {
  const data = exampleVspcData();
  data.server.release = release;
  return new VspcStandIn(data, new ManualClock());
}

const as = (version: string) => ({ headers: { 'x-client-version': version } });

describe('X-Client-Version', () => {
  it.each<[VspcRelease, string, number]>([
    ['9.2', '3.6.2', 200],
    ['9.2', '3.6.1', 200],
    ['9.1', '3.6.2', 400],
    ['9.1', '3.6.1', 200],
    ['9.1', '3.5.1', 200],
    ['9.1', '3.4', 400],
    ['9.0', '3.4', 200],
    ['9.0', '3.6.1', 400],
    ['8.1', '3.5.1', 200],
    ['8.1', '3.6', 400],
    ['8.0', '3.5.1', 400],
    ['8.0', '3.4', 200],
    ['7.0', '3.3', 200],
    ['6.0', '3.3', 400],
    ['9.1', 'latest', 400],
  ])('VSPC %s asked for %s answers %i', (release, version, status) => {
    const reply = ask(standIn(release), 'GET', '/about', as(version));
    expect(reply.status).toBe(status);
    if (status === 400) {
      expect(reply.body).toMatchObject({ error: { code: 'UnsupportedApiVersion', innerError: null } });
    }
  });

  it('the login is refused the same way', () => {
    const headers = { 'x-client-version': '3.4', 'content-type': 'application/x-www-form-urlencoded' };
    const reply = ask(standIn('9.1'), 'POST', '/token', { headers, body: 'grant_type=password' });
    expect(reply).toMatchObject({ status: 400, body: { error: { code: 'UnsupportedApiVersion' } } });
  });

  it.each<[VspcRelease, RegExp]>([
    ['6.0', /^6\.0\./],
    ['8.1', /^8\.1\./],
    ['9.1', /^9\.1\./],
    ['9.2', /^9\.2\./],
  ])('without a header VSPC %s still tells its build', (release, build) => {
    const { data } = ask(standIn(release), 'GET', '/about').body as { data: { serverVersion: string } };
    expect(data.serverVersion).toMatch(build);
  });

  it('the schedule came with 3.6.1, uniqueUid with 3.5.1', () => {
    const first = (release: VspcRelease, version: string) =>
      askList(standIn(release), `${JOBS}?${BY_UID}`, as(version)).data[0];
    expect(first('9.1', '3.6.1')).toMatchObject({ uniqueUid: JOB, schedule: { startDateTime: null } });
    expect(first('9.1', '3.6')).not.toHaveProperty('schedule');
    expect(first('8.1', '3.5.1')).toHaveProperty('uniqueUid');
    expect(first('8.0', '3.4')).not.toHaveProperty('uniqueUid');
  });

  it('in 3.5 alone instanceUid is the id of VSPC', () => {
    const uids = (version: string) =>
      askList(standIn('8.1'), `${JOBS}?${BY_UID}`, as(version)).data.map(({ instanceUid }) => instanceUid);
    expect(uids('3.5')).toEqual([JOB, uid(31), uid(32)]);
    expect(uids('3.5.1')).toEqual([uid(60), uid(60), uid(62)]);
    expect(uids('3.4')).toEqual([uid(60), uid(60), uid(62)]);
  });

  it('an enum value that the version cannot know is Unknown with the header, raw without', () => {
    const typeOf = (question = {}) =>
      askList(standIn('9.1'), `${JOBS}?${BY_UID}`, question).data.map(({ type }) => type);
    expect(typeOf(as('3.6'))).toEqual(['BackupVm', 'Unknown', 'BackupToTape']);
    expect(typeOf(as('3.6.1'))).toEqual(['BackupVm', 'SobrMaintenance', 'BackupToTape']);
    expect(typeOf()).toEqual(['BackupVm', 'SobrMaintenance', 'BackupToTape']);
  });

  it('a value of the future is Unknown to every version, raw without', () => {
    const subject = standIn('9.2');
    subject.live.change('backupServers', 'instanceUid', uid(20), { status: 'Dreaming' });
    const path = `/infrastructure/backupServers/${uid(20)}`;
    expect(ask(subject, 'GET', path, as('3.6.2')).body).toMatchObject({ data: { status: 'Unknown' } });
    expect(ask(subject, 'GET', path).body).toMatchObject({ data: { status: 'Dreaming' } });
  });

  it.each<[string, VspcRelease, number]>([
    ['/infrastructure/sites/tenants/backupResources/usage', '9.1', 200],
    ['/infrastructure/sites/tenants/backupResources/usage', '8.1', 400],
    ['/organizations/companies/sites/backupResources/usage', '8.1', 200],
    ['/organizations/companies/sites/backupResources/usage', '9.1', 400],
    ['/plugins/', '8.1', 400],
  ])('%s on VSPC %s answers %i', (path, release, status) => {
    expect(ask(standIn(release), 'GET', path).status).toBe(status);
  });

  it('companies were flat before 3.6', () => {
    const path = `/organizations/companies/${ALPHA}`;
    expect(ask(standIn('8.1'), 'GET', path).body).toMatchObject({
      data: {
        permissions: [],
        companyServices: { isBackupAgentManagementEnabled: true, backupAgentWorkstationQuota: 10 },
      },
    });
    expect(ask(standIn('9.0'), 'GET', path).body).toMatchObject({
      data: { companyServices: { remoteServices: { backupAgentsManagement: { workstationAgentsQuota: 10 } } } },
    });
  });

  it('a tenant named its server before 3.6, its site and company since', () => {
    const tenant = (release: VspcRelease) => askList(standIn(release), '/infrastructure/sites/tenants').data[0];
    expect(tenant('8.1')).toMatchObject({ backupServerUid: uid(44) });
    expect(tenant('8.1')).not.toHaveProperty('assignedForCompany');
    expect(tenant('9.0')).toMatchObject({ siteUid: uid(43), assignedForCompany: uid(11) });
  });

  it('the password of an owner is never told', () => {
    expect(JSON.stringify(ask(standIn('9.1'), 'GET', '/organizations/companies').body)).not.toContain('never shown');
  });

  it('an idle policy was None before 3.6', () => {
    const path = '/infrastructure/backupServers/publicCloud/policies/virtualMachines';
    expect(askList(standIn('9.1'), path).data[0]).toMatchObject({ status: 'Idle' });
    expect(askList(standIn('9.1'), path, as('3.5.1')).data[0]).toMatchObject({ status: 'None' });
  });

  it('UNCERTAIN, by switch: fields do not follow the header', () => {
    const subject = standIn('9.1');
    subject.setSwitch('modelFollowsHeader', false);
    expect(askList(subject, `${JOBS}?${BY_UID}`, as('3.5.1')).data[0]).toHaveProperty('schedule');
  });
});
