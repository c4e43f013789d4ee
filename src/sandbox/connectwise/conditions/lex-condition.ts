import { badCondition } from '../replies';

export type Token =
  | { readonly kind: 'word' | 'text' | 'instant'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'operator'; readonly text: '=' | '!=' | '<' | '<=' | '>' | '>=' }
  | { readonly kind: '(' | ')' | ',' };

export interface LexOptions {
  /** Whether a backslash takes the next character as it is. */
  readonly backslashEscapes: boolean;
}

const WORD = /[A-Za-z_][A-Za-z0-9_]*(?:\/[A-Za-z_][A-Za-z0-9_]*)*/y;
const NUMBER = /-?\d+(?:\.\d+)?(?![A-Za-z0-9_])/y;
const OPERATOR = /!=|<=|>=|=|<|>/y;
const INSTANT = /\[([^\]]*)\]/y;
/** UTC, to the second; a date alone is midnight. */
const INSTANT_TEXT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?Z)?$/;

/** Cuts a condition into tokens; both kinds of quotes are understood. */
export function lexCondition(source: string, options: LexOptions): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    const char = source.charAt(at);
    if (/\s/.test(char)) {
      at += 1;
      continue;
    }
    const [token, end] = nextToken(source, at, options);
    tokens.push(token);
    at = end;
  }
  return tokens;
}

function nextToken(source: string, at: number, options: LexOptions): [Token, number] {
  const char = source.charAt(at);
  if (char === '(' || char === ')' || char === ',') return [{ kind: char }, at + 1];
  if (char === '"' || char === "'") return lexText(source, at, options);
  if (char === '[') return lexInstant(source, at);
  const number = matchAt(NUMBER, source, at);
  if (number !== undefined) return [{ kind: 'number', value: Number(number) }, at + number.length];
  const word = matchAt(WORD, source, at);
  if (word !== undefined) return [{ kind: 'word', text: word }, at + word.length];
  const operator = matchAt(OPERATOR, source, at);
  if (operator !== undefined) {
    return [{ kind: 'operator', text: operator as '=' }, at + operator.length];
  }
  throw badCondition(`Unexpected character '${char}' at position ${at}.`);
}

function lexText(source: string, start: number, options: LexOptions): [Token, number] {
  const quote = source.charAt(start);
  let text = '';
  for (let at = start + 1; at < source.length; at += 1) {
    const char = source.charAt(at);
    if (char === quote) return [{ kind: 'text', text }, at + 1];
    if (char === '\\' && options.backslashEscapes && at + 1 < source.length) {
      at += 1;
      text += source.charAt(at);
    } else {
      text += char;
    }
  }
  throw badCondition(`The text that begins at position ${start} has no end.`);
}

function lexInstant(source: string, at: number): [Token, number] {
  const whole = matchAt(INSTANT, source, at);
  const text = whole?.slice(1, -1).trim();
  if (whole === undefined || text === undefined || !INSTANT_TEXT.test(text) || Number.isNaN(Date.parse(text))) {
    throw badCondition(`The value at position ${at} is not a valid date; dates are UTC, as in [2016-08-20T18:04:26Z].`);
  }
  return [{ kind: 'instant', text }, at + whole.length];
}

function matchAt(pattern: RegExp, source: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0];
}
