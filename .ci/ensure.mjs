// Runs before `npm start` and `npm test`: installs and builds, each only when its inputs changed. Node core only,
// because nothing else is there yet on a fresh clone.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

function run(command, args) {
  // stdout belongs to the command that the user asked for (`--json`): what happens before it goes to stderr.
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, NODE_ENV: '' },
  });
  if (result.error) throw result.error;
  if (result.status !== 0) process.exit(result.status ?? 1);
}

function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

function fingerprint(paths) {
  const hash = createHash('sha256').update(process.version + process.platform + process.arch);
  for (const file of paths.flatMap((path) => filesUnder(join(root, path))))
    hash.update(relative(root, file)).update(readFileSync(file));
  return hash.digest('hex');
}

function isStale(stamp, key) {
  const path = join(root, stamp);
  return !existsSync(path) || readFileSync(path, 'utf8') !== key;
}

/** `npx vspc-bridge` finds the command in the repository itself. */
function linkCommand() {
  const target = join(root, 'dist', 'cli.js');
  const link = join(root, 'node_modules', '.bin', 'vspc-bridge');
  chmodSync(target, 0o755);
  rmSync(link, { force: true });
  symlinkSync(join('..', '..', 'dist', 'cli.js'), link);
}

const dependencies = fingerprint(['package.json', 'package-lock.json']);
if (isStale('node_modules/.stamp', dependencies)) {
  process.stderr.write('vspc-bridge: installing dependencies (first start only; a database driver is compiled) …\n');
  run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(join(root, 'node_modules', '.stamp'), dependencies);
}

const sources = fingerprint(['src', 'tsconfig.json', 'tsconfig.build.json', 'nest-cli.json', 'package-lock.json']);
if (isStale('dist/.stamp', sources)) {
  process.stderr.write('vspc-bridge: building …\n');
  run('npx', ['--no-install', 'nest', 'build']);
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(join(root, 'dist', '.stamp'), sources);
}
linkCommand();
