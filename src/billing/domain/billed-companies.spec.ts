import type { CwCompanyId, VspcCompanyUid } from '../../kernel/ids';
import type { CompanyLink } from '../../mapping/domain/company-link';
import { agreement, BillingWorld, company, LINE } from '../../../test/support/billing-world';
import { groupCompanies } from './billed-companies';
import { listCarryingAgreements } from './carrying-agreements';

function link(uid: string, cwId: number, more: Partial<CompanyLink> = {}): CompanyLink {
  return {
    connection: 'main',
    uid: uid as VspcCompanyUid,
    name: uid,
    resellerUid: null,
    state: 'linked',
    grade: 'external-id',
    score: 1,
    reasons: [],
    connectwise: { id: cwId as CwCompanyId, identifier: `C${cwId}`, name: `Company ${cwId}` },
    itglue: null,
    health: 'ok',
    suspended: [],
    candidates: [],
    linkedAt: '2026-11-02T23:30:00Z',
    ignoredAt: null,
    ...more,
  };
}

const BY = { trusted: ['pinned', 'external-id'], pinnedAgreements: new Map([['main/a', { default: 55 }]]) } as const;

describe('groupCompanies', () => {
  it.each<[sentence: string, more: Partial<CompanyLink>, expected: object | undefined]>([
    ['not linked', { state: 'suggested' }, undefined],
    ['linked to no ConnectWise company', { connectwise: null }, undefined],
    ['linked since nobody knows when', { linkedAt: null }, undefined],
    ['healthy', {}, { standing: 'active', isTrusted: true, linkedOn: '2026-11-02', agreements: { default: 55 } }],
    ['linked by name', { grade: 'exact-name' }, { standing: 'active', isTrusted: false, grade: 'exact-name' }],
    ['linked by nothing that is known', { grade: null }, { isTrusted: false, grade: 'nothing' }],
    ['switched off by its pin', { suspended: ['billing'] }, { standing: 'off' }],
    ['renamed', { health: 'renamed' }, { standing: 'active' }],
    ['inactive', { health: 'inactive', suspended: ['billing'] }, { standing: 'stopped', health: 'inactive' }],
  ])('a VSPC company that is %s', (_sentence, more, expected) => {
    const member = groupCompanies([link('a', 250, more)], BY)[0]?.members[0];
    if (expected) expect(member).toMatchObject(expected);
    else expect(member).toBeUndefined();
  });

  it('puts those of one ConnectWise company together, in the order of their keys', () => {
    const grouped = groupCompanies([link('c', 300), link('b', 250), link('a', 250)], BY);
    expect(grouped.map(({ id, members }) => [id, members.map(({ uid }) => uid)])).toEqual([
      [250, ['a', 'b']],
      [300, ['c']],
    ]);
    expect(grouped[0]!.members.map(({ agreements }) => agreements)).toEqual([{ default: 55 }, {}]);
  });
});

describe('listCarryingAgreements', () => {
  it('names each agreement once that a line of a billed company reaches', () => {
    const world = new BillingWorld().addCompany(250).addCompany(251).addCompany(252);
    world.lines = [LINE, { ...LINE, name: 'more' }, { ...LINE, name: 'other', agreement: { type: 'Another' } }];
    world.companies = [company(250), company(251, [{ standing: 'off' }]), company(252)];
    world.agreements = [agreement(250), agreement(251), agreement(252), agreement(252, { id: 7 })];
    expect(listCarryingAgreements(world.observation())).toEqual([1250]);
  });
});
