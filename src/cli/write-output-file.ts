import { writeFileSync } from 'node:fs';
import { isErrnoException } from '../config/errno';
import { OperatorError } from '../kernel/operator-error';

/** Only for the account that runs the bridge: plans and previews name customers. */
const PRIVATE = 0o600;

/**
 * Writes a file that the operator asked for, into a folder that exists.
 * @throws OperatorError when it cannot be written
 */
export function writeOutputFile(file: string, text: string): void {
  try {
    writeFileSync(file, text, { mode: PRIVATE });
  } catch (error) {
    if (!isErrnoException(error)) throw error;
    throw new OperatorError(
      'not-writable',
      `${file} cannot be written (${error.code ?? 'unknown error'}).`,
      'Name a file in a folder that exists and that this user may write to.',
    );
  }
}
