import type { ErrorKind } from '../kernel/integration-error';

/**
 * The part of the status table that the three vendors share (ARCHITECTURE, error kinds); a vendor's own codes come
 * before it.
 *
 * | status                  | kind         |
 * | ----------------------- | ------------ |
 * | 1xx, 3xx                | contract     |
 * | 401                     | auth         |
 * | 403                     | forbidden    |
 * | 404, 410                | not-found    |
 * | 408, 425                | transient    |
 * | 409, 412, 423           | conflict     |
 * | 429                     | rate-limited |
 * | any other 4xx           | rejected     |
 * | 5xx                     | transient    |
 */
export function classifyStatus(status: number): ErrorKind {
  const known = KINDS.get(status);
  if (known) return known;
  if (status >= 500) return 'transient';
  return status >= 400 ? 'rejected' : 'contract';
}

const KINDS: ReadonlyMap<number, ErrorKind> = new Map([
  [401, 'auth'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [408, 'transient'],
  [409, 'conflict'],
  [410, 'not-found'],
  [412, 'conflict'],
  [423, 'conflict'],
  [425, 'transient'],
  [429, 'rate-limited'],
]);
