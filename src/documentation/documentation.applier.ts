import type { ItgFlexibleAsset } from '../itglue/flexible-assets.api';
import type { Clock } from '../kernel/clock';
import { IntegrationError } from '../kernel/integration-error';
import { itgOrganizationId } from '../kernel/ids';
import type { JsonObject, JsonValue } from '../kernel/json';
import type { PageRepository } from '../persistence/documentation/page.repository';
import type { Applied } from '../reconciliation/reconciler';
import type { RunContext } from '../reconciliation/run-context';
import { readHashes } from './domain/content-hash';
import {
  writtenKeys,
  type ArchiveAssetPayload,
  type CreateFieldsPayload,
  type CreateTypePayload,
  type DocumentationEffect,
  type DocumentationTransition,
  type FieldKeys,
  type WriteAssetPayload,
} from './domain/documentation-effects';
import type { AssetTypeFact, FieldHashes, TypeFieldFact } from './domain/documentation-observation';
import type { DocumentationField } from './domain/documentation-settings';
import { mergeTags, type MergedTags } from './domain/match-devices';
import { mergeTraits, tagIds } from './domain/merge-traits';
import { FreshAssets, type FreshAsset } from './fresh-assets';
import { sameName, type ItGluePagesReader } from './itglue-pages.reader';

/** A write whose turn came when what it was made of was too old. Nothing was sent. */
class StaleLookError extends Error {}

/** One remote write per call. An update takes the asset as it is by then, so that nothing is lost that people wrote since. */
export class DocumentationApplier {
  /** The type as it is in a run, once its own changes are done: they come first (RULES, Documentation 6). */
  private readonly types = new WeakMap<RunContext, Map<string, Promise<AssetTypeFact>>>();

  private readonly fresh: FreshAssets;

  constructor(
    private readonly itglue: ItGluePagesReader,
    private readonly pages: PageRepository,
    clock: Clock,
  ) {
    this.fresh = new FreshAssets(itglue, clock);
  }

  apply(effect: DocumentationEffect, transition: DocumentationTransition, run: RunContext): Promise<Applied> {
    switch (effect.kind) {
      case 'create-type':
        return this.createType(effect.payload);
      case 'create-fields':
        return this.createFields(effect.payload);
      case 'create-asset':
        return this.createAsset(effect.payload, run);
      case 'update-asset':
        return this.updateAsset(effect.payload, transition, run);
      case 'archive-asset':
        return this.archiveAsset(effect.payload);
    }
  }

  private async createType(payload: CreateTypePayload): Promise<Applied> {
    const type = await this.itglue.client.flexibleAssetTypes.create(payload);
    return { remoteId: type.id, response: null };
  }

  private async createFields({ typeId, fields }: CreateFieldsPayload): Promise<Applied> {
    await this.itglue.client.flexibleAssetTypes.addFields(typeId, fields);
    return { remoteId: typeId, response: null };
  }

  private async createAsset(payload: WriteAssetPayload, run: RunContext): Promise<Applied> {
    const { type, keys, pending } = await beforeSending(this.resolve(payload, run));
    if (payload.replaces !== null) await beforeSending(this.assertGone(payload.replaces));
    const traits = { ...payload.traits, ...pending };
    const organizationId = itgOrganizationId(payload.organizationId);
    const asset = await this.itglue.client.flexibleAssets.create({ organizationId, typeId: type.id, traits });
    return appliedAsset(asset, writtenKeys(payload, keys));
  }

  /** No document says that lists have archived pages; one that is only out of sight must not get a second. */
  private async assertGone(assetId: string): Promise<void> {
    try {
      await this.itglue.client.flexibleAssets.fetch(assetId);
    } catch (error) {
      if (error instanceof IntegrationError && error.kind === 'not-found') return;
      throw error;
    }
    throw refused(assetId, 'it is still there, though no list has it; restore it, or delete it for good');
  }

  private async updateAsset(
    payload: WriteAssetPayload,
    transition: DocumentationTransition,
    run: RunContext,
  ): Promise<Applied> {
    const update = await beforeSending(this.mergeUpdate(payload, transition, run));
    try {
      return await this.sendUpdate(update, run, () => {
        if (!this.fresh.isFresh(update.fresh)) throw new StaleLookError();
      });
    } catch (error) {
      if (!(error instanceof StaleLookError)) throw error;
      // Once only: where every turn comes this late, a look for each write is the best there is.
      return this.sendUpdate(await beforeSending(this.mergeUpdate(payload, transition, run)), run);
    }
  }

  private async sendUpdate(
    { fresh, traits, written, tags }: MergedUpdate,
    run: RunContext,
    beforeLeaving?: () => void,
  ): Promise<Applied> {
    const asset = await this.itglue.client.flexibleAssets.update(fresh.asset.id, traits, beforeLeaving);
    this.fresh.keep(run, asset);
    return appliedAsset(asset, written, tags?.ours);
  }

  /** What an update has to send: ours, and everything else as the page has it now. */
  private async mergeUpdate(
    payload: WriteAssetPayload,
    transition: DocumentationTransition,
    run: RunContext,
  ): Promise<MergedUpdate> {
    const assetId = payload.assetId ?? '';
    const { type, keys, pending } = await this.resolve(payload, run);
    const fresh = await this.fresh.fetch(run, type.id, assetId);
    const { asset } = fresh;
    if (asset.archived) throw refused(assetId, 'somebody has archived it meanwhile');
    if (asset.organizationId !== payload.organizationId) throw refused(assetId, 'somebody has moved it meanwhile');
    const tags = await this.mergedTags(payload, asset, transition);
    const owned = ownedValues(payload, keys, tags);
    for (const [key, value] of Object.entries(pending)) owned.set(key, value);
    const merged = mergeTraits(type.fields, asset.traits, owned);
    if (merged.kind === 'held') throw refused(assetId, merged.detail);
    return { fresh, traits: merged.traits, written: writtenKeys(payload, keys), tags };
  }

