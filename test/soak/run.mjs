// `npm run soak [-- HISTORIES [SEED [NAME]]]`: the random tests of the suite, much longer; or those with NAME in their
// path. Ends with a line for docs/reliability.md.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const histories = Number(process.argv[2] ?? 100);
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 31);
const name = process.argv[4] ?? '';
const specs = [
  'test/e2e/kill-anywhere',
  'test/e2e/billing-kills',
  'test/e2e/ticket-histories',
  'test/e2e/tickets-month',
  'test/e2e/page-histories',
  'test/e2e/invariants',
  'test/e2e/open-questions',
  'test/integration/engine',
  'src/tickets/domain/plan-tickets.property',
  'src/billing/domain/recompute',
  'src/billing/domain/plan-billing.property',
].filter((spec) => spec.includes(name));

const begun = Date.now();
const run = spawnSync(
  process.execPath,
  [join(root, 'node_modules', 'jest', 'bin', 'jest.js'), '--config', 'test/jest.config.cjs', '--verbose', ...specs],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, SOAK: '1', SOAK_HISTORIES: String(histories), SOAK_SEED: String(seed) },
  },
);
const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).stdout.trim();
const minutes = ((Date.now() - begun) / 60_000).toFixed(0);
const verdict = run.status === 0 ? 'passed' : `FAILED (${run.signal ?? run.status})`;
process.stdout.write(
  `| ${new Date().toISOString().slice(0, 10)} | ${commit} | ${histories} per database | ${seed} | ${minutes} min | ${verdict} |\n`,
);
process.exit(run.status ?? 1);
