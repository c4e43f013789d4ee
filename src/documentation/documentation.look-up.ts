import { IntegrationError } from '../kernel/integration-error';
import type { JsonValue } from '../kernel/json';
import type { LookUp } from '../reconciliation/reconciler';
import type { ItgFlexibleAsset } from '../itglue/flexible-assets.api';
import { appliedAsset } from './documentation.applier';
import {
  writtenKeys,
  type ArchiveAssetPayload,
  type CreateFieldsPayload,
  type CreateTypePayload,
  type DocumentationEffect,
  type FieldKeys,
  type WriteAssetPayload,
} from './domain/documentation-effects';
import type { AssetTypeFact } from './domain/documentation-observation';
import type { DocumentationField } from './domain/documentation-settings';
import { compareIds } from './domain/match-devices';
import { sameName, type ItGluePagesReader } from './itglue-pages.reader';

/**
 * Finds out what became of a write whose answer was lost (RULES, Engine 6): a new page by its Source Key, a change by
 * what the page shows now, a type by its name. Reads only.
 */
export class DocumentationLookUp {
  constructor(private readonly itglue: ItGluePagesReader) {}

  lookUp(effect: DocumentationEffect): Promise<LookUp> {
    switch (effect.kind) {
      case 'create-type':
        return this.findType(effect.payload);
      case 'create-fields':
        return this.findFields(effect.payload);
      case 'create-asset':
        return this.findAsset(effect.payload);
      case 'update-asset':
        return this.compareAsset(effect.payload);
      case 'archive-asset':
        return this.compareArchived(effect.payload);
    }
  }

  private async findType({ name }: CreateTypePayload): Promise<LookUp> {
    const found: string[] = [];
    for await (const type of this.itglue.client.flexibleAssetTypes.list()) {
      if (sameName(type.name, name)) found.push(type.id);
    }
    const [kept, ...others] = found.sort(compareIds);
    return kept === undefined
      ? { kind: 'absent' }
      : { kind: 'found', applied: { remoteId: kept, response: null }, others };
  }

  /** Made in one request: one of them is proof, and what should still lack is added by the next plan. */
  private async findFields({ typeId, fields }: CreateFieldsPayload): Promise<LookUp> {
    const type = await this.itglue.fetchType(typeId, '');
    const isThere = fields.some((field) => type.fields.some(({ name }) => sameName(name, field.name)));
    return isThere ? { kind: 'found', applied: { remoteId: typeId, response: null }, others: [] } : { kind: 'absent' };
  }

  private async findAsset(payload: WriteAssetPayload): Promise<LookUp> {
    const type = await this.findTypeOf(payload);
    if (type === null) return { kind: 'absent' };
    const keys = keysIn(type, payload);
    const ours: ItgFlexibleAsset[] = [];
    for await (const asset of this.itglue.client.flexibleAssets.listByType(type.id)) {
      if (asset.organizationId === payload.organizationId && isOurs(asset, payload, keys)) ours.push(asset);
    }
    const [kept, ...others] = ours.sort((left, right) => compareIds(left.id, right.id));
    if (kept === undefined) return { kind: 'absent' };
    return {
      kind: 'found',
      applied: appliedAsset(asSent(kept, payload, keys), writtenKeys(payload, keys)),
      others: others.map(({ id }) => id),
    };
  }

  /** Null: the type was never made, so that no page can be in it. */
  private async findTypeOf({ typeId, typeName }: WriteAssetPayload): Promise<AssetTypeFact | null> {
    try {
      return await this.itglue.fetchType(typeId, typeName);
    } catch (error) {
      if (error instanceof IntegrationError && error.kind === 'conflict') return null;
      throw error;
    }
  }

  private async compareAsset(payload: WriteAssetPayload): Promise<LookUp> {
    const type = await this.itglue.fetchType(payload.typeId, payload.typeName);
    const keys = keysIn(type, payload);
    const asset = await this.itglue.client.flexibleAssets.fetch(payload.assetId ?? '');
    const isWritten = marksOf(payload, keys).every(({ key, value }) => isSame(asset.traits[key] ?? null, value));
    if (!isWritten) return { kind: 'absent' };
    return {
      kind: 'found',
      applied: appliedAsset(asSent(asset, payload, keys), writtenKeys(payload, keys)),
      others: [],
    };
  }

  private async compareArchived({ assetId }: ArchiveAssetPayload): Promise<LookUp> {
    const asset = await this.itglue.client.flexibleAssets.fetch(assetId);
    if (!asset.archived) return { kind: 'absent' };
    return { kind: 'found', applied: { remoteId: asset.id, response: null }, others: [] };
  }
}

function keysIn(type: AssetTypeFact, payload: WriteAssetPayload): FieldKeys {
  const keys: Partial<Record<DocumentationField, string>> = { ...payload.fieldKeys };
  for (const [field, { title }] of Object.entries(payload.pending)) {
    const found = type.fields.find(({ name }) => sameName(name, title));
    if (found) keys[field as DocumentationField] = found.nameKey;
  }
  return keys;
}

/** By its Source Key; where somebody edited that meanwhile, by the time of its making. */
function isOurs({ traits }: ItgFlexibleAsset, payload: WriteAssetPayload, keys: FieldKeys): boolean {
  if (keys.sourceKey !== undefined && traits[keys.sourceKey] === payload.sourceKey) return true;
  const made = shortFields(payload, keys).find(({ field, value }) => field === 'generatedAt' && value !== null);
  return made !== undefined && traits[made.key] === made.value;
}

/** What somebody edited before the look-up is then an edit like others, and not what the vendor made of our text. */
function asSent(
  asset: ItgFlexibleAsset,
  payload: WriteAssetPayload,
  keys: FieldKeys,
): Pick<ItgFlexibleAsset, 'id' | 'traits'> {
  const sent = shortFields(payload, keys).map(({ key, value }) => [key, value] as const);
  return { id: asset.id, traits: { ...asset.traits, ...Object.fromEntries(sent) } };
}

/** What tells this write from the one before: the time of its making where the page shows it, else every short field. */
function marksOf(payload: WriteAssetPayload, keys: FieldKeys): readonly ShortField[] {
  const short = shortFields(payload, keys);
  const made = short.filter(({ field, value }) => field === 'generatedAt' && value !== null);
  return made.length > 0 ? made : short;
}

interface ShortField {
  readonly field: DocumentationField;
  readonly key: string;
  readonly value: JsonValue;
}

/** What was sent without markup: that is no proof, for IT Glue may clean it on its way in. */
function shortFields(payload: WriteAssetPayload, keys: FieldKeys): readonly ShortField[] {
  const sent = [...payload.owned, ...(Object.keys(payload.pending) as DocumentationField[])];
  return sent.flatMap((field) => {
    const key = keys[field];
    if (key === undefined || field === 'devices') return [];
    const value = payload.traits[key] ?? payload.pending[field]?.value ?? null;
    return typeof value === 'string' && value.includes('<') ? [] : [{ field, key, value }];
  });
}

/** Numbers may come back as text, days as instants. */
function isSame(read: JsonValue, written: JsonValue): boolean {
  if (typeof read === 'string' && typeof written === 'number') return Number(read) === written;
  if (typeof read === 'string' && typeof written === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(written)) {
    return read.startsWith(written);
  }
  return read === written;
}
