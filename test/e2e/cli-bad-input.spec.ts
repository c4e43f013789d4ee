import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import type { Sandbox } from '../../src/sandbox/sandbox';
import { startSandbox } from '../../src/sandbox/start-sandbox';
import { writeSandboxConfig } from '../../src/sandbox/write-config';
import { runCommandLine, type CliResult } from '../support/run-cli';
import { createSelfSigned } from '../support/self-signed-certificate';

const START = new Date('2026-11-02T08:00:00Z');

/** A folder with the configuration of the sandbox, to be damaged by one test. */
class Folder {
  readonly path = mkdtempSync(join(tmpdir(), 'vspc-bridge-cli-'));
  readonly config = join(this.path, 'config', 'bridge.yaml');
  readonly database = join(this.path, 'data', 'bridge.db');

  constructor(original: string) {
    cpSync(original, this.path, { recursive: true });
  }

  file(name: string): string {
    return join(this.path, name);
  }

  replace(name: string, search: string | RegExp, replacement: string): void {
    const text = readFileSync(this.file(name), 'utf8');
    expect(text).toMatch(search);
    writeFileSync(this.file(name), text.replace(search, replacement));
  }

  append(name: string, text: string): void {
    writeFileSync(this.file(name), `${readFileSync(this.file(name), 'utf8')}${text}`);
  }

