import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { listCommittedFiles, ROOT } from '../support/committed-files';

/** A build and the whole demo, on machines that have other work too. */
jest.setTimeout(300_000);

interface DemoSummary {
  readonly differences: readonly string[];
  readonly tickets: readonly unknown[];
  readonly quantities: readonly unknown[];
  readonly pages: readonly unknown[];
}

/**
 * What is committed, and nothing beside it, in a folder that only its owner may read. Packages are the one thing that
 * is borrowed: the run that this spec belongs to has just installed them the same way.
 */
function cloneInto(folder: string): void {
  chmodSync(folder, 0o700);
  for (const file of listCommittedFiles()) {
    const copy = join(folder, file);
    mkdirSync(dirname(copy), { recursive: true });
    copyFileSync(join(ROOT, file), copy);
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
}

describe('a fresh clone', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'vspc-bridge-clone-'));
    cloneInto(folder);
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('npm start -- --once builds, does the whole job, equals the answer key, and writes to data/demo alone', () => {
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    const before = readdirSync(folder).sort();
    const { PATH = '', HOME = folder } = process.env;
    const { status, stdout, stderr } = spawnSync('npm', ['--silent', 'start', '--', '--once', '--json'], {
      cwd: folder,
      env: { PATH, HOME },
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    expect(status === 0 ? [] : stderr.split('\n')).toEqual([]);
    expect(stderr).toContain('building');
    const summary = JSON.parse(stdout) as DemoSummary;
    expect(summary.differences).toEqual([]);
    for (const list of [summary.tickets, summary.quantities, summary.pages]) expect(list.length).toBeGreaterThan(5);
    expect(readdirSync(folder).sort()).toEqual([...before, 'data', 'dist'].sort());
    expect(readdirSync(join(folder, 'data'))).toEqual(['demo']);
  });
});
