import {
  applied,
  changesOf,
  cw,
  CW_SOURCE,
  decision,
  itg,
  ITG_SOURCE,
  linksAfter,
  observed,
  pin,
  rowOf,
  SETTINGS,
  vspc,
  VSPC_SOURCE,
} from '../../../test/support/mapping-world';
import { cwCompanyId, itgOrganizationId } from '../../kernel/ids';
import type { CompanyLink } from './company-link';
import type { CompanyPin, ResellerPin } from './company-pins';
import type { CwCompanyFact, MappingObservation } from './mapping-observation';
import { planMapping } from './plan-mapping';

const ALPHA = vspc('a', 'Quorella Dental', { externalId: '250' });
const CW_ALPHA = cw(250, 'Quorella Dental', { website: 'https://www.quorella.example/' });
const LINKED = applied(
  observed({ vspc: [ALPHA], connectwise: [CW_ALPHA], itglue: [itg('4711', 'Quorella', { psaIds: ['250'] })] }),
);
const ALL = ['billing', 'documentation', 'tickets'];

/** The row of Alpha after one more pass over a changed world. */
function after(more: Partial<MappingObservation>): CompanyLink {
  return rowOf(applied({ ...LINKED, ...more }), 'a');
}

function withCw(more: Partial<CwCompanyFact>, ...others: CwCompanyFact[]): Partial<MappingObservation> {
  return { connectwise: [{ ...CW_ALPHA, ...more }, ...others] };
}

function withPin(more: Partial<CompanyPin>): Partial<MappingObservation> {
  return { settings: { ...SETTINGS, companies: [pin('a', more)] } };
}

