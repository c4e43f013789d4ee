import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sandbox } from '../../src/sandbox/sandbox';
import { startSandbox } from '../../src/sandbox/start-sandbox';
import { writeSandboxConfig } from '../../src/sandbox/write-config';

const DIST = join(__dirname, '..', '..', 'dist');
const START = new Date('2026-11-02T08:00:00Z');

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The program as it is installed, in a process of its own. */
class Program {
  private readonly child: ChildProcessWithoutNullStreams;
  readonly ended: Promise<Ended>;
  private out = '';
  private err = '';
  private changed: () => void = () => undefined;

  constructor(
    entry: 'cli.js' | 'main.js',
    argv: readonly string[],
    options: { cwd: string; env?: Record<string, string> },
  ) {
    const { PATH = '' } = process.env;
    this.child = spawn(process.execPath, [join(DIST, entry), ...argv], {
      cwd: options.cwd,
      env: { PATH, BRIDGE_NOW: START.toISOString(), ...options.env },
    });
    this.child.stdin.end();
    this.child.stdout.on('data', (data: Buffer) => {
      this.out += data.toString();
      this.changed();
    });
    this.child.stderr.on('data', (data: Buffer) => {
      this.err += data.toString();
      this.changed();
    });
    this.ended = new Promise((resolve) => {
      this.child.on('close', (code) => {
        resolve({ code, out: this.out, err: this.err });
      });
    });
  }

  stop(signal: 'SIGTERM' | 'SIGINT'): void {
    this.child.kill(signal);
  }

  /** Resolves when the output says so; rejects when the program ends before. */
  async says(pattern: RegExp): Promise<string> {
    const said = new Promise<string>((resolve) => {
      const look = (): void => {
        const found = pattern.exec(`${this.out}\n${this.err}`);
        if (found) resolve(found[1] ?? found[0]);
      };
      this.changed = look;
      look();
    });
    const early = this.ended.then(({ code, err }) => {
      throw new Error(`ended with ${String(code)} before it said ${String(pattern)}: ${err}`);
    });
    return Promise.race([said, early]);
  }
}

/** Processes of their own, on machines that have other work too. */
jest.setTimeout(120_000);

describe('the program as a process', () => {
  let sandbox: Sandbox;
  let folder: string;
  let config: string;

  beforeAll(async () => {
    sandbox = await startSandbox({ companies: 8, jobsPerCompany: 2, start: START });
  });

  afterAll(async () => {
    await sandbox.close();
  });

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'vspc-bridge-process-'));
    await writeSandboxConfig(sandbox, folder);
    config = join(folder, 'config', 'bridge.yaml');
    sandbox.resetLog();
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function run(...argv: string[]): Promise<Ended> {
    return new Program('cli.js', argv, { cwd: folder }).ended;
  }

  it('plan finds changes (2), reconcile makes them (0 or 3), and then plan finds none', async () => {
    const planned = await run('plan', '--only', 'mapping,tickets', '--json', '--config', config);
    expect(planned.code).toBe(2);
    expect((JSON.parse(planned.out) as { run: { mode: string } }).run.mode).toBe('plan');
    expect(sandbox.writes()).toEqual([]);
    const made = await run('reconcile', '--only', 'mapping,tickets', '--json', '--config', config);
    expect(made.code).toBe(0);
    const report = JSON.parse(made.out) as { streams: { tickets: { counts: { create: number } } } };
    expect(report.streams.tickets.counts.create).toBeGreaterThan(0);
    expect((await run('plan', '--only', 'mapping,tickets', '--config', config)).code).toBe(0);
  });

  it.each<[string, string[], string]>([
    ['an unknown command', ['recncile', '--json'], 'usage'],
    ['an unknown option', ['plan', '--nope', '--json'], 'usage'],
    ['a missing argument', ['explain', '--json'], 'usage'],
    ['an unknown stream', ['plan', '--only', 'invoices', '--json'], 'unknown-stream'],
    ['a configuration that is not there', ['plan', '--config', 'nowhere/config/bridge.yaml', '--json'], 'config'],
    ['a plan that cannot be read', ['apply', 'nothing.json', '--json'], 'plan-unreadable'],
    ['a company that nobody knows', ['plan', '--company', 'Nobody', '--json'], 'unknown-company'],
  ])('%s is one JSON document with --json, and exit 1', async (_sentence, argv, kind) => {
    const { code, out, err } = await run(...argv);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ error: { kind } });
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('serves until SIGTERM: a first pass at once, health, readiness and metrics meanwhile', async () => {
    const program = new Program('cli.js', ['serve', '--config', config], { cwd: folder });
    const address = await program.says(/at (http:\S+)/);
    await program.says(/"stream":"documentation","status":"\w+"/);
    const metrics = await (await fetch(`${address}/metrics`)).text();
    expect(metrics).toMatch(/vspc_bridge_runs_total\{stream="tickets",status="succeeded"\} 1/);
    expect(metrics).toMatch(/vspc_bridge_last_success_timestamp_seconds\{stream="tickets"\} \d{10}/);
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    program.stop('SIGTERM');
    const { code, err } = await program.ended;
    expect(code).toBe(0);
    const { apiKey } = sandbox.credentials.vspc;
    expect(err).not.toContain(apiKey);
    for (const line of err.trim().split('\n')) expect(() => JSON.parse(line) as unknown).not.toThrow();
  });

  it('finishes the change that is being made when it is told to stop, and begins no other', async () => {
    // Under a name of its own: the tickets of the tests before are not taken over.
    writeFileSync(config, readFileSync(config, 'utf8').replace(/^installation: .*$/m, 'installation: stopped'));
    sandbox.failNext('connectwise', 'POST /service/tickets', { delayMs: 400 });
    const program = new Program('cli.js', ['serve', '--config', config], { cwd: folder });
    const started = new Promise<void>((resolve) => {
      sandbox.onExchange('connectwise', ({ method, path }) => {
        if (method === 'POST' && path.endsWith('/service/tickets')) resolve();
      });
    });
    await Promise.race([started, program.ended]);
    program.stop('SIGTERM');
    expect((await program.ended).code).toBe(0);
    const created = sandbox.writes('connectwise').filter(({ route }) => route === 'POST /service/tickets');
    expect(created).toHaveLength(1);
    const listed = await run('incidents', 'list', '--state', 'open', '--json', '--config', config);
    const { incidents } = JSON.parse(listed.out) as { incidents: { ticket: { id: number } }[] };
    expect(incidents.filter(({ ticket }) => ticket.id > 0)).toHaveLength(1);
  });

  it('shows the sandbox on one line, writes a configuration, and ends with Ctrl-C', async () => {
    const program = new Program('cli.js', ['sandbox', '--companies', '6', '--json', '--write-config', 'made'], {
      cwd: folder,
    });
    const line = await program.says(/^(\{.*\})\n/);
    const { addresses } = JSON.parse(line) as { addresses: Record<string, string> };
    expect(Object.keys(addresses)).toEqual(['vspc', 'connectwise', 'itglue']);
    expect((await fetch(`${addresses['vspc'] ?? ''}/__sandbox/state`)).status).toBe(200);
    expect(existsSync(join(folder, 'made', 'config', 'bridge.yaml'))).toBe(true);
    program.stop('SIGINT');
    expect((await program.ended).code).toBe(0);
  });

  it('npm start with a configuration reconciles once', async () => {
    const { code, out } = await new Program('main.js', ['--once', '--only', 'mapping', '--json'], { cwd: folder })
      .ended;
    expect(code).toBe(0);
    expect(Object.keys((JSON.parse(out) as { streams: object }).streams)).toEqual(['mapping']);
  });
});
