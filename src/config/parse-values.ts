import { validateCronExpression } from 'cron';
import { IANAZone } from 'luxon';
import { MAX_DURATION_MS, parseDuration } from './duration';
import { suggest } from './nearest';
import { Numeral } from './numeral';
import { isReadable, joinUnreadable, Unreadable } from './unreadable';
import type { Parsed, Parser } from './unreadable';

/** Tab and line break included: no part of a name. */
const CONTROL_CHARACTERS = /\p{Cc}/u;
const HEADER_SAFE = /^[\x21-\x7e]+$/;
const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const NO_VALUE = new Unreadable('has no value', 'Write a value or remove the line.');
const MUST_BE_TEXT = 'must be text';
const QUOTE = 'Put it in quotes if it is meant as text.';

/** The text of a scalar: a numeral keeps the characters that were typed (`0123`, `1e3`). */
function textOf(raw: unknown): string | undefined {
  if (raw instanceof Numeral) return raw.source;
  return typeof raw === 'string' ? raw : undefined;
}

export interface TextRules {
  readonly maxLength?: number;
  readonly pattern?: RegExp;
  /** Completes "must be …" when the pattern does not match. */
  readonly expected?: string;
}

/** One line of text in the spelling of the file. */
export function textParser(rules: TextRules = {}): Parser<string> {
  const maxLength = rules.maxLength ?? 500;
  return (raw) => {
    const text = textOf(raw);
    if (text === undefined) return new Unreadable(MUST_BE_TEXT, QUOTE);
    if (text.trim() === '') return new Unreadable('must not be empty', 'Write a value or remove the key.');
    if (CONTROL_CHARACTERS.test(text)) {
      return new Unreadable('must be one line without control characters', 'Remove tabs and line breaks.');
    }
    if (text.length > maxLength) {
      return new Unreadable(`must not be longer than ${String(maxLength)} characters`, 'Shorten it.');
    }
    if (rules.pattern && !rules.pattern.test(text)) {
      return new Unreadable(
        `must be ${rules.expected ?? 'in the form that is documented'}`,
        'See docs/configuration.md.',
      );
    }
    return text;
  };
}

/** Text over several lines, as templates are. */
export function multilineParser(maxLength: number): Parser<string> {
  return (raw) => {
    const text = textOf(raw);
    if (text === undefined) return new Unreadable(MUST_BE_TEXT, QUOTE);
    if (text.length <= maxLength) return text;
    return new Unreadable(`must not be longer than ${String(maxLength)} characters`, 'Shorten it.');
  };
}

/** A key that travels in a request header. */
export function headerSecretParser(): Parser<string> {
  const parseText = textParser({ maxLength: 4096 });
  return (raw) => {
    const text = parseText(raw);
    if (!isReadable(text) || HEADER_SAFE.test(text)) return text;
    return new Unreadable('must be printable characters without spaces', 'Copy the key again, without line breaks.');
  };
}

/** A whole number, also in quotes or out of the environment; never `0123` or `1e3`. */
export function wholeParser(min: number, max: number): Parser<number> {
  const expected = `must be a whole number from ${String(min)} to ${String(max)}`;
  return (raw) => {
    const text = textOf(raw);
    if (text === undefined || !/^(?:0|[1-9]\d{0,15})$/.test(text.trim())) {
      return new Unreadable(expected, 'Write it in plain digits, without leading zeros.');
    }
    const value = Number(text);
    return value >= min && value <= max ? value : new Unreadable(expected, 'Choose a number in that range.');
  };
}

/** Digits with an optional fraction, as text: quantities and percentages. */
export function decimalParser(min: 'zero' | 'positive'): Parser<string> {
  const expected = min === 'zero' ? 'must be a number, zero or more' : 'must be a number above zero';
  return (raw) => {
    const text = textOf(raw)?.trim();
    if (text === undefined || !/^(?:0|[1-9]\d{0,14})(?:\.\d{1,9})?$/.test(text)) {
      return new Unreadable(expected, 'Write plain digits with at most nine decimals, such as 2 or 0.25.');
    }
    return min === 'positive' && /^[0.]+$/.test(text) ? new Unreadable(expected, 'Choose a number above zero.') : text;
  };
}

