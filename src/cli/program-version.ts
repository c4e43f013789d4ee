import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Below `src` as below `dist`, package.json is two folders up. */
const PACKAGE_FILE = join(__dirname, '..', '..', 'package.json');

export function readProgramVersion(): string {
  const { version } = JSON.parse(readFileSync(PACKAGE_FILE, 'utf8')) as { readonly version: string };
  return version;
}
