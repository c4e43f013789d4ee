import { WireRecord, WireShapeError } from '../http/wire-record';

export interface VspcEnvelope {
  readonly data: unknown;
  /** Items in the whole list; null where the frame does not say, and where there is none. */
  readonly total: number | null;
  /** Items that the frame says it holds. */
  readonly count: number | null;
  /** False for the bare result of an asynchronous action. */
  readonly framed: boolean;
}

/**
 * The frame around every answer: `{ meta: { pagingInfo }, data, errors }`. Errors beside data make the answer
 * incomplete (RULES, Engine 1), so they are a failure here.
 *
 * @param bare the result of an asynchronous action: framed or not, both are seen (facts 2.5)
 */
export function parseEnvelope(body: unknown, bare: boolean): VspcEnvelope {
  if (bare && !isFramed(body)) return { data: body, total: null, count: null, framed: false };
  const envelope = WireRecord.parse(body, 'answer');
  const errors = envelope.items('errors');
  if (errors.length > 0) throw new PartialAnswerError(errors.length, wordsOf(errors[0]));
  if (!envelope.has('data')) throw new WireShapeError('answer.data', 'there', undefined);
  const paging = envelope.recordOrNull('meta')?.recordOrNull('pagingInfo');
  const [total, count] = ['total', 'count'].map((name) => paging?.integerOrNull(name) ?? null);
  return { data: envelope.value('data'), total: total ?? null, count: count ?? null, framed: true };
}

/** A 200 that says that it could not give everything. */
export class PartialAnswerError extends Error {
  constructor(count: number, words: string) {
    super(
      `answered in part only, with ${count} ${count === 1 ? 'error' : 'errors'}${words === '' ? '' : `: ${words}`}`,
    );
    this.name = 'PartialAnswerError';
  }
}

function isFramed(body: unknown): boolean {
  return typeof body === 'object' && body !== null && !Array.isArray(body) && 'data' in body;
}

function wordsOf(error: unknown): string {
  const message: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'message') : undefined;
  return typeof message === 'string' ? message : '';
}
