import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { ValidationError } from 'class-validator';
import { fieldsOf } from './field-info';
import { suggest } from './nearest';
import { isPlainMap } from './parse-values';
import type { Finding, PathSegment } from './problem';
import { showKey } from './problem';
import { AlreadyReported, Unreadable } from './unreadable';

/**
 * A tree of plain values as instances of `section`, with everything that is wrong with single settings. What is wrong
 * is taken out of the instance, so that the rules between settings can still be checked on what remains.
 */
export function readShape<T extends object>(
  section: new () => T,
  plain: unknown,
): { readonly instance: T; readonly findings: readonly Finding[] } {
  if (!isPlainMap(plain)) {
    const finding = { path: [], message: 'must be keys with values', hint: 'Compare with the example beside it.' };
    return { instance: new section(), findings: plain === undefined || plain === null ? missing(section) : [finding] };
  }
  const instance = plainToInstance(section, plain, { enableImplicitConversion: false });
  const errors = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true });
  const findings = errors.flatMap((error) => readError(error, []));
  dropReported(instance);
  return { instance, findings };
}

function missing(section: new () => object): readonly Finding[] {
  return [...fieldsOf(section.prototype as object)]
    .filter(([, field]) => field.required)
    .map(([key, field]) => ({ path: [key], message: 'is missing', hint: field.description }));
}

/** A validation error holds the values and is never kept: only its place and our own sentence leave this function. */
function readError(error: ValidationError, parent: readonly PathSegment[]): readonly Finding[] {
  const segment = Array.isArray(error.target) ? Number(error.property) : error.property;
  const path = [...parent, segment];
  if (error.constraints?.['whitelistValidation'] !== undefined) return [unknownKey(error, parent)];
  const value = error.value as unknown;
  if (value instanceof AlreadyReported) return [];
  if (value instanceof Unreadable) {
    blank(error);
    return unreadable(value, path);
  }
  if (value === undefined && error.constraints?.['readable'] !== undefined) {
    return [{ path, message: 'is missing', hint: descriptionOf(error) }];
  }
  return (error.children ?? []).flatMap((child) => readError(child, path));
}

function unreadable(value: Unreadable, path: readonly PathSegment[]): readonly Finding[] {
  const finding = { path: [...path, ...value.within], message: value.message, hint: value.hint };
  return [finding, ...value.others.flatMap((other) => unreadable(other, path))];
}

function unknownKey(error: ValidationError, parent: readonly PathSegment[]): Finding {
  const shown = showKey(error.property);
  const known = [...fieldsOf(Object.getPrototypeOf(error.target) as object).keys()];
  const hint =
    shown === error.property
      ? suggest(error.property, known)
      : `Write key: value, with a space after the colon. Known here: ${known.join(', ')}.`;
  return { path: [...parent, shown], message: 'is not a known key', hint };
}

function descriptionOf(error: ValidationError): string {
  const fields = fieldsOf(Object.getPrototypeOf(error.target) as object);
  return fields.get(error.property)?.description ?? 'Add it.';
}

/** An entry of a list keeps its place, as an empty section; everything else becomes absent. */
function blank(error: ValidationError): void {
  const target: unknown = error.target;
  if (target instanceof Map) target.delete(error.property);
  else if (Array.isArray(target)) target[Number(error.property)] = {};
  else if (typeof target === 'object' && target !== null) Reflect.deleteProperty(target, error.property);
}

function dropReported(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of value instanceof Map ? value.entries() : Object.entries(value)) {
    if (item instanceof AlreadyReported) Reflect.deleteProperty(value, String(key));
    else dropReported(item);
  }
}