  private async archiveAsset({ assetId }: ArchiveAssetPayload): Promise<Applied> {
    const asset = await this.itglue.client.flexibleAssets.archive(assetId);
    return { remoteId: asset.id, response: null };
  }

  /** Tags that people set since the plan was made stay; undefined when this write does not touch them. */
  private async mergedTags(
    payload: WriteAssetPayload,
    asset: ItgFlexibleAsset,
    transition: DocumentationTransition,
  ): Promise<MergedTags | undefined> {
    const key = payload.fieldKeys.devices;
    if (key === undefined || transition.type !== 'written' || !payload.owned.includes('devices')) return undefined;
    const present = (tagIds(asset.traits[key] ?? { values: [] }) ?? []).map(String);
    const record = await this.pages.find(payload.organizationId);
    const before = record?.assetId === asset.id ? record.taggedIds : [];
    return mergeTags(present, { before, now: transition.taggedIds });
  }

  private async resolve(payload: WriteAssetPayload, run: RunContext): Promise<ResolvedWrite> {
    const type = await this.typeIn(run, payload);
    const keys: Partial<Record<DocumentationField, string>> = { ...payload.fieldKeys };
    const pending: Record<string, JsonValue> = {};
    for (const [field, { title, value }] of Object.entries(payload.pending)) {
      const { nameKey } = fieldOf(type, title);
      keys[field as DocumentationField] = nameKey;
      pending[nameKey] = value;
    }
    return { type, keys, pending };
  }

  private typeIn(run: RunContext, { typeId, typeName }: WriteAssetPayload): Promise<AssetTypeFact> {
    const types = this.types.get(run) ?? new Map<string, Promise<AssetTypeFact>>();
    this.types.set(run, types);
    const known = types.get(typeName);
    if (known) return known;
    const type = this.itglue.fetchType(typeId, typeName);
    types.set(typeName, type);
    // A failure is told to the page that asked; the next one asks again.
    type.catch(() => types.delete(typeName));
    return type;
  }
}

interface MergedUpdate {
  readonly fresh: FreshAsset;
  readonly traits: JsonObject;
  readonly written: FieldKeys;
  /** Undefined: this write does not touch them. */
  readonly tags: MergedTags | undefined;
}

interface ResolvedWrite {
  readonly type: AssetTypeFact;
  /** Ours, those included that this pass has made. */
  readonly keys: FieldKeys;
  readonly pending: JsonObject;
}

/** What fails here was certainly not sent: the next pass may try again at once. */
async function beforeSending<T>(reads: Promise<T>): Promise<T> {
  try {
    return await reads;
  } catch (error) {
    if (!(error instanceof IntegrationError) || error.notDone) throw error;
    const { system, operation, kind, message } = error;
    throw new IntegrationError({ system, operation, kind, message, notDone: true });
  }
}

function ownedValues(
  payload: WriteAssetPayload,
  keys: FieldKeys,
  tags: MergedTags | undefined,
): Map<string, JsonValue> {
  const owned = new Map<string, JsonValue>();
  for (const field of payload.owned) {
    const key = keys[field];
    if (key === undefined) continue;
    if (field !== 'devices') owned.set(key, payload.traits[key] ?? null);
    else if (tags !== undefined) owned.set(key, tags.all.length === 0 ? null : tags.all.map(wireId));
  }
  return owned;
}

function fieldOf(type: AssetTypeFact, title: string): TypeFieldFact {
  const field = type.fields.find(({ name }) => sameName(name, title));
  if (field) return field;
  throw new IntegrationError({
    system: 'itglue',
    operation: 'GET /flexible_asset_types/{id}/relationships/flexible_asset_fields',
    kind: 'conflict',
    notDone: true,
    message: `The type "${type.name}" has no field "${title}" yet; its pages wait for it.`,
  });
}

/** What a later pass compares with. */
export interface WrittenPage {
  /** The fields that were written, as the vendor shows them; the others are known from before. */
  readonly readHashes: FieldHashes;
  /** The tags that were not there already because of people; left out where the plan knows them. */
  readonly taggedIds?: readonly string[];
}

export function appliedAsset(
  asset: Pick<ItgFlexibleAsset, 'id' | 'traits'>,
  keys: FieldKeys,
  taggedIds?: readonly string[],
): Applied {
  const hashes = { readHashes: { ...readHashes(asset.traits, keys) } };
  return { remoteId: asset.id, response: taggedIds === undefined ? hashes : { ...hashes, taggedIds } };
}

/** Ids are numbers on the wire as long as a number can hold them. */
function wireId(id: string): JsonValue {
  const value = Number(id);
  return Number.isSafeInteger(value) ? value : id;
}

function refused(assetId: string, why: string): IntegrationError {
  return new IntegrationError({
    system: 'itglue',
    operation: 'PATCH /flexible_assets/{id}',
    kind: 'conflict',
    notDone: true,
    message: `The page ${assetId} was left alone: ${why}.`,
  });
}
