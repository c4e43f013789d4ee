import type { HttpCall } from '../http/http-call';
import { classifyVspcFailure, isUnsupportedVersion } from './classify-vspc-failure';

const READ: HttpCall = { operation: 'GET /x', method: 'GET', path: '/x' };
const ABOUT: HttpCall = { operation: 'GET /about', method: 'GET', path: '/about' };
const LOGIN: HttpCall = { operation: 'POST /token', method: 'POST', path: '/token', tokenRequest: true };

function classify(status: number, body: unknown, call = READ): ReturnType<typeof classifyVspcFailure> {
  return classifyVspcFailure({ status, headers: {}, body, call });
}

function fault(code: number | null, type: string | null = null): unknown {
  return { errors: [{ message: 'words', type, code }] };
}

it.each([
  ['a bad login is 400', 400, { error: 'invalid_grant', error_description: 'no' }, LOGIN, 'auth'],
  ['a bad request is 400', 400, fault(400, 'logical'), READ, 'rejected'],
  ['a refused key', 401, undefined, READ, 'auth'],
  ['a disabled key, which may not even read what everybody may', 403, fault(403, 'security'), ABOUT, 'auth'],
  ['a role that is too low', 403, fault(403, 'security'), READ, 'forbidden'],
  ['too many requests', 429, fault(429, 'transport'), READ, 'rate-limited'],
  ['too many requests behind a 520', 520, fault(429), READ, 'rate-limited'],
  ['a fault of transport', 520, fault(null, 'transport'), READ, 'transient'],
  ['a fault that may pass', 520, fault(9000, 'retryableLogical'), READ, 'transient'],
  ['the service itself', 520, fault(500, 'logical'), READ, 'transient'],
  ['no way to the server service', 520, fault(504), READ, 'transient'],
  ['not possible now', 520, fault(1000, 'logical'), READ, 'transient'],
  ['cancelled', 520, fault(1050), READ, 'transient'],
  ['took too long', 520, fault(1051, 'logical'), READ, 'transient'],
  ['disabled by the provider', 520, fault(1101, 'logical'), READ, 'forbidden'],
  ['a role that is too low, behind a 520', 520, fault(1100, 'security'), READ, 'forbidden'],
  ['a fault of logic', 520, fault(1200, 'logical'), READ, 'rejected'],
  ['a code that is not known', 520, fault(9000), READ, 'rejected'],
  ['a fault without words', 520, undefined, READ, 'transient'],
  ['a fault in HTML', 520, 'Bad Gateway', READ, 'transient'],
  ['a proxy', 502, fault(1200, 'logical'), READ, 'transient'],
])('%s', (_name, status, body, call, kind) => {
  expect(classify(status, body, call).kind).toBe(kind);
});

it.each([
  ['in seconds', { errors: [{ code: 429, retryAfter: 25 }] }, 25_000],
  ['none, when the limit is on parallel requests', { errors: [{ code: 429 }] }, undefined],
  ['nonsense', { errors: [{ code: 429, retryAfter: 'soon' }] }, undefined],
])('the delay of a 429 is read from the body: %s', (_name, body, retryAfterMs) => {
  expect(classify(429, body).retryAfterMs).toBe(retryAfterMs);
});

it('shows the words of both envelopes, and the fix', () => {
  expect(classify(403, fault(403)).message).toMatch(/^words — .*Portal Administrator/);
  expect(classify(400, { error: { code: 'Other', message: 'more words' } }).message).toBe('more words');
  expect(classify(400, { error: 'invalid_request', error_description: 'no' }, LOGIN).message).toMatch(
    /^no — .*API key/,
  );
});

it('knows the answer to a version that the server does not speak', () => {
  expect(isUnsupportedVersion({ error: { code: 'UnsupportedApiVersion', message: 'x', innerError: null } })).toBe(true);
  expect(isUnsupportedVersion(fault(400))).toBe(false);
  expect(isUnsupportedVersion('UnsupportedApiVersion')).toBe(false);
});
