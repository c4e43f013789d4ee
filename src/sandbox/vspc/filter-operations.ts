import { comparable, compareValues } from './compare-values';
import type { Collation } from './compare-values';
import type { Property } from './shape';
import { badParameter } from './vspc-refusal';

type Plain = string | number | boolean | null;
type Test = (actual: unknown) => boolean;

export interface Operand {
  readonly property: Property;
  /** As it stood in the filter. */
  readonly value: unknown;
  readonly path: string;
  readonly collation: Collation;
  parseInstant(text: string): Date | undefined;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The test of one leaf. Enums are names, never numbers; a value of another type than the property is refused. */
export function compileTest(operation: string, operand: Operand): Test {
  const { property } = operand;
  if (property.kind === 'list') return compileListTest(operation, operand);
  if (property.kind === 'record') throw refuse(`'${operand.path}' cannot be compared; name one of its properties.`);
  if (operation === 'in') {
    const wanted = new Set(arrayOf(operand).map((value) => parseValue(property, value, operand)));
    return (actual) => wanted.has(plainOf(actual, operand));
  }
  const wanted = parseValue(property, operand.value, operand);
  if (operation === 'equals') return (actual) => plainOf(actual, operand) === wanted;
  if (operation === 'notEquals') return (actual) => plainOf(actual, operand) !== wanted;
  if (operation === 'contains') return compileContains(wanted, operand);
  return compileOrder(operation, wanted, operand);
}

function compileContains(wanted: Plain, operand: Operand): Test {
  if (operand.property.kind !== 'text' || typeof wanted !== 'string') {
    throw refuse(`'contains' needs a text; '${operand.path}' is none.`);
  }
  return (actual) => {
    const text = plainOf(actual, operand);
    return typeof text === 'string' && text.includes(wanted);
  };
}

function compileOrder(operation: string, wanted: Plain, operand: Operand): Test {
  const { kind } = operand.property;
  if (kind !== 'text' && kind !== 'number' && kind !== 'instant') {
    throw refuse(`The operation '${operation}' does not work on '${operand.path}'.`);
  }
  if (wanted === null) throw refuse(`The operation '${operation}' on '${operand.path}' needs a value.`);
  const holds = orderTest(operation);
  return (actual) => {
    const plain = plainOf(actual, operand);
    return plain !== null && holds(compareValues(plain, wanted));
  };
}

function orderTest(operation: string): (order: number) => boolean {
  switch (operation) {
    case 'greaterThan':
      return (order) => order > 0;
    case 'greaterThanOrEqual':
      return (order) => order >= 0;
    case 'lessThan':
      return (order) => order < 0;
    case 'lessThanOrEqual':
      return (order) => order <= 0;
    default:
      throw refuse(`Unknown filter operation '${operation}'.`);
  }
}

function compileListTest(operation: string, operand: Operand): Test {
  const { item } = operand.property;
  if (item === undefined || item.kind === 'record') throw refuse(`'${operand.path}' cannot be compared.`);
  const ofItem = { ...operand, property: item };
  if (operation === 'contains') {
    const wanted = parseValue(item, operand.value, operand);
    return (actual) => plainsOf(actual, ofItem).includes(wanted);
  }
  if (operation !== 'subset' && operation !== 'superset') {
    throw refuse(`The operation '${operation}' does not work on the list '${operand.path}'.`);
  }
  const wanted = arrayOf(operand).map((value) => parseValue(item, value, operand));
  if (operation === 'subset') return (actual) => plainsOf(actual, ofItem).every((plain) => wanted.includes(plain));
  return (actual) => {
    const plains = plainsOf(actual, ofItem);
    return wanted.every((value) => plains.includes(value));
  };
}

function parseValue(property: Property, value: unknown, operand: Operand): Plain {
  if (value === null) return null;
  if (property.kind === 'instant') return parseInstantValue(value, operand);
  if (property.kind === 'number' && typeof value === 'number') return value;
  if (property.kind === 'flag' && typeof value === 'boolean') return value;
  if (typeof value === 'string' && isTextOf(property, value)) return plainOf(value, { ...operand, property });
  throw refuse(`The value for '${operand.path}' in the filter is not of the property's type.`);
}

function isTextOf(property: Property, value: string): boolean {
  if (property.kind === 'uuid') return UUID.test(value);
  if (property.kind === 'enum') return property.values?.includes(value) ?? false;
  return property.kind === 'text';
}

function parseInstantValue(value: unknown, operand: Operand): number {
  const instant = typeof value === 'string' ? operand.parseInstant(value) : undefined;
  if (instant === undefined) throw refuse(`The value for '${operand.path}' in the filter is no date.`);
  return instant.getTime();
}

/** Uids compare whatever their case, enums by their exact name, texts by the collation asked for. */
function plainOf(actual: unknown, { property, collation }: Operand): Plain {
  if (property.kind === 'uuid') return comparable(actual, 'ignorecase');
  return comparable(actual, property.kind === 'enum' ? 'ordinal' : collation);
}

function plainsOf(actual: unknown, operand: Operand): readonly Plain[] {
  return Array.isArray(actual) ? actual.map((item: unknown) => plainOf(item, operand)) : [];
}

function arrayOf({ value, path }: Operand): readonly unknown[] {
  if (!Array.isArray(value)) throw refuse(`The value for '${path}' in the filter must be an array.`);
  return value;
}

function refuse(message: string): Error {
  return badParameter('filter', message);
}
