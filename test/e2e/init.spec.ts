import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { runCommandLine } from '../support/run-cli';

const FILES = [
  'config/bridge.yaml',
  'config/bridge.schema.json',
  'mappings/companies.yaml',
  'mappings/tickets.yaml',
  'mappings/products.yaml',
  'mappings/documentation.yaml',
];

describe('init, the first command of a new user', () => {
  const here = process.cwd();
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vspc-bridge-init-'));
    process.chdir(folder);
  });

  afterEach(() => {
    process.chdir(here);
    rmSync(folder, { recursive: true, force: true });
  });

  it('writes every file, each stream plan-only, and names the next step', async () => {
    const { code, out } = await runCommandLine(['init']);
    expect(code).toBe(0);
    for (const file of FILES) expect(out).toContain(`written  ${file}\n`);
    expect(out).toContain('vspc-bridge check');
    const { streams } = parse(readFileSync('config/bridge.yaml', 'utf8')) as { streams: Record<string, object> };
    for (const stream of ['mapping', 'tickets', 'billing', 'documentation'])
      expect(streams[stream]).toMatchObject({ policy: 'plan-only' });
  });

  it('never overwrites', async () => {
    await runCommandLine(['init']);
    writeFileSync('mappings/tickets.yaml', 'defaults: { board: Ours }\n');
    rmSync('mappings/products.yaml');
    const again = await runCommandLine(['init', '--json']);
    expect(again.json()).toEqual({
      written: ['mappings/products.yaml'],
      kept: FILES.filter((file) => file !== 'mappings/products.yaml'),
    });
    expect(readFileSync('mappings/tickets.yaml', 'utf8')).toBe('defaults: { board: Ours }\n');
  });

  it('what it wrote is a configuration that lacks nothing but the secrets, and says which', async () => {
    await runCommandLine(['init']);
    const { code, err } = await runCommandLine(['plan']);
    expect(code).toBe(1);
    const named = ['VSPC_API_KEY', 'CW_PUBLIC_KEY', 'CW_PRIVATE_KEY', 'CW_CLIENT_ID', 'ITGLUE_API_KEY'];
    for (const variable of named) expect(err).toContain(variable);
    expect(err).toMatch(/bridge\.yaml:\d+/);
    expect(err).not.toMatch(/is not a known key|\n\s+at /);
  });

  it('a folder that may not be written to is one sentence', async () => {
    writeFileSync('mappings', 'a file in the way');
    const { code, err } = await runCommandLine(['init']);
    expect(code).toBe(1);
    expect(err).toMatch(/mappings\/companies\.yaml cannot be written/);
    expect(err).not.toMatch(/\n\s+at /);
  });
});
