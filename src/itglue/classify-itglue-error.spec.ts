import type { HttpFailure } from '../http/http-client-options';
import { classifyItGlueError } from './classify-itglue-error';

const CALL = { operation: 'GET /organizations', method: 'GET', path: '/organizations' } as const;
const HTML = '<html><head><title>403 Forbidden</title></head></html>';

function failure(status: number, body: unknown, headers: Record<string, string> = {}): HttpFailure {
  return { status, body, headers, call: CALL };
}

function errors(...entries: readonly unknown[]): unknown {
  return { errors: entries };
}

describe('classifyItGlueError', () => {
  const unauthorized = {
    status: 401,
    title: 'Unauthorized',
    detail: 'Unauthorized resource access',
    source: { pointer: 'id' },
  };

  it.each([
    ['a record that is missing or not ours', failure(401, errors(unauthorized)), 'not-found'],
    ['a 401 of the gateway', failure(401, { message: 'Unauthorized' }), 'auth'],
    ['a bare 401', failure(401, undefined), 'auth'],
    ['a bad, revoked or paused key', failure(403, { message: 'Forbidden' }), 'auth'],
    ['a bare 403', failure(403, undefined), 'auth'],
    ['a plan that does not allow it', failure(403, errors({ title: 'Forbidden', status: 403 })), 'forbidden'],
    ['a firewall', failure(403, HTML), 'forbidden'],
    ['a firewall without words', failure(403, undefined, { 'content-type': 'text/html' }), 'forbidden'],
    ['an unknown id', failure(404, errors({ title: 'Not Found', status: '404' })), 'not-found'],
    ['JSON that is broken', failure(400, errors({ title: 'Invalid JSON format' })), 'rejected'],
    ['a body above 10 MB', failure(413, { message: 'Request Too Long' }), 'rejected'],
    ['another media type', failure(415, errors({ title: 'Unsupported Media Type' })), 'rejected'],
    ['an unknown trait', failure(422, errors({ detail: 'Request contains invalid trait keys' })), 'rejected'],
    ['too many requests', failure(429, { message: 'Too Many Requests' }), 'rate-limited'],
    [
      'a request that took too long',
      failure(504, errors({ detail: 'The request took too long to process and timed out.' })),
      'transient',
    ],
    [
      'the same with another status',
      failure(408, errors({ detail: 'The request took too long to process and timed out.' })),
      'transient',
    ],
    ['an application that fell over', failure(500, HTML), 'transient'],
  ])('takes %s for what it is', (_sentence, answer, kind) => {
    expect(classifyItGlueError(answer).kind).toBe(kind);
  });

  it.each([
    [
      'a detail with its place',
      errors({
        status: 422,
        title: 'Unprocessable Entity',
        detail: 'Request contains invalid trait keys',
        source: { pointer: 'data/attributes/traits' },
      }),
      'data/attributes/traits: Request contains invalid trait keys',
    ],
    [
      'a list of details, a slash before the place',
      errors({
        source: { pointer: '/data/attributes/flexible-asset-traits.url' },
        detail: ["can't be blank", 'is short'],
        title: 'Unprocessable Entity',
        status: 422,
      }),
      "data/attributes/flexible-asset-traits.url: can't be blank, is short",
    ],
    [
      'the title where no detail is',
      errors({
        status: 422,
        title: 'Valid organization_id is required',
        source: { pointer: 'data/attributes/organization_id' },
      }),
      'data/attributes/organization_id: Valid organization_id is required',
    ],
    [
      'a status in words',
      errors({ status: 'unprocessable_entity', title: 'bulk action not allowed', source: { pointer: 'data' } }),
      'data: bulk action not allowed',
    ],
    ['several errors', errors({ title: 'one' }, { title: 'two' }), 'one; two'],
    ['five of many', errors(...Array.from({ length: 9 }, (_, index) => ({ title: String(index) }))), '0; 1; 2; 3; 4'],
    ['a message', { message: 'Limit Exceeded' }, 'Limit Exceeded'],
    ['an error by that name', { error: 'bad' }, 'bad'],
    ['plain text', 'no such thing.', 'no such thing'],
    ['errors without words', errors({}, 'x'), 'no explanation was given'],
    ['nothing', undefined, 'no explanation was given'],
    ['a list', [1], 'no explanation was given'],
  ])('says %s', (_sentence, body, message) => {
    expect(classifyItGlueError(failure(422, body)).message).toBe(message);
  });

  it('waits half a minute where no delay is told', () => {
    expect(classifyItGlueError(failure(429, undefined)).retryAfterMs).toBe(30_000);
    expect(classifyItGlueError(failure(429, undefined, { 'retry-after': '3' })).retryAfterMs).toBeUndefined();
    expect(classifyItGlueError(failure(503, undefined)).retryAfterMs).toBeUndefined();
  });

  it.each([
    ['a key', failure(403, { message: 'Forbidden' }), /region.*90 days.*paused/],
    ['a record', failure(401, errors(unauthorized)), /key is not the cause/],
    ['a plan', failure(403, errors({ title: 'Forbidden' })), /plan/],
    ['a firewall', failure(403, HTML), /403 Forbidden.*firewall/],
  ])('gives the fix for %s', (_sentence, answer, words) => {
    expect(classifyItGlueError(answer).message).toMatch(words);
  });
});
