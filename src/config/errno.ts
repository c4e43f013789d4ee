/** Errors of the file system carry a code; everything else is a bug of ours. */
export function isErrnoException(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error;
}
