import type { IntegrationError } from '../kernel/integration-error';
import { LONGEST_WAIT_MS } from './rate-budget';

/** Tries of one read, the first included. */
export const MOST_TRIES = 4;

const FIRST_BACK_OFF_MS = 1_000;
/** For a 429 that names no delay: the limit may be on parallel requests, which takes longer to pass. */
const FIRST_RATE_LIMIT_BACK_OFF_MS = 5_000;

/**
 * How long to wait before a read is sent again, or undefined when it is not.
 *
 * | failure                              | again after                                   |
 * | ------------------------------------ | --------------------------------------------- |
 * | rate-limited, transient, with delay  | the delay and up to half a second; not above 60 s |
 * | rate-limited without delay           | 5 s, 10 s, 20 s, each less up to a half       |
 * | transient without delay              | 1 s, 2 s, 4 s, each less up to a half         |
 * | everything else                      | never                                         |
 *
 * @param triesDone tries so far, from 1
 * @param random in [0, 1)
 */
export function planRetry(failure: IntegrationError, triesDone: number, random: number): number | undefined {
  if (triesDone >= MOST_TRIES) return undefined;
  if (failure.kind !== 'transient' && failure.kind !== 'rate-limited') return undefined;
  if (failure.retryAfterMs !== undefined) {
    return failure.retryAfterMs > LONGEST_WAIT_MS ? undefined : failure.retryAfterMs + Math.floor(random * 500);
  }
  const first = failure.kind === 'rate-limited' ? FIRST_RATE_LIMIT_BACK_OFF_MS : FIRST_BACK_OFF_MS;
  const longest = first * 2 ** (triesDone - 1);
  return Math.ceil(longest * (0.5 + random / 2));
}
