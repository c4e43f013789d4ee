import { applied, cw, decision, itg, observed, pin, SETTINGS, vspc } from '../../../test/support/mapping-world';
import { cwCompanyId, itgOrganizationId } from '../../kernel/ids';
import { decideByHand, type Wish } from './decide-by-hand';
import type { MappingObservation } from './mapping-observation';

const LINK = (id: number, more: Partial<Extract<Wish, { kind: 'link' }>> = {}): Wish => ({
  kind: 'link',
  connectwise: { id },
  itglueId: null,
  isConfirmation: true,
  ...more,
});
const IGNORE: Wish = { kind: 'ignore', reason: 'left' };
const UNLINK: Wish = { kind: 'unlink' };

const WORLD = applied(
  observed({
    vspc: [vspc('a', 'Quorella'), vspc('b', 'Velmora', { resellerUid: vspc('r', 'R').uid })],
    connectwise: [cw(1, 'Quorella'), cw(2, 'Tesk', { identifier: 'TESK' }), cw(3, 'Gone', { deleted: true })],
    itglue: [itg('7', 'Seven', { psaIds: ['1'] }), itg('8', 'Eight')],
  }),
);

function pinned(more: Parameters<typeof pin>[1]): Partial<MappingObservation> {
  return { settings: { ...SETTINGS, companies: [pin('a', more)] } };
}

const ROLL_UP = { ...SETTINGS, resellers: { mode: 'roll-up' as const, pins: [] } };
const ROLL_UP_PIN = {
  ...SETTINGS,
  resellers: {
    mode: 'own' as const,
    pins: [
      {
        vspc: { connection: 'main', uid: vspc('r', 'R').uid },
        connectwise: { id: 2 },
        customers: 'roll-up' as const,
        position: { file: 'companies.yaml', line: 9 },
      },
    ],
  },
};

describe('decideByHand', () => {
  it.each<[string, string, Wish, Partial<MappingObservation>, string]>([
    ['not known', 'main/x', IGNORE, {}, 'No company is known as vspc:main/x'],
    [
      'pinned to a company',
      'main/a',
      UNLINK,
      pinned({ connectwise: { id: 1 } }),
      'pinned in mappings/companies.yaml, line 7',
    ],
    ['ignored in the file', 'main/a', LINK(2), pinned({ ignoreReason: 'lab' }), 'line 7'],
    ['its organization pinned', 'main/a', LINK(1, { itglueId: '8' }), pinned({ itglueId: '7' }), 'line 7'],
    ['rolled up by all resellers', 'main/b', LINK(2), { settings: ROLL_UP }, '`resellers: roll-up` in companies.yaml'],
    ['rolled up by its reseller', 'main/b', LINK(1), { settings: ROLL_UP_PIN }, 'companies.yaml, line 9'],
    ['a company that is not there', 'main/a', LINK(9), {}, 'ConnectWise has no company with id 9'],
    ['an identifier that is not there', 'main/a', LINK(0, { connectwise: { identifier: 'NO' } }), {}, 'identifier NO'],
    ['a deleted company', 'main/a', LINK(3), {}, 'Gone (id 3) is deleted in ConnectWise'],
    ['an organization that is not there', 'main/a', LINK(2, { itglueId: '9' }), {}, 'IT Glue has no organization 9'],
  ])('refuses: %s', (_sentence, key, wish, more, message) => {
    const plan = decideByHand(
      [
        { key, wish, line: 4 },
        { key: 'main/b', wish: IGNORE },
      ],
      { ...WORLD, ...more },
    );
    expect(plan.changes).toEqual([]);
    expect(plan.refusals[0]).toMatchObject({ line: 4, message: expect.stringContaining(message) as string });
  });

  it.each<[string, Wish, Partial<MappingObservation>]>([
    ['linked to it already', LINK(1, { isConfirmation: false }), {}],
    ['linked to it and its organization already', LINK(1, { isConfirmation: false, itglueId: '7' }), {}],
    ['pinned to it already', LINK(1, { isConfirmation: false }), pinned({ connectwise: { id: 1 } })],
  ])('does nothing: %s', (_sentence, wish, more) => {
    expect(decideByHand([{ key: 'main/a', wish }], { ...WORLD, ...more })).toEqual({ changes: [], refusals: [] });
  });

  it.each<[string, string, Wish, object]>([
    [
      'confirms a link that stands',
      'main/a',
      LINK(1),
      { grade: 'confirmed', connectwise: { id: 1 }, itglue: { id: '7' } },
    ],
    ['links to another company', 'main/a', LINK(2), { grade: 'confirmed', connectwise: { id: 2 }, itglue: null }],
    ['links by identifier', 'main/a', LINK(0, { connectwise: { identifier: 'tesk' } }), { connectwise: { id: 2 } }],
    ['names an organization', 'main/a', LINK(1, { itglueId: '8' }), { itglue: { id: '8' } }],
    ['links what was not linked', 'main/b', LINK(2), { state: 'linked', grade: 'confirmed' }],
    ['puts a second company on one', 'main/b', LINK(1), { state: 'linked', connectwise: { id: 1 } }],
    ['ignores', 'main/a', IGNORE, { state: 'ignored', reasons: ['left'] }],
    ['unlinks', 'main/a', UNLINK, { state: 'unlinked', connectwise: null }],
  ])('%s, as the next pass would', (_sentence, key, wish, after) => {
    const { changes, refusals } = decideByHand([{ key, wish }], WORLD);
    expect(refusals).toEqual([]);
    expect(changes).toMatchObject([{ after }]);
    const next = applied({ ...WORLD, decisions: changes.map((change) => change.decision) });
    const rows = changes.map(({ after: row }) => row);
    expect(next.links.filter((link) => link.uid === rows[0]!.uid)).toEqual(rows);
  });

  it('a pin that names no company leaves it to people', () => {
    const streamsOff = pinned({ streamsOff: ['billing'] });
    const plan = decideByHand([{ key: 'main/a', wish: LINK(2, { itglueId: '8' }) }], { ...WORLD, ...streamsOff });
    expect(plan.changes).toMatchObject([
      { after: { connectwise: { id: 2 }, itglue: { id: '8' }, suspended: ['billing'] } },
    ]);
  });

  it('a row of VSPC that is gone meanwhile is decided all the same', () => {
    const plan = decideByHand([{ key: 'main/a', wish: IGNORE }], { ...WORLD, vspc: [], goneVspc: new Set(['main/a']) });
    expect(plan.changes).toHaveLength(1);
  });

  it('keeps the organization that a person named before, for the same company only', () => {
    const decisions = [decision('a', 'confirmed', { connectwiseId: cwCompanyId(1), itglueId: itgOrganizationId('8') })];
    const again = (id: number) =>
      decideByHand([{ key: 'main/a', wish: LINK(id) }], { ...WORLD, decisions }).changes[0]!.decision;
    expect(again(1).itglueId).toBe('8');
    expect(again(2).itglueId).toBeNull();
  });

  it('ignoring for another reason is a change', () => {
    const ignored = applied({ ...WORLD, decisions: [decision('a', 'ignored', { reason: 'left' })] });
    expect(decideByHand([{ key: 'main/a', wish: IGNORE }], ignored).changes).toEqual([]);
    expect(decideByHand([{ key: 'main/a', wish: { kind: 'ignore', reason: 'lab' } }], ignored).changes).toHaveLength(1);
  });
});
