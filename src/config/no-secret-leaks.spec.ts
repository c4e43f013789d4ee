import { inspect } from 'node:util';
import { ConfigFolder, EXAMPLE_ENV, readExample } from '../../test/support/config-folder';
import { ConfigProblemsError } from './problem';
import { renderProblems } from './render-problems';

const SECRET = 'hunter2-Tr0ub4dor&3';

let folder: ConfigFolder;
beforeEach(() => {
  folder = ConfigFolder.fromExamples();
});
afterEach(() => {
  folder.remove();
});

/** Every way in which an error gets printed. */
function everyOutput(error: unknown): string {
  if (!(error instanceof ConfigProblemsError)) throw error;
  return [
    renderProblems(error.problems),
    String(error),
    error.stack,
    JSON.stringify(error),
    JSON.stringify(error.problems),
    inspect(error, { depth: 20, showHidden: true }),
  ].join('\n');
}

function failure(name: string, text: string, env: Record<string, string> = {}): unknown {
  folder.write(name, text);
  try {
    folder.load({ env: { ...EXAMPLE_ENV, ...env } });
  } catch (error) {
    return error;
  }
  throw new Error('It loaded.');
}

const bridge = readExample('config/bridge.example.yaml');

it.each([
  ['a bad value', bridge.replace('requestsPerSecond: 8', `requestsPerSecond: ${SECRET}`)],
  ['a bad choice', bridge.replace('region: us', `region: ${SECRET}`)],
  ['a section that is a text', bridge.replace('http: {', `http: ${SECRET}\nold: {`)],
  ['a list that is a text', bridge.replace(/vspc: #[^]*?connectwise:/, `vspc: ${SECRET}\nconnectwise:`)],
  ['an address with a password', bridge.replace('https://vspc', `https://me:${SECRET}@vspc`)],
  ['a database address that is none', bridge.replace('sqlite:data/bridge.db', `postgres:/me:${SECRET}@db/bridge`)],
  ['a value with a space too much', bridge.replace('${ITGLUE_API_KEY}', `"${SECRET} "`)],
  ['a key without its space', bridge.replace('http: { host: 127.0.0.1', `http: { apiKey:${SECRET}: 1`)],
  ['a key out of a flow map', bridge.replace('http: {', `http: { ${SECRET}: 1,`)],
  ['a quote that is not closed', bridge.replace('${ITGLUE_API_KEY}', `"${SECRET}`)],
  ['an alias', bridge.replace('${ITGLUE_API_KEY}', `*${SECRET}`)],
  ['a tag', bridge.replace('${ITGLUE_API_KEY}', `!${SECRET} x`)],
  ['a file as a reference', bridge.replace('${ITGLUE_API_KEY}', `\${file:${SECRET}}`)],
  ['a malformed reference', bridge.replace('${ITGLUE_API_KEY}', `\${${SECRET}}`)],
  ['an alias of a duplicate key', `${bridge}\nhttp: ${SECRET}\n`],
])('%s is never shown', (_sentence, text) => {
  expect(text).toContain(SECRET);
  expect(everyOutput(failure('config/bridge.yaml', text))).not.toContain('hunter2');
});

it.each([
  'requestsPerSecond: 8',
  'region: us',
  "policy: plan-only, schedule: '0 * * * *'",
  'timezone: America/New_York',
])('a secret out of the environment in place of %s is never shown', (setting) => {
  const text = bridge.replace(setting, `${setting.slice(0, setting.indexOf(':'))}: "\${WRONG}"`);
  expect(text).toContain('WRONG');
  expect(everyOutput(failure('config/bridge.yaml', text, { WRONG: SECRET }))).not.toContain('hunter2');
});

it.each([
  ['tickets', `templates: { note: "{{ ${SECRET} }}" }\n`],
  ['tickets', `templates: { note: "{% ${SECRET} %}" }\n`],
  ['tickets', `templates: { note: "{{ company | ${SECRET} }}" }\n`],
  ['tickets', `defaults: { holdFor: ${SECRET} }\nsilences: [{ until: ${SECRET}, job: x, reason: x }]\n`],
  ['companies', `companies: [{ vspc: { connection: ${SECRET}, uid: ${SECRET} } }]\n`],
  ['products', `lines: [{ name: a, product: P, counters: [${SECRET}], unit: ${SECRET} }]\n`],
  ['documentation', `fields: { status: ${SECRET}, jobs: ${SECRET} }\n`],
])('a value of %s.yaml is never shown: %s', (name, text) => {
  expect(everyOutput(failure(`mappings/${name}.yaml`, text))).not.toContain('hunter2');
});

it('a loaded configuration prints no secret', () => {
  folder.write(
    'config/bridge.yaml',
    bridge.replace('sqlite:data/bridge.db', 'postgres://bridge:${PGPASSWORD}@db:5432/bridge'),
  );
  const { config } = folder.load({ env: { ...EXAMPLE_ENV, PGPASSWORD: 'password-of-the-database' } });
  const printed = [
    JSON.stringify(config),
    inspect(config, { depth: 20, showHidden: true }),
    String(config.itglue?.apiKey),
  ].join('\n');
  expect(printed).toContain('[redacted]');
  for (const secret of [...Object.values(EXAMPLE_ENV), 'password-of-the-database'])
    expect(printed).not.toContain(secret);
});