describe('a link and its health', () => {
  it('is made with its reasons, its organization and the day from which it counts', () => {
    expect(rowOf(LINKED, 'a')).toMatchObject({
      state: 'linked',
      grade: 'external-id',
      health: 'ok',
      connectwise: { id: 250 },
      itglue: { id: '4711' },
      linkedAt: '2026-11-02T08:00:00.000Z',
      reasons: ["VSPC's company ID is the record id 250"],
    });
  });

  it.each<[string, Partial<MappingObservation>, object]>([
    [
      'a new name in VSPC changes only the shown name',
      { vspc: [{ ...ALPHA, name: 'Quorella Clinics' }] },
      { name: 'Quorella Clinics', health: 'renamed', suspended: [] },
    ],
    [
      'a new name in ConnectWise likewise',
      withCw({ name: 'Quorella Clinics' }),
      { connectwise: { name: 'Quorella Clinics' }, health: 'renamed', suspended: [] },
    ],
    ['an inactive company stops billing', withCw({ inactive: true }), { health: 'inactive', suspended: ['billing'] }],
    [
      'a deleted company stops everything',
      withCw({ deleted: true }),
      { state: 'linked', health: 'deleted', suspended: ALL, connectwise: { id: 250 } },
    ],
    ['a company that one list does not show stays as it is', { connectwise: [] }, { health: 'ok', suspended: [] }],
    [
      'a company that two lists do not show is deleted',
      { connectwise: [], goneConnectwise: new Set([250]) },
      { health: 'deleted', suspended: ALL },
    ],
    [
      'merged, by the website',
      withCw({ deleted: true }, cw(251, 'Velmora', { website: 'quorella.example/contact' })),
      { health: 'merged', suspended: ALL, candidates: [{ connectwise: { id: 251 } }] },
    ],
    [
      'merged, by the name',
      withCw({ deleted: true }, cw(251, 'QUORELLA dental')),
      { health: 'merged', candidates: [{ connectwise: { id: 251 } }] },
    ],
    [
      'merged, by the organization of IT Glue',
      { ...withCw({ deleted: true }, cw(251, 'Velmora')), itglue: [itg('4711', 'Q', { psaIds: ['251', 'x'] })] },
      { health: 'merged', candidates: [{ connectwise: { id: 251 } }] },
    ],
    [
      "merged, by VSPC's companyId",
      { ...withCw({ deleted: true }, cw(251, 'Velmora')), vspc: [{ ...ALPHA, externalId: '251' }] },
      { health: 'merged', candidates: [{ connectwise: { id: 251 } }] },
    ],
    [
      'two that could be the survivor are none',
      withCw({ deleted: true }, cw(251, 'Quorella Dental'), cw(252, 'Quorella Dental')),
      { health: 'deleted', candidates: [] },
    ],
    [
      'another companyId contradicts and stops everything',
      { ...withCw({}, cw(251, 'Velmora')), vspc: [{ ...ALPHA, externalId: '251' }] },
      { health: 'conflict', suspended: ALL, connectwise: { id: 250 }, candidates: [{ connectwise: { id: 251 } }] },
    ],
    ['gone from VSPC after one list changes nothing', { vspc: [] }, { health: 'ok', suspended: [] }],
    [
      'gone from VSPC after two lists stops everything and undoes nothing',
      { vspc: [], goneVspc: new Set(['main/a']) },
      { state: 'linked', health: 'missing', suspended: ALL, connectwise: { id: 250 } },
    ],
    [
      'a stream that the file switches off is suspended',
      withPin({ streamsOff: ['billing'] }),
      { health: 'ok', suspended: ['billing'] },
    ],
    ['an organization that one list does not show stays', { itglue: [] }, { itglue: { id: '4711' }, suspended: [] }],
    [
      'an organization that is gone stops documentation',
      { itglue: [], goneItglue: new Set(['4711']) },
      {
        itglue: { id: '4711' },
        health: 'ok',
        suspended: ['documentation'],
        notes: ['IT Glue has no organization 4711: documentation waits'],
      },
    ],
    ['a renamed organization', { itglue: [itg('4711', 'New sign')] }, { itglue: { id: '4711', name: 'New sign' } }],
  ])('%s', (_sentence, more, expected) => {
    expect(after(more)).toMatchObject(expected);
  });

  it('is well again when the reason is over', () => {
    const inactive = applied({ ...LINKED, ...withCw({ inactive: true }) });
    expect(rowOf(applied({ ...inactive, connectwise: [CW_ALPHA] }), 'a')).toMatchObject({
      health: 'ok',
      suspended: [],
    });
  });

  it('upgrades a link by name when VSPC names the same company by id', () => {
    const byName = applied(observed({ vspc: [{ ...ALPHA, externalId: null }], connectwise: [CW_ALPHA] }));
    expect(rowOf(byName, 'a').grade).toBe('exact-name');
    expect(rowOf(applied({ ...byName, vspc: [ALPHA] }), 'a')).toMatchObject({
      grade: 'external-id',
      linkedAt: '2026-11-02T08:00:00.000Z',
    });
  });

  it.each<[string, Partial<MappingObservation>, string]>([
    ['deleted', withCw({ deleted: true }), 'took its place: vspc-bridge companies link vspc:main/a cw:ID'],
    ['inactive', withCw({ inactive: true }), 'if it has left, run: vspc-bridge companies ignore vspc:main/a'],
    ['merged', withCw({ deleted: true }, cw(251, 'Quorella Dental')), 'vspc-bridge companies link vspc:main/a cw:251'],
    [
      'conflict',
      { ...withCw({}, cw(251, 'Velmora')), vspc: [{ ...ALPHA, externalId: '251' }] },
      'cw:251, or: vspc-bridge companies link vspc:main/a cw:250',
    ],
    ['missing', { vspc: [], goneVspc: new Set(['main/a']) }, 'vspc-bridge companies ignore vspc:main/a'],
    ['organization gone', { itglue: [], goneItglue: new Set(['4711']) }, '--itglue ID'],
    [
      'a pinned company',
      { ...withPin({ connectwise: { id: 250 } }), ...withCw({ inactive: true }) },
      'mappings/companies.yaml, line 7',
    ],
  ])('tells a person what decides it: %s', (_sentence, more, hint) => {
    const problems = planMapping({ ...LINKED, ...more }).problems;
    expect(problems.map((problem) => problem.hint)).toEqual([expect.stringContaining(hint)]);
  });
});

