/**
 * Errors of the file system carry a code; everything else is a bug of ours. Told by its shape, because Node's own
 * errors are of another realm than a test's `Error`.
 */
export function isErrnoException(error: unknown): error is NodeJS.ErrnoException {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string';
}
