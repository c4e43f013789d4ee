import type { JsonObject, JsonValue } from '../../kernel/json';
import { isMissing, type Page } from './build-page';
import type { PendingValue, WriteAssetPayload } from './documentation-effects';
import type { AssetFact, PageRecord, TypeFieldFact } from './documentation-observation';
import type { DocumentationField } from './documentation-settings';
import { matchDevices, mergeTags, type MergedTags } from './match-devices';
import { mergeTraits, tagIds } from './merge-traits';
import type { OpenTarget, ReadyTarget } from './plan-asset-type';

/** A write as it would be sent now. */
export interface ComposedWrite {
  readonly kind: 'composed';
  readonly traits: JsonObject;
  readonly owned: readonly DocumentationField[];
  readonly pending: WriteAssetPayload['pending'];
  readonly fieldKeys: Readonly<Partial<Record<DocumentationField, string>>>;
  /** The tags that are ours after the write, and whether they differ from those that are there. */
  readonly taggedIds: readonly string[];
  readonly tagsChanged: boolean;
}

export interface HeldWrite {
  readonly kind: 'held';
  readonly detail: string;
}

export function usableFields(target: OpenTarget): ReadonlyMap<DocumentationField, TypeFieldFact> {
  return target.kind === 'ready' ? target.match.usable : new Map<DocumentationField, TypeFieldFact>();
}

/** Everything that the asset has to hold: what is ours, as the page says it, and the rest as it was read. */
export function composeTraits(
  page: Page,
  target: ReadyTarget,
  asset: AssetFact,
  record: PageRecord | null,
): ComposedWrite | HeldWrite {
  const usable = usableFields(target);
  const taggedBefore = record?.taggedIds ?? [];
  const tags = composeTags(page, tagsIn(usable, asset.traits), taggedBefore);
  const merged = mergeTraits(target.type.fields, asset.traits, ownedValues(usable, page, tags));
  if (merged.kind === 'held') return { kind: 'held', detail: merged.detail };
  return {
    ...composedOf(page, target, tags),
    traits: merged.traits,
    taggedIds: tags === null ? taggedBefore : tags.ours,
    tagsChanged: tags !== null && tags.changed && usable.has('devices'),
  };
}

/** Of a page that is made there is nothing to keep. */
export function composeNewTraits(page: Page, target: OpenTarget): ComposedWrite {
  const tags = composeTags(page, [], []);
  const owned = [...ownedValues(usableFields(target), page, tags)].filter(([, value]) => value !== null);
  return {
    ...composedOf(page, target, tags),
    traits: Object.fromEntries(owned),
    taggedIds: tags?.ours ?? [],
    tagsChanged: false,
  };
}

function composedOf(
  page: Page,
  target: OpenTarget,
  tags: Tags | null,
): Pick<ComposedWrite, 'kind' | 'owned' | 'pending' | 'fieldKeys'> {
  return {
    kind: 'composed',
    owned: [...usableFields(target).keys()].filter((field) => valueOf(field, page, tags) !== undefined),
    pending: pendingValues(target, page, tags),
    fieldKeys: Object.fromEntries([...usableFields(target)].map(([field, { nameKey }]) => [field, nameKey])),
  };
}

function ownedValues(
  usable: ReadonlyMap<DocumentationField, TypeFieldFact>,
  page: Page,
  tags: Tags | null,
): ReadonlyMap<string, JsonValue> {
  const owned = new Map<string, JsonValue>();
  for (const [field, { nameKey }] of usable) {
    const value = valueOf(field, page, tags);
    if (value !== undefined) owned.set(nameKey, value);
  }
  return owned;
}

interface Tags extends MergedTags {
  readonly changed: boolean;
}

/** Null when machines, configurations or the present tags could not be read: then the tags are left as they are. */
function composeTags(page: Page, present: readonly string[] | null, before: readonly string[]): Tags | null {
  const { configurations, sections } = page.organization;
  if (present === null || isMissing(configurations)) return null;
  if (sections.some((section) => isMissing(section.workloads))) return null;
  const now = matchDevices(sections, configurations);
  const { all, ours } = mergeTags(present, { before, now });
  const changed = all.length !== present.length || all.some((id) => !present.includes(id));
  return { all, ours, changed };
}

function tagsIn(usable: ReadonlyMap<DocumentationField, TypeFieldFact>, asRead: JsonObject): readonly string[] | null {
  const value = asRead[usable.get('devices')?.nameKey ?? ''] ?? null;
  if (value === null) return [];
  const ids = tagIds(value);
  if (ids === undefined) return null;
  return (ids ?? []).map((id) => (typeof id === 'string' ? id : JSON.stringify(id)));
}

function valueOf(field: DocumentationField, page: Page, tags: Tags | null): JsonValue | undefined {
  if (field !== 'devices') return page.fields[field]?.value;
  if (tags === null) return undefined;
  return tags.all.length === 0 ? null : tags.all.map(wireId);
}

/** Ids are numbers on the wire as long as a number can hold them. */
function wireId(id: string): JsonValue {
  const value = Number(id);
  return Number.isSafeInteger(value) ? value : id;
}

function pendingValues(target: OpenTarget, page: Page, tags: Tags | null): WriteAssetPayload['pending'] {
  const pending: Partial<Record<DocumentationField, PendingValue>> = {};
  for (const [field, title] of target.pending) {
    const value = valueOf(field, page, tags);
    if (value !== undefined && value !== null) pending[field] = { title, value };
  }
  return pending;
}