/** A number for pacing and factors, where binary fractions do no harm. */
export function numberParser(min: number, max: number): Parser<number> {
  const parse = decimalParser('zero');
  return (raw) => {
    const text = parse(raw);
    const value = isReadable(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    return new Unreadable(
      `must be a number from ${String(min)} to ${String(max)}`,
      'Write plain digits, such as 2 or 0.5.',
    );
  };
}

/** `true` or `false`, also as text out of the environment; "false" must never become true by being a text. */
export function parseFlag(raw: unknown): Parsed<boolean> {
  if (typeof raw === 'boolean') return raw;
  if (raw === 'true') return true;
  if (raw === 'false') return false;
  return new Unreadable('must be true or false', 'Write true or false, without quotes.');
}

/** Milliseconds. */
export function parseDurationField(raw: unknown): Parsed<number> {
  const text = textOf(raw);
  const parsed = text === undefined ? undefined : parseDuration(text);
  if (parsed !== undefined) return parsed;
  const days = String(Math.floor(MAX_DURATION_MS / 86_400_000));
  return new Unreadable(
    `must be a duration of at most ${days} days`,
    'Write a number and a unit: 30s, 75m, 2h, 7d or 1h30m.',
  );
}

export function choiceParser<T extends string>(choices: readonly T[]): Parser<T> {
  return (raw) => {
    const text = textOf(raw);
    const choice = choices.find((candidate) => candidate === text);
    if (choice !== undefined) return choice;
    const hint = text === undefined ? 'Write one of these words.' : suggest(text, choices);
    return new Unreadable(`must be one of ${choices.join(', ')}`, hint);
  };
}

/** A ConnectWise record: an unquoted number is its id, a text its name. */
export function parseNameOrId(raw: unknown): Parsed<string | number> {
  if (raw instanceof Numeral) {
    const id = wholeParser(1, Number.MAX_SAFE_INTEGER)(raw);
    if (isReadable(id)) return id;
    return new Unreadable('must be a name or an id', 'Put a name of digits in quotes; write an id in plain digits.');
  }
  return textParser({ maxLength: 250 })(raw);
}

export function parseGuid(raw: unknown): Parsed<string> {
  const text = textOf(raw);
  if (text !== undefined && GUID.test(text.trim())) return text.trim().toLowerCase();
  return new Unreadable(
    'must be a uid in the form 00000000-0000-0000-0000-000000000000',
    'Copy it from companies list.',
  );
}

export function parseTimezone(raw: unknown): Parsed<string> {
  const text = textOf(raw);
  if (text !== undefined && IANAZone.isValidZone(text)) return text;
  return new Unreadable(
    'must be a time zone by its IANA name',
    'Write a name such as America/New_York, Europe/Berlin or UTC.',
  );
}

/** Five fields; a sixth in front would be seconds, which no schedule here means. */
export function parseCron(raw: unknown): Parsed<string> {
  const text = textOf(raw)?.trim() ?? '';
  if (text.split(/\s+/).length === 5 && validateCronExpression(text).valid) return text;
  return new Unreadable(
    'must be a cron expression of five fields',
    'For instance "*/5 * * * *" or "30 2 * * *", in quotes.',
  );
}

export interface ListRules {
  readonly minLength?: number;
  /** A single value stands for a list of one. */
  readonly acceptSingle?: boolean;
}

/** A list whose entries are all read by one parser; the first entry that cannot be read is named. */
export function listParser<T>(parseItem: Parser<T>, rules: ListRules = {}): Parser<readonly T[]> {
  return (raw) => {
    const items: readonly unknown[] | undefined = Array.isArray(raw) ? raw : undefined;
    if (items === undefined && !(rules.acceptSingle === true && isScalarValue(raw))) {
      return new Unreadable('must be a list', 'Write [one, two], or one entry per line after a dash.');
    }
    if (items === undefined) return mapReadable(parseItem(raw), (value) => [value]);
    if (items.length < (rules.minLength ?? 0)) return new Unreadable('must not be an empty list', 'Name at least one.');
    return parseItems(items, parseItem);
  };
}

function parseItems<T>(items: readonly unknown[], parseItem: Parser<T>): Parsed<readonly T[]> {
  const values: T[] = [];
  const failures: Unreadable[] = [];
  for (const [index, item] of items.entries()) {
    const parsed = item === null ? NO_VALUE : parseItem(item);
    if (isReadable(parsed)) values.push(parsed);
    else failures.push(parsed.below(index));
  }
  return joinUnreadable(failures) ?? values;
}

function isScalarValue(raw: unknown): boolean {
  return raw instanceof Numeral || typeof raw === 'string' || typeof raw === 'boolean';
}

function mapReadable<T, U>(parsed: Parsed<T>, map: (value: T) => U): Parsed<U> {
  return isReadable(parsed) ? map(parsed) : parsed;
}

/** A map of free keys, such as line groups, whose values are all read by one parser. */
export function recordParser<T>(parseItem: Parser<T>): Parser<Readonly<Record<string, T>>> {
  return (raw) => {
    if (!isPlainMap(raw)) return new Unreadable('must be keys with values', 'Write key: value, one per line.');
    const result: Record<string, T> = {};
    const failures: Unreadable[] = [];
    for (const [key, item] of Object.entries(raw)) {
      const parsed = item === null ? NO_VALUE : parseItem(item);
      if (isReadable(parsed)) result[key] = parsed;
      else failures.push(parsed.below(key));
    }
    return joinUnreadable(failures) ?? result;
  };
}

export function isPlainMap(raw: unknown): raw is Readonly<Record<string, unknown>> {
  return typeof raw === 'object' && raw !== null && Object.getPrototypeOf(raw) === Object.prototype;
}
