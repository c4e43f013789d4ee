import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigFolder, EXAMPLE_ENV, readExample } from '../../test/support/config-folder';
import { Redactor } from '../kernel/redaction';
import { loadConfig } from './load-config';

/** Only what has no default, one key per line, so that rows can name lines. */
const MINIMAL = `installation: prod
timezone: America/New_York
vspc:
  - name: main
    url: https://vspc.example.com:1280
    apiKey: \${VSPC_API_KEY}
connectwise:
  url: https://api-na.myconnectwise.net
  companyId: acme
  publicKey: \${CW_PUBLIC_KEY}
  privateKey: \${CW_PRIVATE_KEY}
  clientId: \${CW_CLIENT_ID}
  providerCompany: acme
itglue:
  region: us
  apiKey: \${ITGLUE_API_KEY}
streams:
  mapping: { policy: plan-only }
  tickets: { policy: plan-only }
  billing: { policy: off }
  documentation: { policy: plan-only }
`;

let folder: ConfigFolder;
beforeEach(() => {
  folder = new ConfigFolder().write('config/bridge.yaml', MINIMAL);
});
afterEach(() => {
  folder.remove();
});

/** Replaces one text of the minimal file, which has to be there. */
function change(from: string, to: string): string {
  expect(MINIMAL).toContain(from);
  return MINIMAL.replace(from, () => to);
}

function sentences(text: string | Buffer, options: Parameters<ConfigFolder['problems']>[0] = {}): readonly string[] {
  folder.write('config/bridge.yaml', text);
  return folder.problems(options).map(({ path, line, message }) => `${String(line)} ${path}: ${message}`);
}

describe('defaults', () => {
  it('are those of the examples, where nothing is said', () => {
    const examples = ConfigFolder.fromExamples();
    const { config, mappings } = examples.load();
    const minimal = folder.load();
    const places = ['configFile', 'mappingsDir', 'baseDir', 'database', 'streams'] as const;
    const rest = (value: object): object =>
      Object.fromEntries(Object.entries(value).filter(([key]) => !(places as readonly string[]).includes(key)));
    expect(rest(minimal.config)).toEqual(rest(config));
    expect(minimal.config.streams).toEqual({
      ...config.streams,
      billing: { ...config.streams.billing, policy: 'off' },
    });
    expect(minimal.config.database).toEqual({ engine: 'sqlite', file: join(folder.path, 'data/bridge.db') });
    expect(minimal.mappings.companies).toEqual(mappings.companies);
    expect(minimal.mappings.tickets).toEqual({ ...mappings.tickets, rules: [] });
    expect(minimal.mappings.documentation).toEqual(mappings.documentation);
    expect(minimal.mappings.products).toEqual({ ...mappings.products, lines: [] });
    examples.remove();
  });

  it('a line of products.yaml that says only what it must is the line of the example', () => {
    const examples = ConfigFolder.fromExamples();
    const [line] = examples.load().mappings.products.lines;
    examples.write(
      'mappings/products.yaml',
      'agreement: { type: Managed Services }\nlines:\n  - { name: server-agents, counters: ManagedServerAgents, product: VEEAM-SRV }\n',
    );
    expect(examples.load().mappings.products.lines).toEqual([line]);
    examples.remove();
  });

  it('relative paths start at the parent of the folder of the configuration', () => {
    folder.write('etc/main.yaml', MINIMAL);
    const { config } = folder.load({ configFile: 'etc/main.yaml' });
    expect(config.database).toEqual({ engine: 'sqlite', file: join(folder.path, 'data/bridge.db') });
    expect(config.mappingsDir).toBe(join(folder.path, 'mappings'));
  });

  it('$BRIDGE_CONFIG names the file, and the option wins over it', () => {
    folder.write('a/one.yaml', MINIMAL).write('b/two.yaml', MINIMAL);
    const env = { ...EXAMPLE_ENV, BRIDGE_CONFIG: 'a/one.yaml' };
    expect(folder.load({ env }).config.configFile).toBe(join(folder.path, 'a/one.yaml'));
    expect(folder.load({ env, configFile: 'b/two.yaml' }).config.configFile).toBe(join(folder.path, 'b/two.yaml'));
  });

  it('every part of the result is frozen', () => {
    const loaded = ConfigFolder.fromExamples().load();
    const open: string[] = [];
    const walk = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return;
      if (!Object.isFrozen(value)) open.push(path);
      for (const [key, item] of Object.entries(value)) walk(item, `${path}.${key}`);
    };
    walk(loaded, '');
    expect(open).toEqual([]);
    expect(() => Object.assign(loaded.config.http, { port: 1 })).toThrow(TypeError);
  });

  it('the examples let no stream change anything', () => {
    const { streams } = ConfigFolder.fromExamples().load().config;
    expect(Object.values(streams).map((stream) => stream.policy)).toEqual(Array(4).fill('plan-only'));
  });
});

