import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { isErrnoException } from '../config/errno';
import { OperatorError } from '../kernel/operator-error';

/** Only for the account that runs the bridge: plans and previews name customers. */
const PRIVATE = 0o600;

/**
 * Writes a file that the operator asked for, with the folders above it.
 * @throws OperatorError when it cannot be written
 */
export function writeOutputFile(file: string, text: string): void {
  try {
    mkdirSync(dirname(resolve(file)), { recursive: true });
    writeFileSync(file, text, { mode: PRIVATE });
  } catch (error) {
    if (!isErrnoException(error)) throw error;
    throw new OperatorError(
      'not-writable',
      `${file} cannot be written (${error.code ?? 'unknown error'}).`,
      'Name a file in a folder that this user may write to.',
    );
  }
}
