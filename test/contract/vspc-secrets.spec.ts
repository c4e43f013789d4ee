import { inspect } from 'node:util';
import { MemoryRateBudget } from '../../src/http/memory-rate-budget';
import { IntegrationError } from '../../src/kernel/integration-error';
import { Redactor } from '../../src/kernel/redaction';
import { VspcConnector } from '../../src/vspc/vspc.connector';
import { collect } from '../support/collect';
import { ManualClock } from '../support/manual-clock';
import { ScriptServer, type ScriptedReply } from '../support/script-server';
import { VSPC_LISTS } from '../support/vspc-lists';

const PASSWORD = 'the-password-of-a-test';
const ACCESS = 'the-access-token-of-a-test';
const REFRESH = 'the-refresh-token-of-a-test';
const SECRETS = [PASSWORD, ACCESS, REFRESH];
const WORDS = SECRETS.join(' ');

/** Failures that repeat what they were sent, as bad gateways do. */
const FAILURES: readonly (readonly [string, ScriptedReply])[] = [
  ['in the vendor’s words', { status: 520, body: { errors: [{ message: WORDS, type: 'logical', code: 9000 }] } }],
  ['in the other envelope', { status: 400, body: { error: { code: WORDS, message: WORDS } } }],
  ['as plain text', { status: 403, headers: { 'content-type': 'text/plain' }, body: WORDS }],
  [
    'as a page',
    { status: 404, headers: { 'content-type': 'text/html' }, body: `<html><title>${WORDS}</title></html>` },
  ],
  ['in an answer that is none', { body: WORDS }],
  ['beside its data', { body: { data: [], errors: [{ message: WORDS }] } }],
  ['in values of a wrong type', { body: { meta: { pagingInfo: { total: 1, count: 1 } }, data: [WORDS] } }],
];

let server: ScriptServer;

beforeAll(async () => {
  server = await ScriptServer.start();
});

afterAll(async () => {
  await server.stop();
});

describe.each(VSPC_LISTS)('VSPC, $name', ({ read }) => {
  it.each(FAILURES)('shows no credential when it fails %s', async (_sentence, reply) => {
    server.answer(({ path }) => {
      if (path.endsWith('/about')) return { body: { data: { serverVersion: '9.1.0.30345' } } };
      if (path.endsWith('/token')) return { body: { access_token: ACCESS, refresh_token: REFRESH, expires_in: 3_600 } };
      return reply;
    });
    const failure: unknown = await collect(read(connect())).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(IntegrationError);
    const shown = [String(failure), JSON.stringify(failure), inspect(failure, { depth: 20, showHidden: true })].join(
      ' ',
    );
    for (const secret of SECRETS) expect(shown).not.toContain(secret);
  });
});

function connect(): VspcConnector {
  const clock = new ManualClock();
  const budget = new MemoryRateBudget(clock, [['vspc:main', { requestsPerSecond: 1_000, burst: 1_000 }]]);
  const credentials = { username: 'bridge', password: PASSWORD };
  return new VspcConnector({ name: 'main', url: server.url, credentials, budget, clock, redactor: new Redactor() });
}
