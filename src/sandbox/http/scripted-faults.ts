import type { JsonObject, JsonValue } from '../../kernel/json';

interface Repetition {
  /** How many matching requests it strikes; default 1. */
  readonly times?: number;
  /** How many matching requests pass before the first is struck; default 0. */
  readonly skip?: number;
}

/** An answer instead of the vendor's; with `commit` the request is processed first, and only the answer replaced. */
interface AnswerFault extends Repetition {
  readonly status: number;
  readonly body?: JsonValue;
  readonly headers?: Readonly<Record<string, string>>;
  readonly commit?: boolean;
}

/** The connection breaks without an answer, before or after the request was processed. */
interface DropFault extends Repetition {
  readonly drop: 'before-commit' | 'after-commit';
}

/** The vendor's own answer, this many real milliseconds late. */
interface SlowFault extends Repetition {
  readonly delayMs: number;
}

/** The request is processed, and its answer never comes: the connection stays open until the client gives up. */
interface HangFault extends Repetition {
  readonly hang: true;
}

export type Mangling = 'truncated' | 'empty' | 'byte-order-mark' | 'not-json';

/** The vendor's own answer with its body damaged on the way. */
interface MangleFault extends Repetition {
  readonly mangle: Mangling;
}

/** A page of a proxy in place of the vendor: status 502 unless given. */
interface HtmlFault extends Repetition {
  readonly html: number;
}

/** A body of this many bytes, streamed. */
interface HugeFault extends Repetition {
  readonly hugeBytes: number;
}

/** The last entries of the list in the answer are missing; its totals still count them. */
interface ShortPageFault extends Repetition {
  readonly shortBy: number;
}

/** A redirect to another address. */
interface RedirectFault extends Repetition {
  readonly redirectTo: string;
}

/** The vendor's own answer with one piece of its text replaced everywhere: ids beyond 2^53, dates of year 1. */
interface RewriteFault extends Repetition {
  readonly rewrite: { readonly find: string; readonly with: string };
}

export type Fault =
  | AnswerFault
  | DropFault
  | SlowFault
  | HangFault
  | MangleFault
  | HtmlFault
  | HugeFault
  | ShortPageFault
  | RedirectFault
  | RewriteFault;

export interface ScriptedFault {
  /** `POST /service/tickets`, `GET *` or `*`. */
  readonly route: string;
  readonly fault: Fault;
  /** How often it has struck. */
  readonly struck: number;
}

interface PendingFault {
  readonly route: string;
  readonly fault: Fault;
  struck: number;
  skipsLeft: number;
}

/** The faults that wait for a request, in the order in which they were scripted. */
export class FaultScript {
  private pending: PendingFault[] = [];

  add(route: string, fault: Fault): void {
    this.pending.push({ route, fault, struck: 0, skipsLeft: fault.skip ?? 0 });
  }

  /** The fault that strikes this request, if one does; the first that matches and has not struck out. */
  take(route: string): Fault | undefined {
    const match = this.pending.find((entry) => matches(entry.route, route) && entry.struck < timesOf(entry.fault));
    if (!match) return undefined;
    if (match.skipsLeft > 0) {
      match.skipsLeft -= 1;
      return undefined;
    }
    match.struck += 1;
    return match.fault;
  }

  list(): readonly ScriptedFault[] {
    return this.pending.map(({ route, fault, struck }) => ({ route, fault, struck }));
  }

  /** Scripted, and never or not often enough met by a request: a test that expected them is wrong. */
  listUnused(): readonly ScriptedFault[] {
    return this.list().filter((entry) => entry.struck < timesOf(entry.fault));
  }

  clear(): void {
    this.pending = [];
  }
}

const MANGLINGS: readonly Mangling[] = ['truncated', 'empty', 'byte-order-mark', 'not-json'];

const KINDS: readonly (readonly [string, (value: JsonValue) => boolean])[] = [
  ['status', isCount],
  ['drop', (value) => value === 'before-commit' || value === 'after-commit'],
  ['delayMs', isCount],
  ['hang', (value) => value === true],
  ['mangle', (value) => MANGLINGS.some((name) => name === value)],
  ['html', isCount],
  ['hugeBytes', isCount],
  ['shortBy', isCount],
  ['redirectTo', (value) => typeof value === 'string'],
  ['rewrite', isRewrite],
];
const EXTRAS: ReadonlySet<string> = new Set(['times', 'skip', 'body', 'headers', 'commit']);

/** The word by which the log names a fault. */
export function kindOfFault(fault: Fault): string {
  return KINDS.find(([kind]) => kind in fault)?.[0] ?? 'unknown';
}

/** Reads a fault as posted to `/__sandbox/faults`; throws a sentence that says what is wrong with it. */
export function parseFault(input: JsonObject): Fault {
  const names = Object.keys(input);
  const kinds = KINDS.filter(([kind]) => kind in input);
  const [first] = kinds;
  if (kinds.length !== 1 || !first) {
    throw new Error(`A fault has exactly one of ${KINDS.map(([kind]) => kind).join(', ')}; got ${names.join(', ')}.`);
  }
  const unknown = names.filter((name) => name !== first[0] && !EXTRAS.has(name));
  if (unknown.length > 0) throw new Error(`A fault has no field ${unknown.join(', ')}.`);
  if (!first[1](input[first[0]] ?? null)) throw new Error(`The value of "${first[0]}" does not fit a fault.`);
  for (const name of ['times', 'skip']) {
    const value = input[name];
    if (value !== undefined && !isCount(value)) throw new Error(`"${name}" must be a whole number, 0 or more.`);
  }
  return input as unknown as Fault;
}

function matches(pattern: string, route: string): boolean {
  if (pattern === '*' || pattern === route) return true;
  return pattern.endsWith('*') && route.startsWith(pattern.slice(0, -1));
}

function timesOf(fault: Fault): number {
  return fault.times ?? 1;
}

function isCount(value: JsonValue): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function isRewrite(value: JsonValue): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { find, with: replacement } = value as JsonObject;
  return typeof find === 'string' && typeof replacement === 'string';
}