describe('bridge.yaml: one problem each', () => {
  it.each([
    [
      'a policy that is not written down',
      change('tickets: { policy: plan-only }', 'tickets: {}'),
      '19 streams.tickets.policy: is missing',
    ],
    ['a stream that is not written down', change('  billing: { policy: off }\n', ''), '17 streams.billing: is missing'],
    [
      'an unknown policy',
      change('mapping: { policy: plan-only }', 'mapping: { policy: plan }'),
      '18 streams.mapping.policy: must be one of off, plan-only, upsert-only, full',
    ],
    ['an unknown key', `${MINIMAL}dryRun: true\n`, '22 dryRun: is not a known key'],
    [
      'an unknown key far below',
      change('    apiKey: ', '    events: { firstWindowDay: 3 }\n    apiKey: '),
      '6 vspc[0].events.firstWindowDay: is not a known key',
    ],
    [
      'an installation that would not survive in a mark',
      change('installation: prod', 'installation: Prod 1'),
      '1 installation: must be 1 to 20 lower-case letters, digits and hyphens',
    ],
    [
      'a time zone that does not exist',
      change('America/New_York', 'America/Newark'),
      '2 timezone: must be a time zone by its IANA name',
    ],
    [
      'a database that is not known',
      `${MINIMAL}database: { url: 'mysql://db/bridge' }\n`,
      '22 database.url: must be sqlite:<file> or postgres://user@host:5432/name',
    ],
    [
      'a database in memory, which forgets',
      `${MINIMAL}database: { url: 'sqlite::memory:' }\n`,
      '22 database.url: must be sqlite:<file> or postgres://user@host:5432/name',
    ],
    ['a section that is a word', `${MINIMAL}http: localhost\n`, '22 http: must be a section with keys'],
    ['a section that is a list', `${MINIMAL}http: [1]\n`, '22 http: must be a section with keys'],
    [
      'a list that is a section',
      change('  - name: main\n    url', '    name: main\n    url'),
      '3 vspc: must be a list of sections',
    ],
    [
      'an entry of a list that is a word',
      change('  - name: main', '  - other\n  - name: main'),
      '4 vspc[0]: must be a section with keys',
    ],
    [
      'an empty list of servers',
      MINIMAL.replace(/vspc:\n(?: .*\n)+/, 'vspc: []\n'),
      '3 vspc: must name at least one server',
    ],
    [
      'a port that is a word',
      `${MINIMAL}http: { port: http }\n`,
      '22 http.port: must be a whole number from 0 to 65535',
    ],
    ['a port in octal', `${MINIMAL}http: { port: 0123 }\n`, '22 http.port: must be a whole number from 0 to 65535'],
    [
      'a port with an exponent',
      `${MINIMAL}http: { port: 1e3 }\n`,
      '22 http.port: must be a whole number from 0 to 65535',
    ],
    [
      'a limit below zero',
      change('tickets: { policy: plan-only }', 'tickets: { policy: plan-only, limits: { create: -1 } }'),
      '19 streams.tickets.limits.create: must be a whole number from 0 to 1000000',
    ],
    [
      'a limit on notes, which are not counted',
      change('tickets: { policy: plan-only }', 'tickets: { policy: plan-only, limits: { note: 5 } }'),
      '19 streams.tickets.limits.note: is not a known key',
    ],
    [
      'a schedule that is no cron',
      change('tickets: { policy: plan-only }', 'tickets: { policy: plan-only, schedule: "61 * * * *" }'),
      '19 streams.tickets.schedule: must be a cron expression of five fields',
    ],
    [
      'a schedule with seconds',
      change('tickets: { policy: plan-only }', 'tickets: { policy: plan-only, schedule: "*/5 * * * * *" }'),
      '19 streams.tickets.schedule: must be a cron expression of five fields',
    ],
    [
      'a duration without a unit',
      change('    apiKey: ', '    slowSources: 60\n    apiKey: '),
      '6 vspc[0].slowSources: must be a duration of at most 3653 days',
    ],
    ['a key without a value', change('companyId: acme', 'companyId:'), '9 connectwise.companyId: has no value'],
    [
      'an address without a scheme',
      change('https://vspc.example.com:1280', 'vspc.example.com'),
      '5 vspc[0].url: must be an address such as https://host:1280',
    ],
    ['plain http to another machine', change('https://vspc', 'http://vspc'), '5 vspc[0].url: must begin with https://'],
    [
      'an address copied with the path of the API',
      change('com:1280', 'com:1280/api/v3'),
      '5 vspc[0].url: must not hold the path of the API',
    ],
    [
      'an address with a password',
      change('https://vspc', 'https://me:secret@vspc'),
      '5 vspc[0].url: must not hold a user name or password',
    ],
    [
      'an address with a query',
      change('com:1280', 'com:1280?key=1'),
      '5 vspc[0].url: must not hold a query or fragment',
    ],
    [
      'the address of the web client',
      change('https://api-na.', 'https://na.'),
      '8 connectwise.url: is the address of the web client, not of the API',
    ],
    ['no login to VSPC', change('    apiKey: ${VSPC_API_KEY}\n', ''), '4 vspc[0]: has no apiKey'],
    [
      'two logins to VSPC',
      change('    apiKey: ', '    username: me\n    password: secret\n    apiKey: '),
      '4 vspc[0]: has both an apiKey and a login',
    ],
    [
      'half a login to VSPC',
      change('    apiKey: ${VSPC_API_KEY}', '    username: me'),
      '4 vspc[0].password: is missing beside username',
    ],
    [
      'a CA file that is not there',
      change('    apiKey: ', '    tls: { caFile: ca.pem }\n    apiKey: '),
      '6 vspc[0].tls.caFile: names a file that does not exist',
    ],
    [
      'a CA file that holds none',
      change('    apiKey: ', '    tls: { caFile: config/bridge.yaml }\n    apiKey: '),
      '6 vspc[0].tls.caFile: names a file that holds no certificate',
    ],
    [
      'no IT Glue for documentation',
      MINIMAL.replace(/itglue:\n(?: .*\n){2}/, ''),
      '1 itglue: is missing while streams.documentation is not off',
    ],
    ['IT Glue without a region', change('  region: us\n', ''), '14 itglue: has no region'],
    [
      'IT Glue with region and address',
      change('  region: us', '  region: us\n  url: https://api.itglue.com'),
      '16 itglue.url: stands beside region',
    ],
    [
      'a key with a line break in it',
      change('${ITGLUE_API_KEY}', '"a b"'),
      '16 itglue.apiKey: must be printable characters without spaces',
    ],
  ])('%s', (_sentence, text, problem) => {
    expect(sentences(text)).toEqual([problem]);
  });

  it('two servers with one name, and with one address', () => {
    const second = '  - name: main\n    url: https://VSPC.example.com:1280/\n    apiKey: other-key\n';
    expect(sentences(change('connectwise:\n', `${second}connectwise:\n`))).toEqual([
      '7 vspc[1].name: is the same as vspc[0].name',
      '8 vspc[1].url: is the same as vspc[0].url',
    ]);
  });

  it('every problem is reported at once, in the order of the file', () => {
    const text = change('installation: prod', 'installation: 1 2')
      .replace('region: us', 'region: mars')
      .replace('tickets: {', 'tickets: { when: now,');
    expect(sentences(text, { env: {} }).map((line) => line.split(':')[0])).toEqual([
      '1 installation',
      '6 vspc[0].apiKey',
      '10 connectwise.publicKey',
      '11 connectwise.privateKey',
      '12 connectwise.clientId',
      '15 itglue.region',
      '16 itglue.apiKey',
      '19 streams.tickets.when',
    ]);
  });

  it('the nearest known key is suggested', () => {
    folder.write('config/bridge.yaml', change('companyId:', 'companyIdd:'));
    expect(folder.problems().map((problem) => problem.hint)).toContain('Did you mean companyId?');
  });

  it.each([
    [
      'documentation is off',
      change('documentation: { policy: plan-only }', 'documentation: { policy: off }').replace(
        /itglue:\n(?: .*\n){2}/,
        '',
      ),
    ],
    ['http on this machine', change('https://vspc.example.com:1280', 'http://127.0.0.1:8080')],
    ['ids and numbers in quotes', `${MINIMAL}http: { port: "3100" }\n`],
    ['a section with everything commented out', `${MINIMAL}http:\n`],
  ])('accepted: %s', (_sentence, text) => {
    expect(sentences(text)).toEqual([]);
  });
});

