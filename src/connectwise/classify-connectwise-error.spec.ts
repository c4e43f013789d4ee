import type { HttpFailure } from '../http/http-client-options';
import { classifyConnectWiseError } from './classify-connectwise-error';

const CALL = { operation: 'GET /service/tickets', method: 'GET', path: '/service/tickets' } as const;
const HTML = '<!DOCTYPE html><html><head><title>Attention Required</title></head><body>key</body></html>';

function failure(status: number, body: unknown, headers: Record<string, string> = {}): HttpFailure {
  return { status, body, headers, call: CALL };
}

describe('classifyConnectWiseError', () => {
  const invalid = {
    code: 'InvalidObject',
    message: 'ticket object is invalid',
    errors: [
      { code: 'MissingRequiredField', message: 'The summary field is required.', resource: 'ticket', field: 'summary' },
    ],
  };

  it.each([
    ['an invalid object', failure(400, invalid), 'rejected'],
    [
      'an unknown field in a condition',
      failure(400, { code: 'ApiFindCondition', message: 'x is not a recognized name.' }),
      'rejected',
    ],
    [
      'an unknown member',
      failure(400, { code: 'ConnectWiseApi', message: 'Could not find member', errors: null }),
      'rejected',
    ],
    ['plain text of the gateway', failure(400, 'Cannot route. Codebase/company is invalid'), 'auth'],
    ['a page of a proxy with 400', failure(400, HTML), 'rejected'],
    ['the title of a page with 400', failure(400, 'Bad Request', { 'content-type': 'text/html' }), 'rejected'],
    ['a missing api- prefix', failure(400, { code: 'Security', message: 'SSL is required.', errors: null }), 'auth'],
    ['a missing api- prefix with 404', failure(404, { code: 'Security', message: 'SSL is required.' }), 'auth'],
    ['bad keys', failure(401, { code: 'Unauthorized', message: 'Failed to authenticate.' }), 'auth'],
    ['bad keys on some servers', failure(401, { code: 'ConnectWiseApi', message: 'UserNotAuthenticated' }), 'auth'],
    ['a role that may not', failure(403, { code: 'Security', message: 'no rights' }), 'forbidden'],
    ['a bare 403', failure(403, undefined), 'forbidden'],
    ['a firewall', failure(403, HTML), 'forbidden'],
    ['a record that is gone', failure(404, { code: 'NotFound', message: 'Ticket 17 not found' }), 'not-found'],
    [
      'an endpoint that is not there',
      failure(404, { code: 'ConnectWiseApi', message: 'The endpoint does not exist.' }),
      'not-found',
    ],
    ['a bare 404', failure(404, undefined), 'not-found'],
    ['another method', failure(405, undefined), 'rejected'],
    ['a server that waited too long', failure(408, undefined), 'transient'],
    ['a record in use', failure(409, { code: 'Conflict', message: 'in use' }), 'conflict'],
    ['another media type', failure(415, undefined), 'rejected'],
    [
      'too many requests',
      failure(429, { error: 'ConnectWiseAPI', message: 'Too many requests. Please try again in 30 seconds.' }),
      'rate-limited',
    ],
    ['too many requests by the proxy', failure(429, HTML), 'rate-limited'],
    ['a time-out of the database', failure(500, { code: 'InternalError', message: 'timeout' }), 'transient'],
    ['a proxy without a server', failure(502, HTML), 'transient'],
    ['an unknown error of the proxy', failure(520, HTML), 'transient'],
    ['JSON that is no object', failure(400, [1]), 'rejected'],
  ])('takes %s for what it is', (_sentence, answer, kind) => {
    expect(classifyConnectWiseError(answer).kind).toBe(kind);
  });

  it.each([
    [
      'nested errors with their place',
      failure(400, invalid),
      'InvalidObject: ticket object is invalid; ticket.summary: The summary field is required',
    ],
    ['the code alone', failure(400, { code: 'ApiFindCondition' }), 'ApiFindCondition'],
    ['nothing', failure(400, {}), 'no explanation was given'],
    ['nested errors of another shape', failure(400, { code: 'X', errors: ['y', { code: 'Z' }] }), 'X: Z'],
    [
      'the fix for keys',
      failure(401, { code: 'Unauthorized' }),
      'Unauthorized. Check connectwise.companyId, publicKey, privateKey and clientId, and that the API member is not inactive.',
    ],
    [
      'the fix for a gateway',
      failure(400, 'Cannot route.'),
      'Cannot route. Check connectwise.url (on the cloud the host begins with api-) and connectwise.companyId.',
    ],
    [
      'the fix for a role',
      failure(403, { code: 'Security' }),
      "Security. Give the API member's security role this right, or check connectwise.clientId.",
    ],
    [
      'a firewall by its title',
      failure(403, HTML),
      'Attention Required. A firewall or proxy in front of ConnectWise refused the request; this is not the security role.',
    ],
  ])('says %s', (_sentence, answer, message) => {
    expect(classifyConnectWiseError(answer).message).toBe(message);
  });

  it('cuts long texts and takes line breaks out', () => {
    const { message } = classifyConnectWiseError(failure(400, { code: 'X', message: `a\n${'b'.repeat(5000)}` }));
    expect(message.length).toBeLessThan(400);
    expect(message).toMatch(/^X: a b/);
  });

  it('reads the delay out of the sentence, and only of a 429', () => {
    const body = { error: 'ConnectWiseAPI', message: 'Please try again in 45 seconds.' };
    expect(classifyConnectWiseError(failure(429, body)).retryAfterMs).toBe(45_000);
    expect(classifyConnectWiseError(failure(429, { error: 'ConnectWiseAPI' })).retryAfterMs).toBeUndefined();
    expect(classifyConnectWiseError(failure(500, body)).retryAfterMs).toBeUndefined();
  });
});
