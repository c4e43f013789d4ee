import { OperatorError } from '../kernel/operator-error';
import type { DatabaseTarget } from './database-target';

interface CodedError {
  readonly code?: string;
  readonly message?: string;
}

/** What went wrong when a database was opened, in one sentence; the address of a server may hold a password. */
export function openFailure(target: DatabaseTarget, error: unknown): OperatorError {
  if (error instanceof OperatorError) return error;
  const { code = '', message = '' } = (error ?? {}) as CodedError;
  if (target.kind === 'sqlite') return sqliteFailure(target.file, code, message);
  return postgresFailure(target.url, code);
}

/** Another process holds the file's write lock. */
export function isLocked(error: unknown): boolean {
  const { code = '' } = (error ?? {}) as CodedError;
  return code.startsWith('SQLITE_BUSY');
}

function sqliteFailure(file: string, code: string, message: string): OperatorError {
  if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT') {
    return new OperatorError(
      'database-damaged',
      `${file} is not a SQLite database.`,
      'Point database.url to another file, or restore a backup of it.',
    );
  }
  return new OperatorError(
    'database-not-writable',
    `The database ${file} cannot be opened for writing (${code || firstLine(message)}).`,
    'Give the account that runs the bridge write access to the file and to its folder.',
  );
}

function postgresFailure(url: string, code: string): OperatorError {
  const host = hostOf(url);
  if (code === '28P01' || code === '28000') {
    return new OperatorError(
      'database-refused',
      `PostgreSQL at ${host} refuses the user or the password.`,
      'Check database.url and the variable that holds the password.',
    );
  }
  if (code === '3D000') {
    return new OperatorError(
      'database-missing',
      `PostgreSQL at ${host} has no such database.`,
      'Create it: CREATE DATABASE bridge;',
    );
  }
  return new OperatorError(
    'database-unreachable',
    `PostgreSQL at ${host} cannot be used (${code || 'no answer'}).`,
    'Check that the server runs and that database.url names its host and port.',
  );
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return 'the configured address';
  }
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]?.slice(0, 200) ?? '';
}
