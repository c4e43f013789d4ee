import type { JsonValue } from '../../kernel/json';
import { parseId } from './attribute-values';
import type { ItGlueFieldKind, ItGlueResourceType } from './itglue-data';

/**
 * What people do in IT Glue's own pages, behind the bridge's back. `id` is always the record's id, text or number;
 * `key` is the name-key of a trait.
 *
 * - `edit-trait` writes one trait of an asset (null clears it), `edit-notes` the Textbox whose name has "Notes" in it.
 * - `add-tag` adds ids to a Tag, `upload-file` puts a file into an Upload field, `attach-file` hangs one on a record.
 * - `archive-asset`, `restore-asset`, `delete-asset`, and `duplicate-asset`: a copy with every trait, our key included.
 * - `rename-field` keeps the key; `delete-field` loses its values; `change-field-kind` is what people do in its stead:
 *   delete the field and make one of the same name.
 * - `rename-organization`, `delete-organization` with everything in it.
 * - `pause-key`, `activate-key`, `revoke-key`, by the key's name.
 *
 * Every action may say `who` does it; the revision of an asset names that person.
 */
export type PeopleAction = { readonly who?: string } & (
  | { readonly action: 'edit-trait'; readonly id: number; readonly key: string; readonly value: JsonValue }
  | { readonly action: 'edit-notes'; readonly id: number; readonly text: string }
  | { readonly action: 'add-tag'; readonly id: number; readonly key: string; readonly tagIds: readonly number[] }
  | { readonly action: 'upload-file'; readonly id: number; readonly key: string; readonly fileName: string }
  | {
      readonly action: 'attach-file';
      readonly resourceType: ItGlueResourceType;
      readonly id: number;
      readonly fileName: string;
    }
  | { readonly action: 'archive-asset' | 'restore-asset' | 'delete-asset' | 'duplicate-asset'; readonly id: number }
  | { readonly action: 'rename-field'; readonly id: number; readonly name: string }
  | { readonly action: 'delete-field'; readonly id: number }
  | { readonly action: 'change-field-kind'; readonly id: number; readonly kind: ItGlueFieldKind }
  | { readonly action: 'rename-organization'; readonly id: number; readonly name: string }
  | { readonly action: 'delete-organization'; readonly id: number }
  | { readonly action: 'pause-key' | 'activate-key' | 'revoke-key'; readonly keyName: string }
);

type ActionName = PeopleAction['action'];
type Need = 'id' | 'ids' | 'text' | 'value';

const ASSET = { id: 'id' } as const;
const KEY = { keyName: 'text' } as const;
const NEEDS: Readonly<Record<ActionName, Readonly<Record<string, Need>>>> = {
  'edit-trait': { id: 'id', key: 'text', value: 'value' },
  'edit-notes': { id: 'id', text: 'text' },
  'add-tag': { id: 'id', key: 'text', tagIds: 'ids' },
  'upload-file': { id: 'id', key: 'text', fileName: 'text' },
  'attach-file': { resourceType: 'text', id: 'id', fileName: 'text' },
  'archive-asset': ASSET,
  'restore-asset': ASSET,
  'delete-asset': ASSET,
  'duplicate-asset': ASSET,
  'rename-field': { id: 'id', name: 'text' },
  'delete-field': { id: 'id' },
  'change-field-kind': { id: 'id', kind: 'text' },
  'rename-organization': { id: 'id', name: 'text' },
  'delete-organization': { id: 'id' },
  'pause-key': KEY,
  'activate-key': KEY,
  'revoke-key': KEY,
};

/** An action as it came over the control route; what is unknown, missing or too much throws. */
export function parsePeopleAction(sent: Readonly<Record<string, JsonValue>>): PeopleAction {
  const { action, who, ...rest } = sent;
  if (!isActionName(action)) {
    throw new Error(`In IT Glue nobody can ${JSON.stringify(action)}; they can ${Object.keys(NEEDS).join(', ')}`);
  }
  const needs = NEEDS[action];
  const excess = Object.keys(rest).find((name) => !Object.hasOwn(needs, name));
  if (excess !== undefined) throw new Error(`"${action}" takes no "${excess}"`);
  const parsed = Object.entries(needs).map(([name, need]) => [name, parseNeed(action, name, need, rest[name])]);
  return { action, who: typeof who === 'string' ? who : 'somebody', ...Object.fromEntries(parsed) } as PeopleAction;
}

function isActionName(action: JsonValue | undefined): action is ActionName {
  return typeof action === 'string' && Object.hasOwn(NEEDS, action);
}

function parseNeed(action: string, name: string, need: Need, value: JsonValue | undefined): JsonValue {
  const isWrong = new Error(`"${action}" needs "${name}" to be ${need === 'ids' ? 'a list of ids' : `a ${need}`}`);
  if (value === undefined) throw isWrong;
  if (need === 'value') return value;
  if (need === 'text' && typeof value === 'string') return value;
  if (need === 'id') {
    const id = parseId(value);
    if (id !== undefined) return id;
  }
  if (need === 'ids' && Array.isArray(value)) {
    const ids = value.map((item: JsonValue) => parseId(item));
    if (ids.every((id) => id !== undefined)) return ids;
  }
  throw isWrong;
}
