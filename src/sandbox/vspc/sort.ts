import { comparable, compareValues, isCollation } from './compare-values';
import type { Collation } from './compare-values';
import { findProperty, readerOf } from './property-path';
import type { Row } from './property-path';
import type { RestVersion } from './rest-version';
import type { Shape } from './shape';
import { badParameter } from './vspc-refusal';

export interface SortKey {
  readonly property: string;
  readonly isDescending: boolean;
  readonly collation: Collation;
}

/** Facts 2.3: `[{"property":"name","direction":"ascending","collation":"ordinal"}]`. */
export function parseSort(source: string, shape: Shape, version: RestVersion): readonly SortKey[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(source);
  } catch {
    throw refuse('The sort is not valid JSON.');
  }
  if (!Array.isArray(parsed)) throw refuse('The sort must be an array of expressions.');
  return parsed.map((expression: unknown) => parseSortKey(expression, shape, version));
}

function parseSortKey(expression: unknown, shape: Shape, version: RestVersion): SortKey {
  if (typeof expression !== 'object' || expression === null) throw refuse('A sort expression must be an object.');
  const { property: path, direction = 'ascending', collation = 'ordinal', ...rest } = expression as Row;
  const [stranger] = Object.keys(rest);
  if (stranger !== undefined) throw refuse(`A sort expression has no '${stranger}'.`);
  if (typeof path !== 'string') throw refuse('A sort expression needs a property.');
  if (direction !== 'ascending' && direction !== 'descending') throw refuse(`Unknown direction for '${path}'.`);
  if (!isCollation(collation)) throw refuse(`Unknown collation for '${path}'.`);
  if (!isSortable(shape, path, version)) throw refuse(`There is no property '${path}' to sort by.`);
  return { property: path, isDescending: direction === 'descending', collation };
}

function isSortable(shape: Shape, path: string, version: RestVersion): boolean {
  const property = findProperty(shape, path, version);
  return property !== undefined && property.kind !== 'list' && property.kind !== 'record';
}

function refuse(message: string): Error {
  return badParameter('sort', message);
}

/** Sorts a copy. Values are read once per row: a hundred thousand jobs sort in a fraction of a second. */
export function sortRows(rows: readonly Row[], keys: readonly SortKey[], reverseTies: boolean): Row[] {
  const readers = keys.map(({ property, collation }) => {
    const read = readerOf(property);
    return (row: Row) => comparable(read(row), collation);
  });
  const decorated = rows.map((row, position) => ({ row, position, values: readers.map((read) => read(row)) }));
  decorated.sort((left, right) => {
    for (const [index, key] of keys.entries()) {
      const order = compareValues(left.values[index] ?? null, right.values[index] ?? null);
      if (order !== 0) return key.isDescending ? -order : order;
    }
    return reverseTies ? right.position - left.position : left.position - right.position;
  });
  return decorated.map(({ row }) => row);
}
