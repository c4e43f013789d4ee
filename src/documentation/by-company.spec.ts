import type { SourceResult } from '../reconciliation/source-result';
import type { IncompleteKind } from '../reconciliation/source-result';
import { groupByCompany, isRefused, missingOf, partOf } from './by-company';

function read(kind: IncompleteKind | null): SourceResult<readonly string[]> {
  if (kind === null) return { source: 's', complete: true, value: [] };
  return { source: 's', complete: false, value: [], kind, message: 'no', incompleteRuns: 1 };
}

describe('why there are no rows, a row per line of the table', () => {
  it.each([
    ['every read is complete', [null, null], null],
    ['one broke', [null, 'transient'], 'unread'],
    ['one was cut short', ['contract', null], 'unread'],
    ['one is suddenly too short to be believed', ['shrunk'], 'unread'],
    ['one is refused', [null, 'forbidden'], 'refused'],
    ['this VSPC has no such list', ['not-found', 'forbidden'], 'refused'],
    ['one is refused and one broke', ['forbidden', 'transient'], 'unread'],
  ] as const)('%s', (_sentence, kinds, missing) => {
    expect(missingOf('Licences', kinds.map(read))?.missing ?? null).toBe(missing);
  });

  it('is refused only for good', () => {
    expect(
      ([null, 'forbidden', 'not-found', 'auth', 'rate-limited'] as const).map((kind) => isRefused(read(kind))),
    ).toEqual([false, true, true, false, false]);
  });
});

describe('rows by company', () => {
  const rows = groupByCompany(
    ['a1', 'b1', 'a2', '-'],
    (item) => (item === '-' ? null : item.charAt(0)),
    (item) => item.toUpperCase(),
  );

  it('leaves out what belongs to nobody', () => {
    expect([...rows]).toEqual([
      ['a', ['A1', 'A2']],
      ['b', ['B1']],
    ]);
  });

  it('is an empty part for a company without rows, and the reason where nothing is known', () => {
    expect(partOf(rows, 'c')).toEqual([]);
    const missing = { missing: 'unread', detail: 'no' } as const;
    expect(partOf(missing, 'a')).toBe(missing);
  });
});
