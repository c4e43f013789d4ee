import { writeFileSync } from 'node:fs';
import { isErrnoException } from '../config/errno';
import { OperatorError } from '../kernel/operator-error';
import type { CliOutput } from './cli-output';

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

/** Tells a spreadsheet that the file is UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff';

export function writeCsvFile(file: string, text: string): void {
  writeOutputFile(file, BYTE_ORDER_MARK + text);
}

/** `--csv` and `--html`: the files that are asked for, and a word on each. */
export function writeTables(
  { csv, html }: { readonly csv?: string; readonly html?: string },
  render: { readonly csv: () => string; readonly html: () => string },
  output: Pick<CliOutput, 'note'>,
): void {
  if (csv !== undefined) writeCsvFile(csv, render.csv());
  if (html !== undefined) writeOutputFile(html, render.html());
  for (const file of [csv, html]) if (file !== undefined) output.note(`written  ${file}`);
}
