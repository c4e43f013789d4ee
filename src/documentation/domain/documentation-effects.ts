import type { CivilDate } from '../../kernel/civil-date';
import type { Effect } from '../../kernel/change';
import type { JsonObject, JsonValue } from '../../kernel/json';
import type { FieldHashes, KnownType } from './documentation-observation';
import type { DocumentationField } from './documentation-settings';
import type { FieldSpecification } from './page-fields';

/** A field as the vendor is asked to make it. */
export type NewField = FieldSpecification & { readonly name: string; readonly order: number };

export interface CreateTypePayload {
  readonly name: string;
  readonly description: string;
  /** Font Awesome 4, without `fa-`. */
  readonly icon: string;
  readonly fields: readonly NewField[];
}

export interface CreateFieldsPayload {
  readonly typeId: string;
  readonly fields: readonly NewField[];
}

/** Of our fields the vendor's keys. */
export type FieldKeys = Readonly<Partial<Record<DocumentationField, string>>>;

export interface WriteAssetPayload {
  readonly organizationId: string;
  /** Null: the type is made earlier in the same pass; it is found by the name in `typeName`. */
  readonly typeId: string | null;
  readonly typeName: string;
  /** Null for a page that is made. */
  readonly assetId: string | null;
  /** Of a page that is made again: the one that is not in the list any more, and must not be anywhere else either. */
  readonly replaces: string | null;
  /** By this a lost answer is looked up. */
  readonly sourceKey: string;
  /** All of them, by the vendor's keys: what is not here is deleted by a write. */
  readonly traits: JsonObject;
  /** Fields that this write sets, or clears where `traits` has nothing; all others are sent as they are by then. */
  readonly owned: readonly DocumentationField[];
  /** Our fields with the vendor's keys, for reading the answer back with `readHashes`. */
  readonly fieldKeys: FieldKeys;
  /** Fields that are made earlier in the same pass: their keys are read from the type, by title, before the write. */
  readonly pending: Readonly<Partial<Record<DocumentationField, PendingValue>>>;
}

export interface PendingValue {
  readonly title: string;
  readonly value: JsonValue;
}

/** Those of the fields that a write sets or clears. */
export function writtenKeys({ owned, pending }: WriteAssetPayload, keys: FieldKeys): FieldKeys {
  const written = new Set<string>([...owned, ...Object.keys(pending)]);
  return Object.fromEntries(Object.entries(keys).filter(([field]) => written.has(field)));
}

export interface ArchiveAssetPayload {
  readonly organizationId: string;
  readonly assetId: string;
}

/**
 * What becomes true in the bridge's own tables. `written` takes its time from the outcome, the id too where `assetId`
 * is null, and `readHashes` from the answer; it ends every absence.
 */
export type DocumentationTransition =
  | { readonly type: 'none' }
  | { readonly type: 'known-type'; readonly known: KnownType }
  | {
      readonly type: 'written';
      readonly organizationId: string;
      readonly assetId: string | null;
      readonly contentHashes: FieldHashes;
      readonly timesHash: string;
      readonly taggedIds: readonly string[];
      readonly staleAfter: CivilDate | null;
    }
  | { readonly type: 'archived'; readonly organizationId: string; readonly assetId: string }
  | {
      readonly type: 'absent';
      readonly organizationId: string;
      readonly what: 'asset' | 'organization';
      /** ISO instant; null: it is there again. */
      readonly since: string | null;
    };

interface PayloadOf {
  'create-type': CreateTypePayload;
  'create-fields': CreateFieldsPayload;
  'create-asset': WriteAssetPayload;
  'update-asset': WriteAssetPayload;
  'archive-asset': ArchiveAssetPayload;
}

export type DocumentationEffectKind = keyof PayloadOf;

/** Typed on the way in; the engine stores plain JSON, and undefined has no place in it. */
export function effectOf<Kind extends DocumentationEffectKind>(
  kind: Kind,
  payload: PayloadOf[Kind],
  transition: DocumentationTransition,
): Effect {
  return { kind, payload: asJson(payload), transition: asJson(transition) };
}

export function transitionOf(transition: DocumentationTransition): JsonValue {
  return asJson(transition);
}

function asJson(value: object): JsonValue {
  return JSON.parse(JSON.stringify(value)) as JsonValue;
}

/** An effect as the applier gets it back from plan or journal. */
export type DocumentationEffect = {
  [Kind in DocumentationEffectKind]: { readonly kind: Kind; readonly payload: PayloadOf[Kind] };
}[DocumentationEffectKind];

const EFFECT_KINDS: readonly string[] = [
  'create-type',
  'create-fields',
  'create-asset',
  'update-asset',
  'archive-asset',
] satisfies readonly DocumentationEffectKind[];

/** Throws on what this program never wrote: that is a bug. */
export function readDocumentationEffect({ kind, payload }: Effect): DocumentationEffect {
  if (!EFFECT_KINDS.includes(kind)) throw new Error(`Not an effect of documentation: ${kind}`);
  return { kind, payload } as unknown as DocumentationEffect;
}

/** Null is a decision without a transition. */
export function readDocumentationTransition(value: JsonValue): DocumentationTransition {
  if (value === null) return { type: 'none' };
  if (typeof value !== 'object' || !('type' in value)) throw new Error('Not a transition of documentation.');
  return value as unknown as DocumentationTransition;
}