describe('organizations', () => {
  it.each<[string, Partial<MappingObservation>, object]>([
    [
      'a pin names it',
      { ...withPin({ itglueId: '5' }), itglue: [itg('5', 'Five')] },
      { itglue: { id: '5', name: 'Five' } },
    ],
    [
      'a person names it',
      {
        decisions: [decision('a', 'confirmed', { connectwiseId: cwCompanyId(250), itglueId: itgOrganizationId('5') })],
        itglue: [itg('5', 'Five')],
      },
      { itglue: { id: '5' } },
    ],
    [
      'a pin names one that IT Glue does not have',
      withPin({ itglueId: '6' }),
      { itglue: null, suspended: ['documentation'] },
    ],
    [
      'a pin names one while IT Glue cannot be read',
      { ...withPin({ itglueId: '6' }), completeSources: new Set([VSPC_SOURCE, CW_SOURCE]) },
      { itglue: null, suspended: [] },
    ],
  ])('%s', (_sentence, more, expected) => {
    expect(after(more)).toMatchObject(expected);
  });

  it('is not guessed from a list that was read in part', () => {
    const half = observed({
      vspc: [ALPHA],
      connectwise: [CW_ALPHA],
      itglue: LINKED.itglue,
      completeSources: new Set([VSPC_SOURCE, CW_SOURCE]),
    });
    expect(rowOf(applied(half), 'a')).toMatchObject({ state: 'linked', itglue: null });
  });

  it('by name is a note, not a link', () => {
    const world = applied(observed({ vspc: [ALPHA], connectwise: [CW_ALPHA], itglue: [itg('8', 'Quorella Dental')] }));
    expect(rowOf(world, 'a')).toMatchObject({ itglue: null, notes: ['IT Glue suggests 8: it has the same name'] });
  });

  it('is not asked for where IT Glue is not configured', () => {
    const world = observed({ vspc: [ALPHA], connectwise: [CW_ALPHA], itglueSource: null });
    expect(changesOf(planMapping(world))[0]?.sources).toEqual([VSPC_SOURCE, CW_SOURCE]);
  });

  it('does not follow a link to another company', () => {
    const moved = { ...LINKED, connectwise: [CW_ALPHA, cw(251, 'Velmora')], itglue: LINKED.itglue };
    const world = {
      ...moved,
      decisions: [decision('a', 'confirmed', { connectwiseId: cwCompanyId(251) })],
      now: new Date('2026-12-01T00:00:00Z'),
    };
    expect(rowOf(applied(world), 'a')).toMatchObject({
      connectwise: { id: 251 },
      itglue: null,
      linkedAt: '2026-12-01T00:00:00.000Z',
    });
  });
});

describe('what people decide', () => {
  it.each<[string, Partial<MappingObservation>, object, object]>([
    [
      'confirmed',
      {
        decisions: [decision('a', 'confirmed', { connectwiseId: cwCompanyId(251) })],
        connectwise: [CW_ALPHA, cw(251, 'V')],
      },
      { state: 'linked', grade: 'confirmed' },
      { action: 'link', approved: true },
    ],
    [
      'ignored',
      { decisions: [decision('a', 'ignored', { reason: 'left' })] },
      { state: 'ignored', reasons: ['left'], connectwise: null, itglue: { id: '4711' } },
      { action: 'ignore', approved: true },
    ],
    [
      'unlinked',
      { decisions: [decision('a', 'unlinked')] },
      { state: 'unlinked', reasons: ['unlinked by an operator'] },
      { action: 'suspend', changeClass: 'destructive', approved: true },
    ],
    [
      'ignored in the file',
      withPin({ ignoreReason: 'lab' }),
      { state: 'ignored', reasons: ['lab'] },
      { action: 'ignore', approved: false },
    ],
    [
      'pinned to nothing',
      withPin({ connectwise: { id: 9 } }),
      { state: 'conflict', connectwise: { id: 250 }, linkedAt: '2026-11-02T08:00:00.000Z' },
      { action: 'conflict', inferredFromAbsence: true },
    ],
    [
      'pinned to a deleted company',
      { ...withPin({ connectwise: { id: 251 } }), connectwise: [CW_ALPHA, cw(251, 'V', { deleted: true })] },
      { state: 'linked', health: 'merged', suspended: ALL },
      { action: 'link' },
    ],
    [
      'ignored after it left VSPC',
      { vspc: [], goneVspc: new Set(['main/a']), decisions: [decision('a', 'ignored')] },
      { state: 'ignored', reasons: ['no reason given'] },
      { action: 'ignore' },
    ],
    [
      'ignored in the file after it left VSPC',
      { vspc: [], ...withPin({ ignoreReason: 'gone' }) },
      { state: 'ignored', reasons: ['gone'] },
      { action: 'ignore' },
    ],
    [
      'unlinked after it left VSPC',
      { vspc: [], decisions: [decision('a', 'unlinked')] },
      { state: 'unlinked' },
      { action: 'suspend' },
    ],
  ])('%s', (_sentence, more, row, change) => {
    expect(after(more)).toMatchObject(row);
    expect(changesOf(planMapping({ ...LINKED, ...more }))).toMatchObject([change]);
  });

  it('keeps the day of the link when a mended pin leads back to it', () => {
    const broken = applied({ ...LINKED, ...withPin({ connectwise: { id: 9 } }) });
    const mended = applied({
      ...broken,
      ...withPin({ connectwise: { id: 250 } }),
      now: new Date('2026-12-01T00:00:00Z'),
    });
    expect(rowOf(mended, 'a')).toMatchObject({
      state: 'linked',
      grade: 'pinned',
      linkedAt: '2026-11-02T08:00:00.000Z',
    });
  });

  it('a pin to nothing of a company that was never linked', () => {
    const world = observed({ vspc: [ALPHA], ...withPin({ connectwise: { identifier: 'NOPE' } }) });
    expect(rowOf(applied(world), 'a')).toMatchObject({ state: 'conflict', connectwise: null });
    expect(planMapping(world).problems[0]?.message).toContain('line 7 to identifier NOPE');
  });

  it('stays ignored since the first day', () => {
    const ignored = applied({ ...LINKED, decisions: [decision('a', 'ignored')] });
    const later = applied({ ...ignored, now: new Date('2026-12-01T00:00:00Z') });
    expect(rowOf(later, 'a').ignoredAt).toBe('2026-11-02T08:00:00.000Z');
  });
});

