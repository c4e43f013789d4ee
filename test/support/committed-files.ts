import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(__dirname, '..', '..');

/** What .gitignore leaves out, and git's own folder. Asking git would fail in a folder that belongs to somebody else. */
const IGNORED =
  /^(\.git|node_modules|dist|data|coverage|\.env|config\/bridge\.yaml|config\/.*\.pem|mappings\/(?!.*\.example\.yaml$).*)$|\.(log|db|db-wal|db-shm)$/;

/** Every file of the repository, by path from its root. */
export function listCommittedFiles(folder = ''): readonly string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .map((entry) => ({ entry, path: folder === '' ? entry.name : `${folder}/${entry.name}` }))
    .filter(({ path }) => !IGNORED.test(path))
    .flatMap(({ entry, path }) => (entry.isDirectory() ? listCommittedFiles(path) : [path]))
    .sort();
}

export function readFromRoot(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}
