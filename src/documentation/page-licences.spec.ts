import { vspcCompanyUid } from '../kernel/ids';
import type { VspcLicenseUsage } from '../vspc/licence-endpoints';
import { pageLicences } from './page-licences';

function usage(organization: string, ...servers: readonly (readonly [string, number | null])[][]): VspcLicenseUsage {
  return {
    organizationUid: vspcCompanyUid(organization),
    servers: servers.map((workloads) => ({
      workloads: workloads.map(([description, usedCount]) => ({ description, usedCount })),
    })),
  } as unknown as VspcLicenseUsage;
}

describe('licences of a page', () => {
  it('are the sum over all servers of a company, by kind of workload and in the order of their names', () => {
    const licences = pageLicences([
      usage(
        'alpha',
        [
          ['Servers', 2],
          ['Agents', 1],
        ],
        [['Servers', 3]],
      ),
      usage('beta', [['Servers', 7]]),
    ]);
    expect(licences.get('alpha')).toEqual([
      { name: 'Agents', used: 1 },
      { name: 'Servers', used: 5 },
    ]);
    expect(licences.get('beta')).toEqual([{ name: 'Servers', used: 7 }]);
  });

  it('leave out what nobody uses, and what is not told', () => {
    expect(
      pageLicences([
        usage('alpha', [
          ['Servers', 0],
          ['Agents', null],
        ]),
      ]).get('alpha'),
    ).toEqual([]);
  });
});
