import { vspcCompanyUid } from '../kernel/ids';
import type { VspcRepository, VspcRepositoryInfo } from '../vspc/server-endpoints';
import { backupServer } from '../../test/support/vspc-rows';
import { pageStorage, type StorageSources } from './page-storage';

const ALPHA = vspcCompanyUid('alpha');

function repository(uid: string, serverUid: string, info: Partial<VspcRepositoryInfo> = {}): VspcRepository {
  return {
    uid,
    name: `Repository ${uid}`,
    backupServerUid: serverUid,
    info: {
      parentRepositoryUid: null,
      capacityBytes: 100,
      freeBytes: 60,
      usedBytes: 40,
      backupBytes: 30,
      isImmutable: null,
      type: 'WinLocal',
      status: 'Healthy',
      isCloud: false,
      path: null,
      hostName: null,
      ...info,
    },
  };
}

function storageOf(change: Partial<StorageSources>) {
  return (
    pageStorage({
      companies: { names: new Map([['alpha', 'Alpha']]), providerName: 'Provider' },
      servers: new Map([
        ['s1', backupServer()],
        ['h1', backupServer({ uid: 'h1', role: 'Hosted' })],
      ]),
      repositories: [],
      cloudQuotas: [],
      hostedQuotas: [],
      ...change,
    }).get('alpha') ?? []
  );
}

describe('storage of a page', () => {
  it('are repositories on own servers, and not the provider’s', () => {
    expect(
      storageOf({ repositories: [repository('r1', 's1'), repository('r2', 'h1'), repository('r3', 'gone')] }),
    ).toEqual([{ key: 'r1', name: 'Repository r1', kind: 'Repository', usedBytes: 40, totalBytes: 100 }]);
  });

  it('does not count an extent beside its scale-out repository', () => {
    const repositories = [repository('r1', 's1'), repository('r2', 's1', { parentRepositoryUid: 'r1' })];
    expect(storageOf({ repositories })).toHaveLength(1);
  });

  it('goes by the size of backups where the storage tells no usage, and tells no capacity that there is not', () => {
    const [storage] = storageOf({ repositories: [repository('r1', 's1', { usedBytes: null, capacityBytes: null })] });
    expect(storage).toMatchObject({ usedBytes: 30, totalBytes: null });
  });

  it('are the quotas on the provider’s storage, by its name', () => {
    const quota = { companyUid: ALPHA, repositoryUid: 'r2', storageQuotaBytes: 500 };
    const cloud = { ...quota, uid: 'q1', tenantUid: null, siteUid: null, usedBytes: 200 };
    const rows = storageOf({
      repositories: [repository('r2', 'h1')],
      cloudQuotas: [cloud, { ...cloud, uid: 'q2', companyUid: null }],
      hostedQuotas: [{ ...quota, uid: 'q3', repositoryUid: 'unknown' }],
    });
    expect(rows).toEqual([
      { key: 'q1', name: 'Repository r2', kind: 'Cloud Connect quota', usedBytes: 200, totalBytes: 500 },
      { key: 'q3', name: 'Cloud repository', kind: 'Hosted repository quota', usedBytes: null, totalBytes: 500 },
    ]);
  });
});