describe('what is left to decide', () => {
  const twins = { vspc: [vspc('a', 'Quorella')], connectwise: [cw(1, 'Quorella'), cw(2, 'Quorella')] };
  const hidden = { ...SETTINGS, automatic: { ...SETTINGS.automatic, 'exact-name': 'suggest' as const } };

  it.each<[string, Partial<MappingObservation>, object, object]>([
    [
      'two fit',
      twins,
      {
        state: 'suggested',
        reasons: ['more than one company fits'],
        candidates: [{ connectwise: { id: 1 } }, { connectwise: { id: 2 } }],
      },
      { reason: 'not-unique' },
    ],
    [
      'one fits, and the grade only suggests',
      { vspc: [vspc('a', 'Quorella')], connectwise: [cw(1, 'Quorella')], settings: hidden },
      { state: 'suggested', grade: 'exact-name' },
      { reason: 'exact-name' },
    ],
    [
      'nothing fits',
      { vspc: [vspc('a', 'Quorella')] },
      { state: 'unlinked', reasons: ['nothing in ConnectWise fits'] },
      { decision: 'skip', reason: 'no-candidate' },
    ],
  ])('%s', (_sentence, more, row, planned) => {
    expect(rowOf(applied(observed(more)), 'a')).toMatchObject(row);
    expect(planMapping(observed(more)).decisions).toMatchObject([planned]);
  });

  it('stands while ConnectWise is read in part', () => {
    const suggested = applied(observed(twins));
    const half = applied({ ...suggested, connectwise: [], completeSources: new Set([VSPC_SOURCE, ITG_SOURCE]) });
    expect(rowOf(half, 'a')).toEqual(rowOf(suggested, 'a'));
  });

  it.each<[string, Partial<MappingObservation>, object]>([
    ['suggested', twins, { state: 'unlinked', health: 'missing', candidates: [] }],
    ['ignored', { ...twins, decisions: [decision('a', 'ignored')] }, { state: 'ignored' }],
  ])('is no longer asked for when it left VSPC: %s', (_sentence, more, expected) => {
    const before = applied(observed(more));
    expect(rowOf(applied({ ...before, vspc: [], goneVspc: new Set(['main/a']) }), 'a')).toMatchObject(expected);
  });

  it('is a skip while it stands (RULES, Mapping 8)', () => {
    const suggested = applied(observed(twins));
    expect(planMapping(suggested).decisions).toMatchObject([
      { decision: 'skip', transition: null, reason: 'not-unique' },
    ]);
  });
});

it('stays ignored when it left VSPC after its pin did', () => {
  const ignored = applied({ ...LINKED, ...withPin({ ignoreReason: 'lab' }) });
  const left = applied({ ...ignored, settings: SETTINGS, vspc: [], goneVspc: new Set(['main/a']) });
  expect(rowOf(left, 'a')).toMatchObject({ state: 'ignored', health: 'missing', reasons: ['lab'] });
});

