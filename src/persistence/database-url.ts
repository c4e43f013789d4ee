import { isAbsolute, join } from 'node:path';
import { OperatorError } from '../kernel/operator-error';

export type DatabaseTarget =
  { readonly kind: 'sqlite'; readonly file: string } | { readonly kind: 'postgres'; readonly url: string };

/** Reads `database.url`: `sqlite:<path>`, relative to the base folder, or `postgres://…`. */
export function parseDatabaseUrl(url: string, baseDir: string): DatabaseTarget {
  if (url.startsWith('sqlite:')) {
    const path = url.slice('sqlite:'.length);
    if (path !== '') return { kind: 'sqlite', file: isAbsolute(path) ? path : join(baseDir, path) };
  }
  if (/^postgres(ql)?:\/\//.test(url)) return { kind: 'postgres', url };
  throw new OperatorError(
    'database-url',
    'database.url is neither a SQLite file nor a PostgreSQL address.',
    'Write sqlite:data/bridge.db or postgres://user@host:5432/bridge.',
  );
}
