import type { JsonValue } from '../../../kernel/json';
import { badCondition } from '../replies';
import type { FieldType } from '../schema/field-table';
import type { Comparison, Condition, Literal } from './parse-condition';

/** A name of a condition, bound to the rows that it is asked about. */
export interface ConditionField<R> {
  /** A bare reference can only be compared with null. */
  readonly type: FieldType;
  /** Every value that the name has on this row; one for almost all names, none for null. */
  read(row: R): readonly JsonValue[];
}
export type FindField<R> = (path: string) => ConditionField<R> | undefined;
export type Predicate<R> = (row: R) => boolean;

/** Binds names, checks the kinds of values, and gives back the test. Comparisons with null are never true but `= null`. */
export function compileCondition<R>(condition: Condition, findField: FindField<R>): Predicate<R> {
  if (condition.kind === 'comparison') return compileComparison(condition, findField);
  const parts = condition.parts.map((part) => compileCondition(part, findField));
  if (condition.kind === 'and') return (row) => parts.every((part) => part(row));
  return (row) => parts.some((part) => part(row));
}

function compileComparison<R>(comparison: Comparison, findField: FindField<R>): Predicate<R> {
  const { path, operator, negated } = comparison;
  const field = findField(path);
  if (!field) throw badCondition(`${path} is not a recognized name.`);
  const values = comparison.values.map((value) => checkedLiteral(path, field.type, value));
  if (values.includes(null)) {
    if (operator !== '=' && operator !== '!=') throw badCondition(`null can only be compared with = or !=.`);
    return (row) => (field.read(row).length === 0) === (operator === '=');
  }
  if (operator === 'like' || operator === 'contains') assertText(path, field.type, operator);
  const test = valueTest(comparison, values as readonly Comparable[]);
  return (row) => {
    const present = field.read(row);
    if (present.length === 0) return false;
    return present.some((value) => test(comparable(field.type, value))) !== negated;
  };
}

type Comparable = string | number | boolean;

function valueTest({ operator }: Comparison, values: readonly Comparable[]): (value: Comparable) => boolean {
  const [wanted] = values as [Comparable, ...Comparable[]];
  switch (operator) {
    case '=':
      return (value) => value === wanted;
    case '!=':
      return (value) => value !== wanted;
    case '<':
      return (value) => value < wanted;
    case '<=':
      return (value) => value <= wanted;
    case '>':
      return (value) => value > wanted;
    case '>=':
      return (value) => value >= wanted;
    case 'in':
      return (value) => values.includes(value);
    case 'contains':
      return (value) => String(value).includes(String(wanted));
    case 'like': {
      const pattern = likePattern(String(wanted));
      return (value) => pattern.test(String(value));
    }
  }
}

/** `*` and `%` stand for anything, `[[]` for a bracket; without either it is plain equality. */
function likePattern(text: string): RegExp {
  const source = text
    .split(/(\*|%|\[\[\])/)
    .map((piece) => {
      if (piece === '*' || piece === '%') return '.*';
      return (piece === '[[]' ? '[' : piece).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    })
    .join('');
  return new RegExp(`^${source}$`, 's');
}

function assertText(path: string, type: FieldType, operator: string): void {
  if (type.kind !== 'text' && type.kind !== 'choice') throw badCondition(`${operator} does not apply to ${path}.`);
}

/** The value in comparable form: texts without case, as the server's collation compares them; instants as numbers. */
function checkedLiteral(path: string, type: FieldType, literal: Literal): Comparable | null {
  if (literal.kind === 'null') return null;
  const value = literalOfKind(type, literal);
  if (value === undefined) throw badCondition(`The value for ${path} is not of the kind that this field holds.`);
  return value;
}

function literalOfKind(type: FieldType, literal: Literal): Comparable | undefined {
  switch (literal.kind) {
    case 'boolean':
      return type.kind === 'boolean' ? literal.value : undefined;
    case 'number':
      return type.kind === 'integer' || type.kind === 'number' ? literal.value : undefined;
    case 'instant':
      return type.kind === 'instant' ? literal.epochMs : undefined;
    case 'text':
      if (type.kind === 'choice') return checkedChoice(type.values, literal.text);
      return type.kind === 'text' ? literal.text.toLowerCase() : undefined;
    case 'null':
      return undefined;
  }
}

function checkedChoice(choices: readonly string[], text: string): string {
  const wanted = text.toLowerCase();
  if (!choices.some((choice) => choice.toLowerCase() === wanted)) throw badCondition('Enum value supplied was invalid');
  return wanted;
}

function comparable(type: FieldType, value: JsonValue): Comparable {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return type.kind === 'instant' ? Date.parse(text) : text.toLowerCase();
}