describe('the form of a file', () => {
  const bomb = ['a: &a [1,1,1,1,1,1,1,1,1,1]']
    .concat(
      ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((above, index) => {
        const name = 'bcdefghi'.charAt(index);
        return `${name}: &${name} [${Array(10).fill(`*${above}`).join(',')}]`;
      }),
    )
    .join('\n');
  it.each([
    ['the same key twice', `${MINIMAL}timezone: UTC\n`, '22 : has the same key twice'],
    ['a tab', change('  region: us', '\tregion: us'), '15 : is indented with a tab'],
    [
      'a quote that is not closed',
      change('companyId: acme', 'companyId: "acme'),
      '9 : misses a quote, bracket or colon',
    ],
    ['two documents', `${MINIMAL}---\nother: 1\n`, '22 : holds more than one document'],
    ['a tag', change('companyId: acme', 'companyId: !vault acme'), '9 : uses a YAML tag that is not supported'],
    [
      'an alias that is not defined',
      change('companyId: acme', 'companyId: *acme'),
      '9 connectwise.companyId: uses an alias that is not defined above',
    ],
    ['an alias of itself', `${MINIMAL}http: &http { host: *http }\n`, '22 http.host: contains itself'],
    ['a key of the language', `${MINIMAL}__proto__: { policy: full }\n`, '22 : has a key that is not a plain word'],
    ['a list', '- 1\n', '1 : must be keys with values'],
    ['UTF-16', Buffer.from(`\ufeff${MINIMAL}`, 'utf16le'), 'null : is UTF-16 text'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]), 'null : is not a text file'],
    ['bytes that are no UTF-8', Buffer.from([0x61, 0xff, 0xfe, 0x62]), 'null : is not UTF-8 text'],
    ['six megabytes', `# ${'x'.repeat(6 * 1024 * 1024)}`, 'null : is larger than 5120 KiB'],
  ])('%s', (_sentence, text, problem) => {
    expect(sentences(text)).toContain(problem);
  });

  it('an alias bomb is refused, and quickly', () => {
    expect(sentences(bomb).some((line) => line.includes('repeats itself through aliases'))).toBe(true);
  });

  it('ten thousand brackets do not end the process', () => {
    expect(sentences(`a: ${'['.repeat(10_000)}`)).not.toEqual([]);
  });

  it('a byte-order mark is no problem', () => {
    expect(sentences(`\ufeff${MINIMAL}`)).toEqual([]);
  });

  it('an empty file misses everything that has no default', () => {
    expect(sentences('# nothing yet\n').map((line) => line.split(' ')[1])).toEqual([
      'installation:',
      'timezone:',
      'vspc:',
      'connectwise:',
      'streams:',
    ]);
  });

  it('a folder in place of the file', () => {
    mkdirSync(join(folder.path, 'config', 'folder.yaml'));
    expect(folder.problems({ configFile: 'config/folder.yaml' })).toMatchObject([{ message: 'is not a regular file' }]);
  });

  it('no file at all names init', () => {
    const [problem] = folder.problems({ configFile: 'config/none.yaml' });
    expect(problem).toMatchObject({ file: join('config', 'none.yaml'), line: null, message: 'does not exist' });
    expect(problem?.hint).toContain('vspc-bridge init');
  });
});

