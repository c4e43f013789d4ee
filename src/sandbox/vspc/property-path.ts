import { isAtLeast } from './rest-version';
import type { RestVersion } from './rest-version';
import type { Property, Shape } from './shape';

export type Row = Readonly<Record<string, unknown>>;

/** The property behind a dotted path, in the version that the client speaks; undefined when there is none. */
export function findProperty(shape: Shape, path: string, version: RestVersion): Property | undefined {
  let level: Shape | undefined = shape;
  let property: Property | undefined;
  for (const name of path.split('.')) {
    if (level === undefined || !Object.hasOwn(level, name)) return undefined;
    property = level[name];
    if (property?.since !== undefined && !isAtLeast(version, property.since)) return undefined;
    level = property?.shape ?? property?.item?.shape;
  }
  return property;
}

/** A reader for a dotted path; what is missing on the way reads as null. */
export function readerOf(path: string): (row: Row) => unknown {
  const names = path.split('.');
  const [first] = names;
  if (names.length === 1 && first !== undefined) return (row) => row[first] ?? null;
  return (row) => {
    let value: unknown = row;
    for (const name of names) {
      if (typeof value !== 'object' || value === null) return null;
      value = (value as Row)[name];
    }
    return value ?? null;
  };
}
