import { findProperty } from './property-path';
import type { Row } from './property-path';
import type { RestVersion } from './rest-version';
import type { Shape } from './shape';
import { badParameter } from './vspc-refusal';

/** Facts 2.3: `[{"propertyPath":"instanceUid"},{"propertyPath":"lastActivation.status"}]`. */
export function parseSelect(source: string, shape: Shape, version: RestVersion): readonly string[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(source);
  } catch {
    throw refuse('The select is not valid JSON.');
  }
  if (!Array.isArray(parsed)) throw refuse('The select must be an array of expressions.');
  return parsed.map((expression: unknown) => {
    const path =
      typeof expression === 'object' && expression !== null ? (expression as Row)['propertyPath'] : undefined;
    if (typeof path !== 'string') throw refuse('A select expression needs a propertyPath.');
    const isEmbedded = path === '_embedded' || path.startsWith('_embedded.');
    if (!isEmbedded && findProperty(shape, path, version) === undefined) {
      throw refuse(`There is no property '${path}' to select.`);
    }
    return path;
  });
}

function refuse(message: string): Error {
  return badParameter('select', message);
}

/** Keeps only the named paths of a rendered resource. */
export function pickPaths(resource: Row, paths: readonly string[]): Row {
  const picked: Record<string, unknown> = {};
  for (const path of paths) copyPath(resource, picked, path.split('.'));
  return picked;
}

function copyPath(from: Row, to: Record<string, unknown>, [name, ...rest]: readonly string[]): void {
  if (name === undefined || !Object.hasOwn(from, name)) return;
  const value = from[name];
  if (rest.length === 0 || value === null || typeof value !== 'object') {
    to[name] = value;
    return;
  }
  if (Array.isArray(value)) {
    to[name] = value.map((item: unknown) => (isRow(item) ? pickPaths(item, [rest.join('.')]) : item));
    return;
  }
  const branch = isRow(to[name]) ? { ...to[name] } : {};
  copyPath(value as Row, branch, rest);
  to[name] = branch;
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
