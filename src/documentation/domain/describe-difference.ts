import { sortedBy } from '../../kernel/compare';
import type { JsonObject, JsonValue } from '../../kernel/json';
import { WRITE_FIELDS } from './build-page';
import type { TypeFieldFact } from './documentation-observation';
import type { DocumentationField } from './documentation-settings';
import { htmlToText } from './html-to-text';
import { tagIds } from './merge-traits';

const MAXIMUM_LINES = 12;

/** What a write changes, by title and in lines that people read: the old ones that go, the new ones that come. */
export interface Difference {
  readonly before: JsonObject;
  readonly after: JsonObject;
}

/**
 * Only fields that differ, and of long ones only the lines that differ. What every write sets anyway is left out: a
 * plan that somebody approved would otherwise be another one a minute later.
 */
export function describeDifference(
  fields: ReadonlyMap<DocumentationField, TypeFieldFact>,
  asRead: JsonObject,
  written: JsonObject,
): Difference {
  const before: Record<string, JsonValue> = {};
  const after: Record<string, JsonValue> = {};
  for (const [field, { name, nameKey }] of sortedBy(fields, ([key]) => key)) {
    if (WRITE_FIELDS.has(field)) continue;
    const old = linesOf(asRead[nameKey] ?? null);
    const young = linesOf(written[nameKey] ?? null);
    if (old.join('\n') === young.join('\n')) continue;
    before[name] = shownLines(withoutThose(old, young));
    after[name] = shownLines(withoutThose(young, old));
  }
  return { before, after };
}

function linesOf(value: JsonValue): readonly string[] {
  if (value === null) return [];
  if (typeof value === 'string') return value.includes('<') ? htmlToText(value) : [value];
  if (typeof value === 'object') {
    const ids = Array.isArray(value) ? (value as readonly JsonValue[]) : (tagIds(value) ?? []);
    return ids.map((id) => (typeof id === 'string' ? id : JSON.stringify(id))).sort();
  }
  return [String(value)];
}

function withoutThose(lines: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return lines.filter((line) => !known.has(line));
}

function shownLines(lines: readonly string[]): JsonValue {
  const [first, ...others] = lines;
  if (first === undefined) return null;
  if (others.length === 0) return first;
  const shown = lines.slice(0, MAXIMUM_LINES);
  return lines.length > MAXIMUM_LINES ? [...shown, `… and ${lines.length - MAXIMUM_LINES} more lines`] : shown;
}