describe('resellers', () => {
  const RESELLER = vspc('r', 'Norvenhal Partner', { kind: 'reseller' });
  const CUSTOMER = vspc('c', 'Quorella', { resellerUid: RESELLER.uid });
  const connectwise = [cw(1, 'Quorella'), cw(2, 'Norvenhal Partner'), cw(3, 'Other')];
  const pinned = (customers: ResellerPin['customers'], ref: ResellerPin['connectwise']) => ({
    ...SETTINGS,
    resellers: {
      mode: 'own' as const,
      pins: [
        {
          vspc: { connection: 'main', uid: RESELLER.uid },
          connectwise: ref,
          customers,
          position: { file: 'f', line: 1 },
        },
      ],
    },
  });
  const rollUp = { ...SETTINGS, resellers: { mode: 'roll-up' as const, pins: [] } };

  it.each<[string, Partial<MappingObservation>, object]>([
    [
      'own: the customer is our company',
      { vspc: [RESELLER, CUSTOMER] },
      { connectwise: { id: 1 }, grade: 'exact-name' },
    ],
    [
      'roll-up: the reseller is, found by its name',
      { vspc: [RESELLER, CUSTOMER], settings: rollUp },
      { connectwise: { id: 2 }, grade: 'exact-name' },
    ],
    [
      'roll-up by pin',
      { vspc: [RESELLER, CUSTOMER], settings: pinned('roll-up', { id: 3 }) },
      { connectwise: { id: 3 }, grade: 'pinned' },
    ],
    [
      'own by pin, whatever the others do',
      {
        vspc: [RESELLER, CUSTOMER],
        settings: { ...pinned('own', null), resellers: { ...pinned('own', null).resellers, mode: 'roll-up' } },
      },
      { connectwise: { id: 1 } },
    ],
    [
      'roll-up by pin, although VSPC does not show resellers',
      { vspc: [CUSTOMER], settings: pinned('roll-up', { id: 3 }) },
      { connectwise: { id: 3 } },
    ],
    [
      'roll-up to a reseller that ConnectWise does not know',
      { vspc: [RESELLER, CUSTOMER], settings: rollUp, connectwise: [cw(1, 'Quorella')] },
      { state: 'unlinked', reasons: ['its reseller has no company in ConnectWise yet'] },
    ],
    ['roll-up to a reseller that nobody shows', { vspc: [CUSTOMER], settings: rollUp }, { state: 'unlinked' }],
    [
      'a company without a reseller is nobody’s customer',
      { vspc: [vspc('c', 'Quorella')], settings: rollUp },
      { connectwise: { id: 1 } },
    ],
  ])('%s', (_sentence, more, expected) => {
    expect(rowOf(applied(observed({ connectwise, ...more })), 'c')).toMatchObject(expected);
  });

  it('keeps the link of a customer while its reseller has none', () => {
    const own = applied(observed({ vspc: [RESELLER, CUSTOMER], connectwise }));
    const waiting = applied({ ...own, settings: rollUp, connectwise: [cw(1, 'Quorella')] });
    expect(rowOf(waiting, 'c')).toMatchObject({ state: 'linked', connectwise: { id: 1 } });
  });

  it('a reseller stands in the table only where its customers roll up', () => {
    expect(applied(observed({ vspc: [RESELLER, CUSTOMER], connectwise })).links.map((link) => link.uid)).toEqual(['c']);
    const rolled = applied(observed({ vspc: [RESELLER, CUSTOMER], connectwise, settings: rollUp }));
    expect(rowOf(rolled, 'r')).toMatchObject({ state: 'linked', connectwise: { id: 2 } });
  });
});

describe('several VSPC companies on one ConnectWise company', () => {
  const two = [vspc('a', 'Quorella', { connection: 'main' }), vspc('b', 'Quorella', { connection: 'second' })];
  const connectwise = [cw(1, 'Quorella')];

  it('only by a person: found twice, neither is linked', () => {
    const world = applied(observed({ vspc: two, connectwise }));
    expect(world.links.map((link) => link.state)).toEqual(['suggested', 'suggested']);
  });

  it('a confirmation joins them', () => {
    const joined = [
      decision('a', 'confirmed', { connectwiseId: cwCompanyId(1) }),
      decision('b', 'confirmed', { connection: 'second', connectwiseId: cwCompanyId(1) }),
    ];
    const world = applied(observed({ vspc: two, connectwise, decisions: joined }));
    expect(world.links.map((link) => link.connectwise?.id)).toEqual([1, 1]);
  });

  it('who was there first stays, and the second is suggested', () => {
    const first = applied(observed({ vspc: two.slice(0, 1), connectwise }));
    const both = applied({ ...first, vspc: two });
    expect(both.links.map((link) => link.state)).toEqual(['linked', 'suggested']);
  });
});

it('a change is planned anew until it is made, under the same key', () => {
  const plan = planMapping(observed({ vspc: [ALPHA], connectwise: [CW_ALPHA] }));
  expect(changesOf(plan)).toMatchObject([
    { key: 'mapping/main/a/link', changeClass: 'additive', before: null, inferredFromAbsence: true },
  ]);
  expect(linksAfter(plan, [])).toHaveLength(1);
});