describe('references', () => {
  it('a variable, a file and a literal', () => {
    folder.write('secret.txt', 'from-the-file\n');
    const text = change('${VSPC_API_KEY}', '${file:secret.txt}').replace(
      'companyId: acme',
      () => 'companyId: "a$${b}"',
    );
    folder.write('config/bridge.yaml', text);
    const { config } = folder.load();
    expect(config.connectwise.companyId).toBe('a${b}');
    expect(config.vspc[0]?.credentials).toMatchObject({ kind: 'api-key' });
    const credentials = config.vspc[0]?.credentials;
    expect(credentials?.kind === 'api-key' && credentials.apiKey.reveal()).toBe('from-the-file');
  });

  it.each([
    [
      'a variable that is not set',
      '${NOT_SET}',
      '6 vspc[0].apiKey: needs the environment variable NOT_SET, which is not set',
    ],
    ['a variable that is empty', '${EMPTY}', '6 vspc[0].apiKey: needs the environment variable EMPTY, which is empty'],
    ['a file that is not there', '${file:none.txt}', '6 vspc[0].apiKey: names a file that does not exist'],
    ['an empty file', '${file:empty.txt}', '6 vspc[0].apiKey: names a file that is empty'],
    ['a folder', '${file:config}', '6 vspc[0].apiKey: names a file that is not a regular file'],
    ['a reference without an end', '"${VSPC_API_KEY"', '6 vspc[0].apiKey: has a reference that is not complete'],
    [
      'a reference with a default, as shells have it',
      '"${VSPC_API_KEY:-x}"',
      '6 vspc[0].apiKey: has a reference that is not complete',
    ],
  ])('%s', (_sentence, reference, problem) => {
    folder.write('empty.txt', '\n');
    expect(sentences(change('${VSPC_API_KEY}', reference), { env: { ...EXAMPLE_ENV, EMPTY: ' ' } })).toEqual([problem]);
  });

  it('what a variable brings in is not looked at again', () => {
    const { config } = folder.load({ env: { ...EXAMPLE_ENV, VSPC_API_KEY: '${CW_PUBLIC_KEY}' } });
    const credentials = config.vspc[0]?.credentials;
    expect(credentials?.kind === 'api-key' && credentials.apiKey.reveal()).toBe('${CW_PUBLIC_KEY}');
  });

  it.each([
    ['false', false],
    ['true', true],
  ])('the text %s out of the environment is that truth value', (text, expected) => {
    folder.write('config/bridge.yaml', change('    apiKey: ', '    events: { enabled: "${EVENTS}" }\n    apiKey: '));
    expect(folder.load({ env: { ...EXAMPLE_ENV, EVENTS: text } }).config.vspc[0]?.events.enabled).toBe(expected);
  });

  it.each(['no', '0', 'False', 'off', '1', 'yes'])('the text %s is no truth value', (text) => {
    const file = change('    apiKey: ', '    events: { enabled: "${EVENTS}" }\n    apiKey: ');
    expect(sentences(file, { env: { ...EXAMPLE_ENV, EVENTS: text } })).toEqual([
      '6 vspc[0].events.enabled: must be true or false',
    ]);
  });

  it('a password with every character reaches the database address encoded', () => {
    folder.write(
      'config/bridge.yaml',
      `${MINIMAL}database: { url: 'postgres://bridge:\${PGPASSWORD}@db:5432/bridge' }\n`,
    );
    const { database } = folder.load({ env: { ...EXAMPLE_ENV, PGPASSWORD: 'p@ss/w:rd?#%' } }).config;
    expect(database).toMatchObject({ engine: 'postgres', target: 'db:5432/bridge' });
    expect(database.engine === 'postgres' && new URL(database.url.reveal()).password).toBe(
      encodeURIComponent('p@ss/w:rd?#%'),
    );
  });
});

