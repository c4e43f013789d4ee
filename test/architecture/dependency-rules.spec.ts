import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const EMPTY = 'export const nothing = 0;\n';

/** One file with one forbidden import for every rule: a rule that no longer catches it is no rule. */
const VIOLATIONS: readonly (readonly [rule: string, file: string, imported: string])[] = [
  ['domain-is-pure', 'src/tickets/domain/plan.ts', 'src/persistence/database.ts'],
  ['domain-is-pure', 'src/billing/domain/sum.ts', 'src/tickets/domain/incident.ts'],
  ['kernel-imports-nothing-of-ours', 'src/kernel/thing.ts', 'src/config/setting.ts'],
  ['connector-knows-no-feature', 'src/vspc/list.ts', 'src/tickets/observer.ts'],
  ['connector-knows-no-feature', 'src/itglue/list.ts', 'src/connectwise/list.ts'],
  ['no-feature-to-feature', 'src/billing/observer.ts', 'src/documentation/observer.ts'],
  ['mapping-by-its-domain-or-module', 'src/tickets/reader.ts', 'src/mapping/observer.ts'],
  ['mapping-knows-no-feature', 'src/mapping/reader.ts', 'src/billing/reader.ts'],
  ['persistence-knows-domains-only', 'src/persistence/rows.ts', 'src/tickets/applier.ts'],
  ['engine-knows-no-feature', 'src/reconciliation/run.ts', 'src/tickets/look-up.ts'],
  ['edges-are-leaves', 'src/tickets/print.ts', 'src/cli/output.ts'],
  ['sandbox-stands-alone', 'src/sandbox/world.ts', 'src/vspc/wire.ts'],
  ['sandbox-is-for-demo-and-tests', 'src/tickets/trial.ts', 'src/sandbox/trial.ts'],
];

interface Cruise {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

function cruise(folder: string): Cruise {
  const bin = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const args = [bin, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src'];
  const result = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1e8 });
  return JSON.parse(result.stdout) as Cruise;
}

describe('the dependency rules', () => {
  let folder: string;
  let found: readonly string[];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'vspc-bridge-rules-'));
    for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'])
      cpSync(join(ROOT, name), join(folder, name));
    const write = (file: string, text: string): void => {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    };
    for (const [, , imported] of VIOLATIONS) write(imported, EMPTY);
    for (const [, file, imported] of VIOLATIONS) {
      const depth = file.split('/').length - 1;
      const path = `${'../'.repeat(depth)}${imported.replace(/\.ts$/, '')}`;
      write(file, `import { nothing } from '${path}';\nexport const used = nothing;\n`);
    }
    write('src/kernel/round.ts', `import { used } from './trip';\nexport const there = used;\n`);
    write('src/kernel/trip.ts', `import { there } from './round';\nexport const used = there;\n`);
    found = cruise(folder).summary.violations.map((violation) => `${violation.rule.name} ${violation.from}`);
  }, 60_000);

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(VIOLATIONS)('%s catches %s that imports %s', (rule, file) => {
    expect(found).toContain(`${rule} ${file}`);
  });

  it('no-circular catches two files that import one another', () => {
    expect(found).toEqual(
      expect.arrayContaining([expect.stringMatching(/^no-circular src\/kernel\/(round|trip)\.ts$/)]),
    );
  });
});
