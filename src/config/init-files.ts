import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { OperatorError } from '../kernel/operator-error';
import { isErrnoException } from './errno';

/** Below `src` as below `dist`, the package's root is two folders up. */
const PACKAGE_ROOT = join(__dirname, '..', '..');

/** What `init` writes → the file of the repository that it is a copy of. */
const COPIES: readonly (readonly [target: string, example: string])[] = [
  ['config/bridge.yaml', 'config/bridge.example.yaml'],
  ['config/bridge.schema.json', 'config/bridge.schema.json'],
  ['mappings/companies.yaml', 'mappings/companies.example.yaml'],
  ['mappings/tickets.yaml', 'mappings/tickets.example.yaml'],
  ['mappings/products.yaml', 'mappings/products.example.yaml'],
  ['mappings/documentation.yaml', 'mappings/documentation.example.yaml'],
];

export interface InitialFiles {
  /** Relative to the target folder. */
  readonly written: readonly string[];
  /** Were there already, and are as they were. */
  readonly kept: readonly string[];
}

/** Writes configuration, mappings and schema from the examples, every stream `plan-only`; what exists is never touched. */
export function writeInitialFiles(options: { readonly targetDir: string }): InitialFiles {
  const written: string[] = [];
  const kept: string[] = [];
  for (const [target, example] of COPIES) {
    const text = readFileSync(join(PACKAGE_ROOT, example), 'utf8');
    (writeNewFile(join(options.targetDir, target), text, target) ? written : kept).push(target);
  }
  return { written, kept };
}

/** False when there is one already, whatever it holds. */
function writeNewFile(path: string, text: string, shown: string): boolean {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (!isErrnoException(error)) throw error;
    if (error.code === 'EEXIST') return refuseFolderInTheWay(path, shown);
    throw new OperatorError(
      'init',
      `${shown} cannot be written (${error.code ?? 'unknown error'}).`,
      'Run init in a folder that this user may write to.',
    );
  }
}

/** EEXIST also comes from a file where a folder should be; then nothing was kept that could be used. */
function refuseFolderInTheWay(path: string, shown: string): false {
  try {
    readFileSync(path);
    return false;
  } catch (error) {
    if (isErrnoException(error) && error.code === 'EACCES') return false;
    const hint = 'Move away what stands there, and run init again.';
    throw new OperatorError('init', `${shown} cannot be written: something else has its name or its folder's.`, hint);
  }
}
