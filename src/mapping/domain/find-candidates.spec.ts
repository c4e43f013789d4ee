import { applied, cw, observed, rowOf, SETTINGS, vspc } from '../../../test/support/mapping-world';
import { cwCompanyId, vspcCompanyUid } from '../../kernel/ids';
import { isActiveFor, type CompanyLink } from './company-link';
import { describeRef, type CompaniesMapping } from './company-pins';
import { findCandidates, findDeletedTarget } from './find-candidates';
import { indexConnectwise } from './index-connectwise';
import { NameIndex } from './name-index';
import { parseCompanyName } from './parse-name';
import { anyoneRollsUp } from './roll-up';

const COMPANIES = [
  cw(250, 'Quorella Dental', { identifier: 'QUO-DEN' }),
  cw(251, 'Velmora Foods', { identifier: 'VELMORA' }),
  cw(252, 'Velmora Foods Holding'),
  cw(253, 'Gone Foods', { identifier: 'GONE', deleted: true }),
];
const INDEX = indexConnectwise(COMPANIES);
const BY_IDENTIFIER: CompaniesMapping = { ...SETTINGS, externalId: 'identifier' };
const WITH_WEAK: CompaniesMapping = { ...SETTINGS, automatic: { ...SETTINGS.automatic, weak: 'suggest' } };

describe('findCandidates', () => {
  it.each<[string, Parameters<typeof vspc>[1], Parameters<typeof vspc>[2], CompaniesMapping, string[]]>([
    ['companyId as a record id', 'X', { externalId: ' 250 ' }, SETTINGS, ['250 external-id']],
    ['companyId as an identifier', 'X', { externalId: 'quo-den' }, BY_IDENTIFIER, ['250 external-id']],
    ['an identifier where ids are kept, never both', 'X', { externalId: 'QUO-DEN' }, SETTINGS, []],
    ['an id where identifiers are kept, never both', 'X', { externalId: '250' }, BY_IDENTIFIER, []],
    ['a deleted company', 'X', { externalId: '253' }, SETTINGS, []],
    ['the name is the identifier', 'velmora ', {}, SETTINGS, ['251 identifier']],
    ['the alias is the identifier', 'X', { alias: 'QUO-den' }, SETTINGS, ['250 identifier']],
    ['the same name', 'QUORELLA DENTAL, Inc.', {}, SETTINGS, ['250 exact-name']],
    [
      'the best of several grades',
      'Quorella Dental',
      { externalId: '250', alias: 'QUO-DEN' },
      SETTINGS,
      ['250 external-id'],
    ],
    ['alike', 'Quorela Dental', {}, SETTINGS, ['250 strong']],
    ['weakly alike, hidden', 'Velmora Foods', {}, SETTINGS, ['251 exact-name']],
    ['weakly alike, shown', 'Velmora Foods', {}, WITH_WEAK, ['251 exact-name', '252 weak']],
    ['nothing', 'Tesk', {}, SETTINGS, []],
  ])('%s', (_sentence, name, more, settings, expected) => {
    const found = findCandidates(vspc('a', name, more), INDEX, settings);
    expect(found.map(({ connectwise, grade }) => `${connectwise.id} ${grade}`)).toEqual(expected);
  });

  it.each([
    ['by id', { externalId: '253' }, SETTINGS, 253],
    ['by identifier', { externalId: 'gone' }, BY_IDENTIFIER, 253],
    ['a living one', { externalId: '250' }, SETTINGS, undefined],
    ['none of that identifier', { externalId: 'none' }, BY_IDENTIFIER, undefined],
    ['none of that id', { externalId: '9' }, SETTINGS, undefined],
    ['no id at all', { externalId: 'x' }, SETTINGS, undefined],
    ['no companyId', {}, SETTINGS, undefined],
  ])('findDeletedTarget: %s', (_sentence, more, settings, id) => {
    expect(findDeletedTarget(vspc('a', 'X', more), INDEX, settings)?.id).toBe(id);
  });

  it('a companyId of a deleted company links nothing, whatever else fits, and proposes it', () => {
    const world = (name: string) =>
      observed({ vspc: [vspc('a', name, { externalId: '253' })], connectwise: COMPANIES });
    expect(rowOf(applied(world('Quorella Dental')), 'a')).toMatchObject({
      state: 'conflict',
      health: 'merged',
      candidates: [{ connectwise: { id: 250 } }],
    });
    expect(rowOf(applied(world('Quorela Dental')), 'a')).toMatchObject({
      state: 'conflict',
      health: 'deleted',
      candidates: [{ connectwise: { id: 250 }, grade: 'strong' }],
    });
    expect(rowOf(applied(world('Tesk')), 'a')).toMatchObject({ state: 'conflict', health: 'deleted', candidates: [] });
  });
});

describe('NameIndex', () => {
  const common = Array.from(
    { length: 60 },
    (_, index) => `Dental Foods ${'abcdefghij'[index % 10] ?? ''}${'klmnop'[Math.floor(index / 10)] ?? ''}xyz`,
  );
  const index = new NameIndex([...common, 'Dental Foods', 'Dental', 'Quorella Dental'], (name) => name);
  const found = (name: string) => index.findAlike(parseCompanyName(name), 'strong').map(({ item }) => item);

  it.each([
    ['a rare word', 'Quorella Dental Services', ['Quorella Dental']],
    ['a misspelt rare word', 'Quorela Dental', ['Quorella Dental']],
    ['common words only, two of them together', 'Foods of Dental', ['Dental Foods']],
    ['one common word', 'Dental', ['Dental']],
    ['one common word and an unknown one', 'Dental Unheard', []],
    ['words that nobody has', 'Unheard Words', []],
    ['no words', '', []],
  ])('finds by %s', (_sentence, name, expected) => {
    expect(found(name)).toEqual(expected);
  });

  it('compares few', () => {
    expect(index.comparableTo(parseCompanyName('Quorela Dental')).size).toBe(1);
  });
});

describe('small facts', () => {
  const link = {
    state: 'linked',
    suspended: ['billing'],
    connection: 'main',
    uid: vspcCompanyUid('a'),
  } as unknown as CompanyLink;

  it.each([
    ['a linked company', link, 'tickets', true],
    ['a suspended stream', link, 'billing', false],
    ['a company that is not linked', { ...link, state: 'ignored' as const }, 'tickets', false],
  ] as const)('isActiveFor: %s', (_sentence, row, stream, expected) => {
    expect(isActiveFor(row, stream)).toBe(expected);
  });

  it('describeRef', () => {
    expect([describeRef({ id: cwCompanyId(7) }), describeRef({ identifier: 'X' })]).toEqual(['id 7', 'identifier X']);
  });

  it('anyoneRollsUp', () => {
    const position = { file: 'f', line: 1 };
    const pinOf = (customers: 'own' | 'roll-up') => ({
      vspc: { connection: 'main', uid: vspcCompanyUid('r') },
      connectwise: null,
      customers,
      position,
    });
    expect(anyoneRollsUp({ mode: 'own', pins: [] })).toBe(false);
    expect(anyoneRollsUp({ mode: 'roll-up', pins: [] })).toBe(true);
    expect(anyoneRollsUp({ mode: 'own', pins: [pinOf('own'), pinOf('roll-up')] })).toBe(true);
  });
});
