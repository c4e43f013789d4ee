import { readFileSync, statSync } from 'node:fs';
import { isErrnoException } from './errno';

export type TextFile =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused'; readonly message: string; readonly hint: string };

/** A UTF-8 text file of at most `maxBytes`. A byte-order mark is dropped; what is no text is refused, never guessed. */
export function readTextFile(path: string, maxBytes: number): TextFile {
  try {
    const stat = statSync(path);
    if (!stat.isFile()) return refused('is not a regular file', 'Give the path of a file.');
    if (stat.size > maxBytes) {
      return refused(`is larger than ${String(Math.floor(maxBytes / 1024))} KiB`, 'Is this the right file?');
    }
    return decode(readFileSync(path), maxBytes);
  } catch (error) {
    return classifyReadError(error);
  }
}

function decode(bytes: Buffer, maxBytes: number): TextFile {
  // Files such as those below /proc tell no size.
  if (bytes.length > maxBytes) return refused('is too large', 'Is this the right file?');
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe' || mark === 'feff') return refused('is UTF-16 text', 'Save it as UTF-8.');
  if (bytes.includes(0)) return refused('is not a text file', 'Is this the right file?');
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return refused('is not UTF-8 text', 'Save it as UTF-8.');
  }
}

function classifyReadError(error: unknown): TextFile {
  if (!isErrnoException(error)) throw error;
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { kind: 'missing' };
    case 'EACCES':
    case 'EPERM':
      return refused('may not be read by this user', 'Give the user that runs the bridge the right to read it.');
    default:
      return refused(`cannot be read (${error.code ?? 'unknown error'})`, 'Check the path and the file system.');
  }
}

function refused(message: string, hint: string): TextFile {
  return { kind: 'refused', message, hint };
}