describe('$BRIDGE_NOW', () => {
  const LOOPBACK = MINIMAL.replace('https://vspc.example.com:1280', 'http://localhost:1280')
    .replace('https://api-na.myconnectwise.net', 'http://127.0.0.1:8081')
    .replace('region: us', 'url: http://[::1]:8082');
  const env = { ...EXAMPLE_ENV, BRIDGE_NOW: '2026-11-02T08:00:00Z' };

  it('fixes the clock when every configured system is on this machine', () => {
    folder.write('config/bridge.yaml', LOOPBACK);
    expect(folder.load({ env }).config.fixedNowMs).toBe(Date.parse('2026-11-02T08:00:00Z'));
    expect(folder.load().config.fixedNowMs).toBeNull();
  });

  it.each([
    ['VSPC', LOOPBACK.replace('http://localhost:1280', 'https://vspc.example.com')],
    ['ConnectWise', LOOPBACK.replace('http://127.0.0.1:8081', 'https://127.0.0.1.example.com')],
    ['IT Glue', LOOPBACK.replace('url: http://[::1]:8082', 'region: eu')],
  ])('is refused when %s is elsewhere', (_system, text) => {
    expect(sentences(text, { env })).toEqual([
      'null $BRIDGE_NOW: fixes the clock, and a configured system is not on this machine',
    ]);
  });

  it.each(['yesterday', '2026-13-01', '08:00'])('%s is no time', (text) => {
    expect(sentences(LOOPBACK, { env: { ...env, BRIDGE_NOW: text } })).toEqual([
      'null $BRIDGE_NOW: must be a date and time',
    ]);
  });
});

