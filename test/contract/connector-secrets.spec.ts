import { inspect } from 'node:util';
import { IntegrationError } from '../../src/kernel/integration-error';
import { CONNECTWISE_CALLS, ITGLUE_CALLS, type ConnectorCall } from '../support/connector-calls';
import { ConnectWiseScript } from '../support/connectwise-script';
import { ItGlueScript } from '../support/itglue-script';
import type { ScriptedReply } from '../support/script-server';

const CONNECTWISE_SECRETS = [
  'public-key',
  'private-key',
  'client-id',
  Buffer.from('example+public-key:private-key').toString('base64'),
];
const ITGLUE_SECRETS = ['ITG.key-of-a-test'];

/** Failures that repeat what they were sent, as bad gateways do. */
function failuresWith(secrets: readonly string[]): readonly (readonly [string, ScriptedReply])[] {
  const words = secrets.join(' ');
  return [
    [
      'in the vendor’s words',
      { status: 422, body: { code: words, message: words, errors: [{ message: words, detail: words }] } },
    ],
    ['as plain text', { status: 403, headers: { 'content-type': 'text/plain' }, body: words }],
    [
      'as a page',
      { status: 400, headers: { 'content-type': 'text/html' }, body: `<html><title>${words}</title></html>` },
    ],
    ['in an answer that is none', { body: words }],
    ['in values of a wrong type', { body: { id: words, data: words, results: words } }],
  ];
}

describe('ConnectWise', () => {
  let script: ConnectWiseScript;

  beforeAll(async () => {
    script = await ConnectWiseScript.start();
  });

  afterAll(() => script.stop());

  describe.each(CONNECTWISE_CALLS)('%s', (_name, call) => {
    it.each(failuresWith(CONNECTWISE_SECRETS))('shows no key when it fails %s', async (_sentence, reply) => {
      script.answer(() => reply);
      await expectSilence(() => call(script.client), CONNECTWISE_SECRETS);
    });
  });
});

describe('IT Glue', () => {
  let script: ItGlueScript;

  beforeAll(async () => {
    script = await ItGlueScript.start();
  });

  afterAll(() => script.server.stop());

  describe.each(ITGLUE_CALLS)('%s', (_name, call) => {
    it.each(failuresWith(ITGLUE_SECRETS))('shows no key when it fails %s', async (_sentence, reply) => {
      script.server.answerInTurn(reply);
      await expectSilence(() => call(script.client), ITGLUE_SECRETS);
    });
  });
});

describe('the tables of calls', () => {
  it('name every call once', () => {
    const names = (calls: readonly ConnectorCall<never>[]): readonly string[] => calls.map(([name]) => name);
    for (const calls of [names(CONNECTWISE_CALLS), names(ITGLUE_CALLS)]) expect(new Set(calls).size).toBe(calls.length);
  });
});

async function expectSilence(call: () => Promise<unknown>, secrets: readonly string[]): Promise<void> {
  const error = await call().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(IntegrationError);
  const shown = [
    String(error),
    error instanceof Error ? error.stack : '',
    JSON.stringify(error),
    inspect(error, { depth: 20, showHidden: true, getters: true }),
  ].join('\n');
  for (const secret of secrets) expect(shown).not.toContain(secret);
}
