import type { JsonObject, JsonValue } from '../../kernel/json';
import { stableHash } from '../../kernel/stable-hash';
import type { Page } from './build-page';
import { WRITE_FIELDS } from './build-page';
import type { FieldHashes } from './documentation-observation';
import type { DocumentationField } from './documentation-settings';

const HASH_CHARACTERS = 16;

/**
 * What makes a page worth writing, by field (RULES, Documentation 3).
 *
 * | part of the page                                          | content | times | neither |
 * | --------------------------------------------------------- | ------- | ----- | ------- |
 * | status, its reason, counts, names, errors, links, rows    | x       |       |         |
 * | usage and percentages as they are shown, rounded          | x       |       |         |
 * | whether there is a time, that there are no restore points | x       |       |         |
 * | last good run, next run, last restore point               |         | x     |         |
 * | number of restore points                                  |         | x     |         |
 * | data as of, generated at, stale after                     |         |       | x       |
 */
export function contentHashes(page: Page, owned: ReadonlySet<DocumentationField>): FieldHashes {
  return hashEach(page, owned, (content) => content.fixed);
}

/** One hash over every time that the page shows. */
export function timesHash(page: Page, owned: ReadonlySet<DocumentationField>): string {
  return stableHash(
    hashEach(page, owned, (content) => content.moving),
    HASH_CHARACTERS,
  );
}

function hashEach(
  page: Page,
  owned: ReadonlySet<DocumentationField>,
  valueOf: (content: NonNullable<Page['fields'][keyof Page['fields']]>) => JsonValue,
): Record<string, string> {
  const hashes: Record<string, string> = {};
  for (const [field, content] of Object.entries(page.fields)) {
    const name = field as DocumentationField;
    if (owned.has(name) && !WRITE_FIELDS.has(name)) hashes[field] = stableHash(valueOf(content), HASH_CHARACTERS);
  }
  return hashes;
}

/**
 * Our fields as the vendor returned them. Comparing these, and not what was sent, keeps whatever the vendor does to a
 * text on its way in from looking like somebody's edit.
 */
export function readHashes(
  traits: JsonObject,
  keys: Readonly<Partial<Record<DocumentationField, string>>>,
): FieldHashes {
  const hashes: Record<string, string> = {};
  for (const [field, key] of Object.entries(keys)) {
    if (field === 'devices') continue;
    hashes[field] = stableHash(comparable(traits[key] ?? null), HASH_CHARACTERS);
  }
  return hashes;
}

/** Numbers may be read as text and days as instants, whatever the vendor feels like today. */
function comparable(value: JsonValue): JsonValue {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T00:00:00(\.0+)?Z$/.test(value)) return value.slice(0, 10);
  return value;
}

/** The fields in which two sets of hashes differ; one that the newer set does not have was not read and is left out. */
export function changedFields(newer: FieldHashes, older: FieldHashes): DocumentationField[] {
  const fields = Object.keys(newer) as DocumentationField[];
  return fields.filter((field) => newer[field] !== older[field]);
}
