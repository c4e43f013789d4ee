import { vspcCompanyUid } from '../kernel/ids';
import type { VspcM365Job, VspcM365Organization } from '../vspc/m365-endpoints';
import type { VspcWorkload } from '../vspc/workload-endpoints';
import { pageMicrosoft365, type Microsoft365Sources } from './page-microsoft365';

const ALPHA = vspcCompanyUid('alpha');
const LAST = new Date('2026-11-01T22:00:00Z');

function tenant(uid: string, change: Partial<VspcM365Organization> = {}): VspcM365Organization {
  const name = `${uid}.example.com`;
  return { uid, name, mappedOrganizationUid: ALPHA, lastBackupTime: LAST, ...change } as VspcM365Organization;
}

function protectedObject(key: string, mode: string, change: Partial<VspcWorkload> = {}): VspcWorkload {
  return {
    kind: 'm365',
    key,
    mode,
    reference: key,
    organizationUid: ALPHA,
    backupBytes: 10,
    ...change,
  } as VspcWorkload;
}

function rowsOf(change: Partial<Microsoft365Sources>) {
  return pageMicrosoft365({ tenants: [tenant('t1')], jobs: [], objects: [], ...change }).get('alpha');
}

describe('Microsoft 365 on a page', () => {
  it('counts users, sites and teams once, however many repositories protect them', () => {
    const objects = [
      protectedObject('u1 r1', 'User', { reference: 'u1' }),
      protectedObject('u1 r2', 'User', { reference: 'u1' }),
      protectedObject('u2', 'User', { reference: null }),
      protectedObject('s1', 'Site'),
      protectedObject('g1', 'Teams'),
      protectedObject('x', 'User', { organizationUid: vspcCompanyUid('beta') }),
    ];
    expect(rowsOf({ objects })).toEqual([
      {
        key: 't1',
        name: 't1.example.com',
        protectedUsers: 2,
        protectedSites: 1,
        protectedTeams: 1,
        usedBytes: 50,
        lastSuccessAt: LAST,
      },
    ]);
  });

  it('says nothing of a usage that nobody tells', () => {
    expect(rowsOf({ objects: [protectedObject('u1', 'User', { backupBytes: null })] })![0]!.usedBytes).toBeNull();
  });

  it('gives the counts of several tenants in a row of their own, because they are told per company', () => {
    const rows = rowsOf({ tenants: [tenant('t1'), tenant('t2')], objects: [protectedObject('u1', 'User')] })!;
    expect(rows.map(({ name, protectedUsers }) => [name, protectedUsers])).toEqual([
      ['t1.example.com', null],
      ['t2.example.com', null],
      ['All tenants together', 1],
    ]);
  });

  it('knows whose a tenant is by its mapping, else by its jobs, else not at all', () => {
    const jobs = [{ m365OrganizationUid: 't1', organizationUid: ALPHA } as VspcM365Job];
    const unmapped = tenant('t1', { mappedOrganizationUid: null });
    expect(rowsOf({ tenants: [unmapped], jobs })).toHaveLength(1);
    expect(rowsOf({ tenants: [unmapped] })).toBeUndefined();
  });
});
