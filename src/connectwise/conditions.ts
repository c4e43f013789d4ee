import { IntegrationError } from '../kernel/integration-error';

/**
 * The filter language of ConnectWise, built from typed parts. Text from outside never reaches a condition unquoted,
 * and text that cannot be quoted safely on every version (quotes, backslashes, control characters, and wildcards where
 * they would act) is refused instead of escaped.
 */
export interface Condition {
  readonly text: string;
  /** Needs parentheses inside AND. */
  readonly isAlternative: boolean;
}

export type ConditionValue = string | number | boolean | Date | null;
export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

const FIELD = /^[A-Za-z_][A-Za-z0-9_]*(?:\/[A-Za-z_][A-Za-z0-9_]*)*$/;
// Controls, line separators, invisible direction marks, halves of surrogate pairs.
const UNSENDABLE = /["\\\p{Cc}\u2028\u2029\p{Cf}\p{Cs}]/u;
const WILDCARD = /[*%[\]]/;

/** `field` is ours, never from outside: a path such as `company/id`. */
export function where(field: string, comparison: Comparison, value: ConditionValue): Condition {
  if (value === null && comparison !== '=' && comparison !== '!=') {
    throw new Error(`null has no order: ${field} ${comparison} null`);
  }
  return single(`${checkedField(field)} ${comparison} ${literal(field, value)}`);
}

/** The value somewhere in the field, whatever the case. Wildcards in it are refused. */
export function whereContains(field: string, value: string): Condition {
  if (WILDCARD.test(value)) throw refusal(field, 'a wildcard (* % [ ])');
  return single(`${checkedField(field)} contains ${literal(field, value)}`);
}

/** Only for `conditions`: child and custom field conditions know no `in`. */
export function whereIn(field: string, values: readonly (string | number)[]): Condition {
  if (values.length === 0) throw new Error(`an empty list matches nothing: ask for nothing instead (${field})`);
  return single(`${checkedField(field)} in (${values.map((value) => literal(field, value)).join(',')})`);
}

export function allOf(...conditions: readonly Condition[]): Condition {
  assertSome(conditions);
  return single(conditions.map((part) => (part.isAlternative ? `(${part.text})` : part.text)).join(' AND '));
}

export function anyOf(...conditions: readonly Condition[]): Condition {
  assertSome(conditions);
  const [first] = conditions;
  if (first && conditions.length === 1) return first;
  return single(conditions.map((part) => part.text).join(' OR '), true);
}

/** `yyyy-MM-ddTHH:mm:ssZ`: other precisions have been refused. */
function renderInstant(instant: Date): string {
  return `${instant.toISOString().slice(0, 19)}Z`;
}

function single(text: string, isAlternative = false): Condition {
  return { text, isAlternative };
}

function assertSome(conditions: readonly Condition[]): void {
  if (conditions.length === 0) throw new Error('a condition of no parts would match everything');
}

function checkedField(field: string): string {
  if (!FIELD.test(field)) throw new Error(`not a field path: ${field}`);
  return field;
}

function literal(field: string, value: ConditionValue): string {
  if (value === null) return 'null';
  if (value instanceof Date) return `[${renderInstant(value)}]`;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return quoted(field, value);
  if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) {
    throw new Error(`not a number that can be sent exactly: ${field} ${value}`);
  }
  return plainNumber(value);
}

function quoted(field: string, value: string): string {
  if (UNSENDABLE.test(value)) throw refusal(field, 'a quote, a backslash or a control character');
  return `"${value}"`;
}

function plainNumber(value: number): string {
  const text = String(value);
  if (text.includes('e')) throw new Error(`a number with an exponent cannot be sent: ${text}`);
  return text;
}

/** An operator's text or a vendor's, not a bug of ours: this one look-up fails, the pass goes on. */
function refusal(field: string, what: string): IntegrationError {
  return new IntegrationError({
    system: 'connectwise',
    operation: `condition on ${field}`,
    kind: 'rejected',
    message: `connectwise: the value searched for in ${field} has ${what}, which ConnectWise cannot search for safely. Use the record's id instead.`,
    notDone: true,
  });
}
