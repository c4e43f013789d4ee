import { describeQuota, describeRepository } from './describe-capacity';

const GIB = 2 ** 30;

function repository(capacityBytes: number | null, freeBytes: number | null) {
  const info = {
    parentRepositoryUid: null,
    capacityBytes,
    freeBytes,
    usedBytes: null,
    backupBytes: null,
    isImmutable: null,
    type: 'Windows',
    status: 'Healthy',
    isCloud: false,
    path: null,
    hostName: null,
  };
  return { uid: 'r1', name: 'Main', backupServerUid: null, info };
}

function resource(storageQuotaBytes: number | null, usedBytes: number | null) {
  return {
    uid: 'q',
    companyUid: null,
    tenantUid: null,
    siteUid: null,
    repositoryUid: null,
    storageQuotaBytes,
    usedBytes,
  };
}

describe('the space that is left', () => {
  it.each([
    ['of a repository', repository(100 * GIB, 4.5 * GIB), 'Repository Main: 4.5 GiB of 100.0 GiB free (4 %).'],
    ['of object storage is not told', repository(null, null), ''],
    ['of a repository without a size is not told', repository(0, 0), ''],
    ['of one that nothing is known of is not told', { ...repository(1, 1), info: null }, ''],
  ])('%s', (_sentence, shown, expected) => {
    expect(describeRepository(shown)).toBe(expected);
  });

  it('of a company is the sum of its quotas', () => {
    const quotas = [resource(100 * GIB, 90 * GIB), resource(100 * GIB, null), resource(null, 5)];
    expect(describeQuota(quotas)).toBe('Cloud storage: 90.0 GiB of 200.0 GiB used (45 %).');
    expect(describeQuota([resource(null, 5)])).toBe('');
  });
});
