import { pageBilling } from './page-billing';

type Line = Parameters<typeof pageBilling>[0][number];

function line(change: Partial<Line> = {}): Line {
  return {
    companyId: 250,
    line: 'server-agents',
    writtenPeriod: '2026-11',
    writtenQuantity: '6',
    cancelledOn: null,
    agreementId: 55,
    ...change,
  } as Line;
}

const PRODUCTS = new Map([['server-agents', 'VEEAM-SRV']]);

describe('billed quantities of a page', () => {
  it('are what the bridge last wrote, with the product of the line', () => {
    expect(pageBilling([line()], PRODUCTS).get(250)).toEqual([
      { period: '2026-11', line: 'server-agents', product: 'VEEAM-SRV', quantity: '6', agreement: '#55' },
    ]);
  });

  it('are the lines of one ConnectWise company, a line that is no longer in the file included', () => {
    const billed = pageBilling([line(), line({ line: 'gone' }), line({ companyId: 251 })], PRODUCTS);
    expect(billed.get(250)!.map(({ line: name, product }) => [name, product])).toEqual([
      ['server-agents', 'VEEAM-SRV'],
      ['gone', ''],
    ]);
    expect(billed.get(251)).toHaveLength(1);
  });

  it.each([
    ['never written', { writtenPeriod: null }],
    ['without a quantity', { writtenQuantity: null }],
    ['cancelled', { cancelledOn: '2026-11-01' }],
  ] as const)('are not lines %s', (_sentence, change) => {
    expect(pageBilling([line(change)], PRODUCTS).size).toBe(0);
  });
});