  run(command: string, env: Record<string, string> = {}): Promise<CliResult> {
    return runCommandLine([...command.split(' '), '--config', this.config], { env });
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

describe('bad input on the command line', () => {
  let sandbox: Sandbox;
  let original: string;
  let folder: Folder;

  beforeAll(async () => {
    sandbox = await startSandbox({ companies: 6, jobsPerCompany: 2, start: START });
    original = mkdtempSync(join(tmpdir(), 'vspc-bridge-original-'));
    await writeSandboxConfig(sandbox, original);
  });

  afterAll(async () => {
    await sandbox.close();
    rmSync(original, { recursive: true, force: true });
  });

  beforeEach(() => {
    folder = new Folder(original);
    sandbox.resetLog();
  });

  afterEach(() => {
    folder.remove();
  });

  function secrets(): readonly string[] {
    const { vspc, connectwise, itglue } = sandbox.credentials;
    return [vspc.apiKey, connectwise.publicKey, connectwise.privateKey, connectwise.clientId, itglue.apiKey];
  }

  function expectRefusal(result: CliResult, sentence: RegExp): void {
    expect(result.code).toBe(1);
    expect(result.err.replace(/\s+/g, ' ')).toMatch(sentence);
    expect(result.err).toMatch(/→/);
    expect(result.err).not.toMatch(/\n\s+at /);
    for (const line of result.err.split('\n'))
      if (!line.includes(folder.path)) expect(line.length).toBeLessThanOrEqual(80);
    for (const secret of secrets()) expect(result.err + result.out).not.toContain(secret);
  }

  describe('of configuration and mappings: every problem at once, nothing started', () => {
    it.each<[string, (folder: Folder) => void, RegExp]>([
      [
        'an unknown key',
        (broken) => {
          broken.append('config/bridge.yaml', '\ndatbase: {}\n');
        },
        /datbase is not a known key.*→ Did you mean database/,
      ],
      [
        'a wrong type',
        (broken) => {
          broken.replace('config/bridge.yaml', /requestsPerSecond: 10\n/, 'requestsPerSecond: fast\n');
        },
        /itglue.requestsPerSecond must be a number/,
      ],
      [
        'a missing variable',
        (broken) => {
          broken.replace('config/bridge.yaml', /privateKey: .*/, 'privateKey: ${CW_PRIVATE_KEY}');
        },
        /connectwise.privateKey .*CW_PRIVATE_KEY/,
      ],
      [
        'a policy that is not written down',
        (broken) => {
          broken.replace('config/bridge.yaml', /mapping:\n\s+policy: full\n/, 'mapping:\n');
        },
        /streams.mapping.policy is missing/,
      ],
      [
        'YAML that cannot be read',
        (broken) => {
          writeFileSync(broken.file('mappings/tickets.yaml'), 'defaults:\n  board: "Backup\n');
        },
        /mappings\/tickets.yaml:\d+/,
      ],
      [
        'YAML that is huge',
        (broken) => {
          writeFileSync(broken.file('mappings/tickets.yaml'), `# ${'x'.repeat(70_000_000)}\n`);
        },
        /mappings\/tickets.yaml .*(large|MB)/,
      ],
      [
        'a company that is pinned twice',
        (broken) => {
          const uid = 'eb866e8f-a0f5-41f4-9dd9-8cc59266ff25';
          const pin = `  - vspc: { connection: main, uid: ${uid} }\n    connectwise: { id: 250 }\n`;
          broken.replace('mappings/companies.yaml', /^companies:\n/, `companies:\n${pin}${pin}`);
        },
        /companies\[1\].*(same|twice|already)/,
      ],
      [
        'a fixed clock with a system that is not on this machine',
        (broken) => {
          broken.replace(
            'config/bridge.yaml',
            /url: http:\/\/127[^\n]*\n\s+companyId/,
            'url: https://cw.example.com\n  companyId',
          );
        },
        /\$BRIDGE_NOW fixes the clock/,
      ],
    ])('%s', async (_sentence, damage, sentence) => {
      damage(folder);
      expectRefusal(await folder.run('reconcile', { BRIDGE_NOW: START.toISOString() }), sentence);
      expect(existsSync(folder.database)).toBe(false);
      expect(sandbox.requests()).toEqual([]);
    });

    it('tells all of them together, each with its place', async () => {
      folder.append('config/bridge.yaml', '\nsurprise: 1\n');
      folder.append('mappings/products.yaml', '\nsurprise: 1\n');
      const result = await folder.run('plan --json');
      expect(result.code).toBe(1);
      const { error } = result.json() as { error: { kind: string; problems: { file: string; line: number }[] } };
      expect(error.kind).toBe('config');
      expect(error.problems.map(({ file }) => file.replace(/.*\/(\w+)\/(\w+\.yaml)$/, '$1/$2'))).toEqual([
        'config/bridge.yaml',
        'mappings/products.yaml',
      ]);
      expect(error.problems.every(({ line }) => line > 1)).toBe(true);
    });
  });

  describe('of the surroundings', () => {
    it('a database that a newer program wrote', async () => {
      expect((await folder.run('db migrate')).code).toBe(0);
      const database = new BetterSqlite3(folder.database);
      database
        .prepare("INSERT INTO schema_migration (timestamp, name) VALUES (2999999999999, 'Later2999999999999')")
        .run();
      database.close();
      expectRefusal(await folder.run('reconcile'), /newer/);
      expect(sandbox.requests()).toEqual([]);
    });

    it('a database that is none', async () => {
      expect((await folder.run('db migrate')).code).toBe(0);
      for (const suffix of ['-wal', '-shm']) rmSync(`${folder.database}${suffix}`, { force: true });
      writeFileSync(folder.database, 'not a database, but long enough to look like one'.repeat(100));
      expectRefusal(await folder.run('reconcile'), /is not a SQLite database/);
    });

    it('a folder where no database can be made', async () => {
      writeFileSync(folder.file('data'), 'a file in the way');
      const result = await folder.run('reconcile');
      expectRefusal(result, /database.*cannot be/i);
      chmodSync(folder.file('data'), 0o600);
    });

    it('a folder that the system itself keeps, in which nobody can make one', async () => {
      folder.replace('config/bridge.yaml', /url: "?sqlite:[^\n"]*"?/, 'url: "sqlite:/proc/nowhere/deeper/bridge.db"');
      expectRefusal(await folder.run('reconcile'), /\/proc\/nowhere\/deeper\/bridge.db cannot be opened for writing/);
    });

    it('a busy port', async () => {
      const busy = await listen(createServer());
      try {
        folder.replace('config/bridge.yaml', /port: 0/, `port: ${portOf(busy)}`);
        expectRefusal(await folder.run('serve'), new RegExp(`Port ${portOf(busy)} of 127.0.0.1 is in use`));
        expect(sandbox.writes()).toEqual([]);
      } finally {
        busy.close();
      }
    });

    it('a clock that is a month off, by all systems that answered: nothing is decided, and nothing written', async () => {
      const date = new Date(Date.now() + 31 * 86_400_000);
      const addresses = Object.values(sandbox.addresses);
      const proxies = await Promise.all(addresses.map((address) => listen(proxyWithDate(address, date))));
      try {
        for (const [index, address] of addresses.entries())
          folder.replace('config/bridge.yaml', address, `http://127.0.0.1:${portOf(proxies[index]!)}`);
        const { code, out } = await folder.run('reconcile', { BRIDGE_NOW: START.toISOString() });
        expect(out).toMatch(/The clock of this machine is 31 days behind .*nothing is\s+decided by it/s);
        expect(out).toContain('Synchronise this machine with NTP');
        expect(code).toBe(3);
        expect(sandbox.writes()).toEqual([]);
        const checked = await folder.run('check');
        expect(checked.out).toMatch(/✗ clock: The clock of this machine is 31 days behind/);
        expect(checked.code).toBe(1);
      } finally {
        for (const proxy of proxies) {
          proxy.closeAllConnections();
          proxy.close();
        }
      }
    });

    it('busy ports of the sandbox', async () => {
      const busy = await listen(createServer());
      try {
        const result = await runCommandLine(['sandbox', '--port', String(portOf(busy))]);
        expectRefusal(result, /is in use by another process/);
      } finally {
        busy.close();
      }
    });
  });

  describe('seen by check', () => {
    async function failures(): Promise<{ system: string; name: string; message: string; hint: string }[]> {
      const result = await folder.run('check --json');
      expect(result.code).toBe(1);
      for (const secret of secrets()) expect(result.err + result.out).not.toContain(secret);
      expect(existsSync(folder.database)).toBe(false);
      const { checks } = result.json() as {
        checks: { ok: boolean; system: string; name: string; message: string; hint: string }[];
      };
      return checks.filter(({ ok }) => !ok);
    }

    it.each<[string, RegExp, string, string, RegExp, RegExp]>([
      ['a wrong key of VSPC', /apiKey: [0-9a-f]{64}/, 'apiKey: 00000000', 'vspc:main', /401/, /url and apiKey of main/],
      [
        'a wrong key of ConnectWise',
        /privateKey: .*/,
        'privateKey: wrongwrong',
        'connectwise',
        /401/,
        /keys under connectwise/,
      ],
      [
        'a wrong key of IT Glue',
        /apiKey: ITG.*/,
        'apiKey: ITG.wrong',
        'itglue',
        /403.*region/,
        /region \(or url\) and apiKey/,
      ],
      [
        'a wrong address',
        /(main\n\s+url: http:\/\/127\.0\.0\.1):\d+/,
        '$1:9',
        'vspc:main',
        /nothing answers/,
        /url and apiKey of main/,
      ],
    ])('%s', async (_sentence, search, replacement, system, message, hint) => {
      folder.replace('config/bridge.yaml', search, replacement);
      const failed = await failures();
      expect(failed.map((item) => item.system)).toEqual([system]);
      expect(failed[0]!.message).toMatch(message);
      expect(failed[0]!.hint).toMatch(hint);
      expect(sandbox.writes()).toEqual([]);
    });

    it('a key of another region of IT Glue', async () => {
      sandbox.setSwitch('itglue', 'servedRegion', 'eu');
      try {
        const [failed, ...others] = await failures();
        expect([failed?.system, failed?.message, others]).toEqual(['itglue', expect.stringMatching(/403.*region/), []]);
        expect(failed!.hint).toMatch(/region \(or url\)/);
      } finally {
        sandbox.setSwitch('itglue', 'servedRegion', 'account');
      }
    });

    it('names that ConnectWise does not have, each with what it could be', async () => {
      folder.replace('mappings/tickets.yaml', /priority: .*/, 'priority: Priority 3 - Medium Respons');
      folder.replace('mappings/tickets.yaml', /closed: Closed/, 'closed: In Progress');
      folder.replace('mappings/products.yaml', /product: VEEAM-SRV/, 'product: VEEAM-SVR');
      const failed = await failures();
      expect(failed.map(({ name, message }) => `${name}: ${message}`)).toEqual([
        'closed status: closed status “In Progress” does not close the ticket',
        'priority: there is no priority “Priority 3 - Medium Respons”',
        'product of server-agents: there is no product “VEEAM-SVR” in the catalog',
      ]);
      expect(failed[1]!.hint).toMatch(/Did you mean Priority 3 - Medium Response/);
    });

    it('a list that the role may not read', async () => {
      sandbox.failNext('vspc', 'GET /alarms/active', {
        status: 403,
        body: { errors: [{ code: 403, type: 'security', message: 'Access denied.' }] },
      });
      const failed = await failures();
      expect(failed.map(({ name }) => name)).toEqual(['alarms']);
      expect(failed[0]!.hint).toMatch(/Portal Administrator/);
    });

    it('a clock that is off is a warning', async () => {
      const proxy = await listen(proxyWithDate(sandbox.addresses.vspc, new Date(Date.now() - 600_000)));
      try {
        folder.replace('config/bridge.yaml', sandbox.addresses.vspc, `http://127.0.0.1:${portOf(proxy)}`);
        const result = await folder.run('check --json');
        const { checks } = result.json() as { checks: { ok: boolean; name: string; message: string }[] };
        const clock = checks.find(({ name }) => name === 'clock');
        expect(result.code).toBe(0);
        expect(clock).toMatchObject({
          ok: true,
          message: "the clock of this machine is 10 minutes ahead of the server's",
        });
      } finally {
        proxy.closeAllConnections();
        proxy.close();
      }
    });
  });

  describe('of a certificate', () => {
    let secure: Sandbox;

    beforeAll(async () => {
      secure = await startSandbox({
        companies: 6,
        jobsPerCompany: 1,
        start: START,
        tls: createSelfSigned(['localhost'], ['127.0.0.1']),
      });
    });

    afterAll(async () => {
      await secure.close();
    });

    beforeEach(() => {
      folder.replace('config/bridge.yaml', sandbox.addresses.vspc, secure.addresses.vspc);
    });

    it('that nobody trusts names the way out', async () => {
      const result = await folder.run('check');
      expect(result.code).toBe(1);
      expect(result.out.replace(/\s+/g, ' ')).toMatch(/certificate is not trusted.*check --save-ca FILE/);
      expect(secure.requests()).toEqual([]);
    });

    it('is shown and not stored while nobody agreed', async () => {
      const file = folder.file('ca.pem');
      expectRefusal(await folder.run(`check --save-ca ${file}`), /Nobody can be asked/);
      expect(existsSync(file)).toBe(false);
      const argv = ['check', '--save-ca', file, '--config', folder.config];
      const refused = await runCommandLine(argv, { confirm: () => Promise.resolve(false) });
      expect(refused.code).toBe(1);
      expect(refused.out).toMatch(/SHA-256\s+([0-9A-F]{2}:){16}\n\s+([0-9A-F]{2}:){15}[0-9A-F]{2}\n/);
      expect(existsSync(file)).toBe(false);
    });

    it('of another host is not stored, for it would not help', async () => {
      const elsewhere = await listen(createSecureServer(createSelfSigned(['vspc.elsewhere.example'])));
      try {
        folder.replace('config/bridge.yaml', secure.addresses.vspc, `https://127.0.0.1:${portOf(elsewhere)}`);
        const file = folder.file('ca.pem');
        const refused = await folder.run(`check --save-ca ${file} --yes`);
        expectRefusal(refused, /not made for 127\.0\.0\.1.*vspc\.elsewhere\.example/s);
        expect(existsSync(file)).toBe(false);
      } finally {
        elsewhere.close();
      }
    });

    it('is trusted once it was stored and named', async () => {
      const file = folder.file('ca.pem');
      const stored = await folder.run(`check --save-ca ${file} --yes`);
      expect(stored.code).toBe(0);
      expect(stored.out).toContain('tls: { caFile: ca.pem }');
      folder.replace(
        'config/bridge.yaml',
        /timezone: Europe\/Berlin/,
        'tls: { caFile: ca.pem }\n    timezone: Europe/Berlin',
      );
      const checked = await folder.run('check');
      expect(checked.out).toContain('Connected to Veeam VSPC 9.1');
      expect(checked.code).toBe(0);
    });
  });
});

async function listen(server: Server): Promise<Server> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve();
    });
  });
  return server;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

/** Passes everything on and lies about the time. */
function proxyWithDate(target: string, date: Date): Server {
  return createServer((request, response) => {
    const forward = async (): Promise<void> => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).filter(([name]) => !['host', 'connection', 'content-length'].includes(name)),
      ) as Record<string, string>;
      const answer = await fetch(`${target}${request.url ?? ''}`, { method: request.method ?? 'GET', headers });
      const body = Buffer.from(await answer.arrayBuffer());
      response.writeHead(answer.status, {
        'content-type': answer.headers.get('content-type') ?? 'application/json',
        date: date.toUTCString(),
      });
      response.end(body);
    };
    void forward();
  });
}
