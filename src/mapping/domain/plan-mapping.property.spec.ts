import fc from 'fast-check';
import { applied, cw, decision, itg, observed, pin, SETTINGS, vspc } from '../../../test/support/mapping-world';
import { canonicalJson } from '../../kernel/stable-hash';
import type { JsonValue } from '../../kernel/json';
import { cwCompanyId } from '../../kernel/ids';
import type { MappingObservation } from './mapping-observation';
import { planMapping } from './plan-mapping';

const NAMES = [
  'Quorella Dental',
  'Quorela Dental',
  'Quorella Dental LLC',
  'Velmora Foods',
  'Velmora Foods 2',
  'Tesk East',
];
const UIDS = ['a', 'b', 'c', 'd'];

const company = fc.record({
  uid: fc.constantFrom(...UIDS),
  connection: fc.constantFrom('main', 'second'),
  name: fc.constantFrom(...NAMES, 'ID-2'),
  externalId: fc.constantFrom(null, '1', '2', '3', 'x'),
  resellerUid: fc.constantFrom(null, 'r'),
});
const customer = fc.record({
  id: fc.integer({ min: 1, max: 6 }),
  name: fc.constantFrom(...NAMES),
  deleted: fc.boolean(),
  inactive: fc.boolean(),
});
const person = fc.record({
  uid: fc.constantFrom(...UIDS),
  kind: fc.constantFrom('confirmed' as const, 'ignored' as const, 'unlinked' as const),
  id: fc.integer({ min: 1, max: 8 }),
});
const world = fc
  .record({
    companies: fc.uniqueArray(company, { maxLength: 6, selector: ({ uid, connection }) => `${connection}/${uid}` }),
    customers: fc.uniqueArray(customer, { maxLength: 6, selector: ({ id }) => id }),
    people: fc.uniqueArray(person, { maxLength: 2, selector: ({ uid }) => uid }),
    pinned: fc.option(fc.constantFrom(1, 2, 9), { nil: null }),
    mode: fc.constantFrom('own' as const, 'roll-up' as const),
  })
  .map(({ companies, customers, people, pinned, mode }): MappingObservation => {
    const reseller = vspc('r', 'Velmora Foods', { kind: 'reseller' });
    return observed({
      vspc: [...companies.map(({ uid, name, ...more }) => vspc(uid, name, more as object)), reseller],
      connectwise: customers.map(({ id, name, ...more }) => cw(id, name, more)),
      itglue: customers.map(({ id, name }) => itg(String(id), name, { psaIds: id % 2 ? [String(id)] : [] })),
      decisions: people.map(({ uid, kind, id }) => decision(uid, kind, { connectwiseId: cwCompanyId(id) })),
      settings: {
        ...SETTINGS,
        companies: pinned === null ? [] : [pin('a', { connectwise: { id: pinned } })],
        resellers: { mode, pins: [] },
      },
    });
  });

function planText(observation: MappingObservation): string {
  return canonicalJson(planMapping(observation) as unknown as JsonValue);
}

describe('planMapping, whatever the world', () => {
  it('plans nothing after its plan came true, not even a refreshed row', () => {
    fc.assert(
      fc.property(world, world, (first, second) => {
        const settled = applied(applied({ ...second, links: applied(first).links }));
        const left = planMapping(settled).decisions.filter(
          (planned) => planned.decision !== 'skip' || planned.transition !== null,
        );
        expect(left).toEqual([]);
      }),
    );
  });

  it('plans nothing after one pass over a new world', () => {
    fc.assert(
      fc.property(world, (first) => {
        const left = planMapping(applied(first)).decisions.filter(
          (planned) => planned.decision !== 'skip' || planned.transition !== null,
        );
        expect(left).toEqual([]);
      }),
    );
  });

  it('does not depend on the order of any list', () => {
    fc.assert(
      fc.property(world, fc.integer(), (first, seed) => {
        const shuffled = {
          ...first,
          vspc: shuffle(first.vspc, seed),
          connectwise: shuffle(first.connectwise, seed + 1),
          itglue: shuffle(first.itglue, seed + 2),
          decisions: shuffle(first.decisions, seed + 3),
        };
        expect(planText(shuffled)).toBe(planText(first));
      }),
    );
  });

  it('never links one ConnectWise company twice by comparing', () => {
    fc.assert(
      fc.property(world, (first) => {
        const own = { ...first, decisions: [], settings: SETTINGS };
        const ids = applied(own).links.flatMap((link) =>
          link.state === 'linked' && link.connectwise ? [link.connectwise.id] : [],
        );
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });
});

/** A permutation that a number tells. */
function shuffle<T>(items: readonly T[], seed: number): T[] {
  return items
    .map((item, index) => ({
      item,
      rank: Math.imul(index + 1, 2_654_435_761) ^ Math.imul(seed | 1, 40_503 * (index + 3)),
    }))
    .sort((left, right) => left.rank - right.rank)
    .map(({ item }) => item);
}
