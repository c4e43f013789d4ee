import { spawn } from 'node:child_process';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import type { Fault } from '../../src/sandbox/http/scripted-faults';
import type { SandboxSystem } from '../../src/sandbox/sandbox-options';
import { BridgeFixture } from '../support/bridge-fixture';
import { settle } from '../support/settled-bridge';
import { temporaryDatabase, type TemporaryDatabase } from '../support/temporary-database';

const CLI = join(__dirname, '..', '..', 'dist', 'cli.js');
const SYSTEMS: readonly SandboxSystem[] = ['vspc', 'connectwise', 'itglue'];

/** Failures whose bodies repeat what was sent, as proxies and verbose servers do. */
function echoing(secret: string): readonly Fault[] {
  return [
    { status: 500, body: { message: `Authorization: Bearer ${secret} failed` }, times: 4 },
    { status: 401, body: { error: 'invalid_grant', error_description: `key ${secret} is unknown` } },
    { status: 403, body: { code: 'Forbidden', message: `${secret} may not` } },
    { status: 400, body: { errors: [{ detail: `x-api-key: ${secret}` }] } },
    { redirectTo: `https://elsewhere.invalid/?token=${encodeURIComponent(secret)}` },
  ];
}

describe('9: no secret', () => {
  let fixture: BridgeFixture;
  let temporary: TemporaryDatabase;
  let secrets: readonly string[];
  const said: string[] = [];

  /** One command of the built program, with everything that it says. */
  function command(...args: readonly string[]): Promise<string> {
    const config = join(fixture.folder, 'config', 'bridge.yaml');
    const child = spawn(process.execPath, [CLI, ...args, '--config', config], { cwd: fixture.folder });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    }
    return new Promise((resolve) => {
      child.once('close', () => {
        resolve(text);
      });
    });
  }

  beforeAll(async () => {
    fixture = await BridgeFixture.start({ companies: 8, jobsPerCompany: 2, start: new Date() });
    temporary = await temporaryDatabase('postgres');
    const { vspc, connectwise, itglue } = fixture.sandbox.credentials;
    secrets = [vspc.apiKey, connectwise.privateKey, connectwise.publicKey, connectwise.clientId, itglue.apiKey];
    const options = { target: temporary.target };
    await settle(fixture, options);
    for (const system of SYSTEMS) {
      for (const fault of echoing(secrets.join(' '))) {
        fixture.sandbox.failNext(system, '*', fault);
        said.push(JSON.stringify(await fixture.pass({}, options).catch((error: unknown) => describeError(error))));
        fixture.sandbox.clearFaults();
        fixture.wall.advance(60_000);
      }
    }
  }, 120_000);

  afterAll(async () => {
    await fixture.stop();
    await temporary.dispose();
  });

  const found = (text: string): readonly string[] => secrets.filter((secret) => text.includes(secret));

  it('is in a report or an error, whatever the vendors echo', () => {
    expect(said.join('\n').length).toBeGreaterThan(10_000);
    expect(found(said.join('\n'))).toEqual([]);
  });

  it('is in a stored row', async () => {
    const rows = await dump(temporary);
    expect(rows).toContain('vspcb:');
    expect(found(rows)).toEqual([]);
  });

  it('is in what the vendors were given to keep', () => {
    const { connectwise, itglue } = fixture.sandbox.snapshot() as Record<string, Record<string, unknown>>;
    const written = JSON.stringify([connectwise!['tickets'], connectwise!['notes'], itglue!['flexibleAssets']]);
    expect(found(written)).toEqual([]);
  });

  it('is in what commands say, or in the files that they write', async () => {
    const outputs: string[] = [];
    for (const system of SYSTEMS) fixture.sandbox.failNext(system, '*', echoing(secrets.join(' '))[0]!);
    outputs.push(await command('plan', '--verbose', '--out', 'plan.json'));
    fixture.sandbox.clearFaults();
    outputs.push(await command('reconcile', '--json', '--verbose'), await command('problems', '--json'));
    outputs.push(await command('check'), await command('db', 'status'));
    expect(outputs.join('').length).toBeGreaterThan(1_000);
    expect(found(outputs.join('\n'))).toEqual([]);
    const config = join(fixture.folder, 'config', 'bridge.yaml');
    expect(found(readFileSync(config, 'utf8'))).toEqual(secrets);
    const files = filesUnder(fixture.folder).filter((file) => file !== config);
    expect(files.length).toBeGreaterThan(4);
    expect(files.filter((file) => found(readFileSync(file, 'latin1')).length > 0)).toEqual([]);
  }, 90_000);
});

function describeError(error: unknown): string {
  return error instanceof Error ? `${error.stack ?? ''} ${JSON.stringify(error)}` : String(error);
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

/** Every row of every table, as text. */
async function dump({ target }: TemporaryDatabase): Promise<string> {
  if (target.kind !== 'postgres') throw new Error('the dump is written for PostgreSQL');
  const client = new Client({ connectionString: target.url });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
    );
    const rows: unknown[] = [];
    for (const { name } of tables.rows) rows.push((await client.query(`SELECT * FROM "${name}"`)).rows);
    return JSON.stringify(rows);
  } finally {
    await client.end();
  }
}
