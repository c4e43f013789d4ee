import { isCollation } from './compare-values';
import { compileTest } from './filter-operations';
import { findProperty, readerOf } from './property-path';
import type { Row } from './property-path';
import type { RestVersion } from './rest-version';
import type { ServerTime } from './server-time';
import type { Shape } from './shape';
import { badParameter } from './vspc-refusal';

export type Predicate = (row: Row) => boolean;

export interface FilterContext {
  readonly shape: Shape;
  readonly version: RestVersion;
  readonly time: ServerTime;
  readonly bareDatesAre: 'utc' | 'server-local';
  readonly severalElements: 'and' | 'refuse';
}

const MAX_DEPTH = 20;
const GROUP_KEYS = ['operation', 'items'];
const LEAF_KEYS = ['property', 'operation', 'collation', 'value'];

/**
 * The vendor's filter language (facts 2.2):
 *
 * | operation                                    | on                                    | value           |
 * | -------------------------------------------- | ------------------------------------- | --------------- |
 * | and, or, exclusiveOr, not                    | `items`, nested                       |                 |
 * | equals, notEquals                            | anything but lists and records        | one, or null    |
 * | contains                                     | text; a list that holds the value     | one             |
 * | greaterThan, lessThan, …OrEqual              | text, number, instant                 | one             |
 * | in                                           | anything but lists and records        | array           |
 * | subset, superset                             | lists                                 | array           |
 */
export function parseFilter(source: string, context: FilterContext): Predicate {
  const elements = parseJsonArray(source);
  if (elements.length > 1 && context.severalElements === 'refuse') {
    throw refuse('Only one filter expression is accepted; put several into an and group.');
  }
  const predicates = elements.map((element) => compile(element, context, 1));
  return (row) => predicates.every((holds) => holds(row));
}

function refuse(message: string): Error {
  return badParameter('filter', message);
}

function parseJsonArray(source: string): readonly unknown[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(source);
  } catch {
    throw refuse('The filter is not valid JSON.');
  }
  if (!Array.isArray(parsed)) throw refuse('The filter must be an array of expressions.');
  return parsed;
}

function compile(expression: unknown, context: FilterContext, depth: number): Predicate {
  if (typeof expression !== 'object' || expression === null || Array.isArray(expression)) {
    throw refuse('A filter expression must be an object.');
  }
  if (depth > MAX_DEPTH) throw refuse('The filter is nested too deeply.');
  const { operation } = expression as Row;
  if (typeof operation !== 'string') throw refuse('A filter expression needs an operation.');
  if (['and', 'or', 'exclusiveOr', 'not'].includes(operation)) return compileGroup(expression as Row, context, depth);
  return compileLeaf(expression as Row, operation, context);
}

function compileGroup(group: Row, context: FilterContext, depth: number): Predicate {
  requireKeys(group, GROUP_KEYS);
  const { items, operation } = group;
  if (!Array.isArray(items) || items.length === 0) throw refuse('A filter group needs items.');
  const predicates = items.map((item: unknown) => compile(item, context, depth + 1));
  switch (operation) {
    case 'or':
      return (row) => predicates.some((holds) => holds(row));
    case 'exclusiveOr':
      return (row) => predicates.filter((holds) => holds(row)).length % 2 === 1;
    case 'not':
      return (row) => !predicates.every((holds) => holds(row));
    default:
      return (row) => predicates.every((holds) => holds(row));
  }
}

function compileLeaf(leaf: Row, operation: string, context: FilterContext): Predicate {
  requireKeys(leaf, LEAF_KEYS);
  const { property: path, value, collation = 'ordinal' } = leaf;
  if (typeof path !== 'string') throw refuse('A filter expression needs a property.');
  if (!isCollation(collation)) throw refuse(`Unknown collation in the filter of '${path}'.`);
  const property = findProperty(context.shape, path, context.version);
  if (property === undefined) throw refuse(`There is no property '${path}' to filter by.`);
  const read = readerOf(path);
  const { time, bareDatesAre } = context;
  const test = compileTest(operation, {
    property,
    value,
    path,
    collation,
    parseInstant: (text) => time.parse(text, bareDatesAre),
  });
  return (row) => test(read(row));
}

function requireKeys(expression: Row, allowed: readonly string[]): void {
  const stranger = Object.keys(expression).find((key) => !allowed.includes(key));
  if (stranger !== undefined) throw refuse(`A filter expression has no '${stranger}'.`);
}
