import { applied, cw, decision, observed, pin, SETTINGS, vspc } from '../../../test/support/mapping-world';
import { cwCompanyId } from '../../kernel/ids';
import { claimLink, type LinkClaim } from './claim-link';
import { contextOf } from './mapping-context';
import type { MappingObservation } from './mapping-observation';

const ALPHA = vspc('a', 'Quorella Dental', { externalId: '250' });
const BY_ID = cwCompanyId(251);
const RESELLER = cw(300, 'Reseller');
const ROLL_UP: LinkClaim = {
  kind: 'link',
  grade: 'external-id',
  company: RESELLER,
  connectwise: RESELLER,
  reasons: ['r'],
};

function world(more: Partial<MappingObservation>): MappingObservation {
  const connectwise = [cw(250, 'Quorella Dental'), cw(251, 'Velmora Foods', { identifier: 'VELMORA' })];
  return observed({ vspc: [ALPHA], connectwise, ...more });
}

function pinned(more: Parameters<typeof pin>[1]): Partial<MappingObservation> {
  return { settings: { ...SETTINGS, companies: [pin('a', more)] } };
}

const STANDING = applied(world({})).links;
const STANDING_PINNED = applied(world(pinned({ connectwise: { id: 251 } }))).links;

describe('claimLink', () => {
  it.each<[string, Partial<MappingObservation>, LinkClaim | null, object | null]>([
    [
      'a file that ignores wins over everything',
      pinned({ ignoreReason: 'lab' }),
      ROLL_UP,
      { kind: 'ignored', reason: 'lab' },
    ],
    ['a pin by id', pinned({ connectwise: { id: 251 } }), ROLL_UP, { grade: 'pinned', connectwise: { id: 251 } }],
    [
      'a pin by identifier, whatever its case',
      pinned({ connectwise: { identifier: 'velmora' } }),
      null,
      { grade: 'pinned', connectwise: { id: 251 } },
    ],
    ['a pin to an id that is not there', pinned({ connectwise: { id: 9 } }), null, { kind: 'dangling', named: 'id 9' }],
    [
      'a pin to an identifier that is not there',
      pinned({ connectwise: { identifier: 'X' } }),
      null,
      { kind: 'dangling', named: 'identifier X' },
    ],
    ['a pin without a company leaves the grades to decide', pinned({ itglueId: '5' }), null, null],
    [
      'a reseller that answers for it wins over a person',
      { decisions: [decision('a', 'ignored')] },
      ROLL_UP,
      { grade: 'external-id', connectwise: { id: 300 } },
    ],
    [
      'a person ignores it',
      { decisions: [decision('a', 'ignored', { reason: 'left' })], links: STANDING },
      null,
      { kind: 'ignored', reason: 'left' },
    ],
    [
      'a person ignores it without a word',
      { decisions: [decision('a', 'ignored')] },
      null,
      { kind: 'ignored', reason: 'no reason given' },
    ],
    ['a person unlinked it', { decisions: [decision('a', 'unlinked')], links: STANDING }, null, { kind: 'unlinked' }],
    [
      'a person confirmed another company',
      { decisions: [decision('a', 'confirmed', { connectwiseId: BY_ID })], links: STANDING },
      null,
      { grade: 'confirmed', connectwise: { id: 251 } },
    ],
    [
      'a person confirmed what is not there',
      { decisions: [decision('a', 'confirmed', { connectwiseId: cwCompanyId(9) })] },
      null,
      { kind: 'dangling', named: 'id 9' },
    ],
    ['a person named an organization only', { decisions: [decision('a', 'confirmed')] }, null, null],
    [
      'a link that stands, stands by its grade',
      { links: STANDING },
      null,
      { grade: 'external-id', connectwise: { id: 250 } },
    ],
    [
      'a link whose pin was removed',
      { links: STANDING_PINNED },
      null,
      { grade: 'formerly-pinned', connectwise: { id: 251 } },
    ],
    ['nothing at all', {}, null, null],
  ])('%s', (_sentence, more, rollUp, expected) => {
    const claim = claimLink(ALPHA, rollUp, contextOf(world(more)));
    if (expected === null) expect(claim).toBeNull();
    else expect(claim).toMatchObject(expected);
  });

  it.each<[string, Partial<MappingObservation>]>([
    ['a pin', { ...pinned({ connectwise: { id: 251 } }), links: STANDING_PINNED }],
    ['a confirmation', { decisions: [decision('a', 'confirmed', { connectwiseId: BY_ID })], links: STANDING_PINNED }],
  ])('keeps %s on the company that the list does not show at the moment', (_sentence, more) => {
    const observation = world({ ...more, connectwise: [] });
    expect(claimLink(ALPHA, null, contextOf(observation))).toMatchObject({ kind: 'link', connectwise: null });
  });

  it('finds the pin of a reseller among the resellers', () => {
    const reseller = {
      vspc: { connection: 'main', uid: ALPHA.uid },
      connectwise: { id: 251 },
      customers: 'roll-up' as const,
    };
    const position = { file: 'mappings/companies.yaml', line: 3 };
    const settings = { ...SETTINGS, resellers: { mode: 'own' as const, pins: [{ ...reseller, position }] } };
    const claim = claimLink({ ...ALPHA, kind: 'reseller' }, null, contextOf(world({ settings })));
    expect(claim).toMatchObject({ grade: 'pinned', reasons: ['pinned in mappings/companies.yaml, line 3'] });
  });
});
