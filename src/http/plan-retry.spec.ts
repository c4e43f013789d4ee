import { IntegrationError, type ErrorKind } from '../kernel/integration-error';
import { planRetry } from './plan-retry';

function failure(kind: ErrorKind, retryAfterMs?: number): IntegrationError {
  const delay = retryAfterMs === undefined ? {} : { retryAfterMs };
  return new IntegrationError({ system: 'itglue', operation: 'GET /x', kind, message: '', ...delay });
}

it.each<readonly [string, IntegrationError, number, number | undefined]>([
  ['a delay is waited out, with up to half a second more', failure('rate-limited', 60_000), 1, 60_250],
  ['a delay of a 503 likewise', failure('transient', 3_000), 2, 3_250],
  ['a delay above a minute is not', failure('rate-limited', 60_001), 1, undefined],
  ['a 429 without delay waits long', failure('rate-limited'), 1, 3_750],
  ['and longer each time', failure('rate-limited'), 3, 15_000],
  ['what may pass waits shortly', failure('transient'), 1, 750],
  ['and longer each time, too', failure('transient'), 3, 3_000],
  ['a fourth try is the last', failure('transient'), 4, undefined],
  ['a refused key is final', failure('auth'), 1, undefined],
  ['a refused role is final', failure('forbidden'), 1, undefined],
  ['a broken answer is final', failure('contract'), 1, undefined],
  ['a refused request is final', failure('rejected'), 1, undefined],
])('%s', (_name, error, triesDone, expected) => {
  expect(planRetry(error, triesDone, 0.5)).toBe(expected);
});