it('a CA file that is yet to be written may be missing for check --save-ca', () => {
  folder.write('config/bridge.yaml', change('    apiKey: ', '    tls: { caFile: ca.pem }\n    apiKey: '));
  expect(folder.load({ allowMissingCaFiles: true }).config.vspc[0]?.tls).toEqual({
    caFile: join(folder.path, 'ca.pem'),
    caPem: null,
  });
});

it('secrets are known to the redactor, in the forms in which they travel', () => {
  const redactor = new Redactor();
  folder.write('token.txt', 'token-from-a-file');
  folder.write(
    'config/bridge.yaml',
    change('${ITGLUE_API_KEY}', '${file:token.txt}').replace('${CW_CLIENT_ID}', 'written-into-it'),
  );
  loadConfig({ env: EXAMPLE_ENV, redactor, cwd: folder.path });
  const basic = Buffer.from(`acme+${EXAMPLE_ENV.CW_PUBLIC_KEY}:${EXAMPLE_ENV.CW_PRIVATE_KEY}`).toString('base64');
  const text = [
    'token-from-a-file',
    'written-into-it',
    EXAMPLE_ENV.VSPC_API_KEY,
    EXAMPLE_ENV.CW_PRIVATE_KEY,
    basic,
  ].join(' ');
  expect(redactor.redact(text)).toBe(Array(5).fill('[redacted]').join(' '));
});

it('the example of the repository is what init writes', () => {
  expect(readExample('config/bridge.example.yaml')).toContain('$schema=./bridge.schema.json');
});
