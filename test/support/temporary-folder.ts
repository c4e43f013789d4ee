import { mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where there is one, a file system in memory: SQLite waits for the disk at every commit, which no test is about. */
const IN_MEMORY = '/dev/shm';
const ENOUGH_BYTES = 2 ** 30;

export function temporaryFolder(prefix: string): string {
  return mkdtempSync(join(hasRoom(IN_MEMORY) ? IN_MEMORY : tmpdir(), prefix));
}

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize > ENOUGH_BYTES;
  } catch {
    return false;
  }
}
