import type { JsonValue } from '../../kernel/json';
import type { AssetFact, PageRecord } from './documentation-observation';
import { compareIds } from './match-devices';

/**
 * The asset that is an organization's page (RULES, Documentation 1 and 2).
 *
 * | in this organization                                        | result                                  |
 * | ----------------------------------------------------------- | --------------------------------------- |
 * | the asset that an operator adopted                          | found                                   |
 * | one with our Source Key, or with the id that we know        | found                                   |
 * | several of these                                            | the oldest found, the others duplicates |
 * | none, the known id is in another organization               | moved                                   |
 * | none, an id is known                                        | vanished                                |
 * | none, no id is known                                        | none                                    |
 */
export type AssetLocation =
  | { readonly kind: 'found'; readonly asset: AssetFact; readonly duplicates: readonly AssetFact[] }
  | { readonly kind: 'moved'; readonly organizationId: string }
  | { readonly kind: 'vanished' }
  | { readonly kind: 'none' };

export interface AssetSearch {
  readonly organizationId: string;
  readonly sourceKey: string;
  /** The vendor's key of our Source Key field; null while the type has none. */
  readonly sourceKeyField: string | null;
  readonly record: PageRecord | null;
}

/** Assets by organization and by id, made once for a plan. */
export interface AssetIndex {
  readonly byOrganization: ReadonlyMap<string, readonly AssetFact[]>;
  readonly byId: ReadonlyMap<string, AssetFact>;
}

export function indexAssets(assets: readonly AssetFact[]): AssetIndex {
  const byOrganization = new Map<string, AssetFact[]>();
  for (const asset of assets) {
    const list = byOrganization.get(asset.organizationId);
    if (list === undefined) byOrganization.set(asset.organizationId, [asset]);
    else list.push(asset);
  }
  return { byOrganization, byId: new Map(assets.map((asset) => [asset.id, asset])) };
}

export function locateAsset(search: AssetSearch, index: AssetIndex): AssetLocation {
  const { record } = search;
  const here = index.byOrganization.get(search.organizationId) ?? [];
  const ours = here.filter((asset) => asset.id === record?.assetId || sourceKeyIn(asset, search) === search.sourceKey);
  const [oldest, ...younger] = [...ours].sort(byAge);
  if (oldest === undefined) return absent(record, index);
  const adopted = record?.adopted === true ? ours.find((asset) => asset.id === record.assetId) : undefined;
  const asset = adopted ?? oldest;
  return { kind: 'found', asset, duplicates: [oldest, ...younger].filter((other) => other.id !== asset.id) };
}

function absent(record: PageRecord | null, index: AssetIndex): AssetLocation {
  if (record === null) return { kind: 'none' };
  const elsewhere = index.byId.get(record.assetId);
  return elsewhere === undefined ? { kind: 'vanished' } : { kind: 'moved', organizationId: elsewhere.organizationId };
}

function sourceKeyIn(asset: AssetFact, { sourceKeyField }: AssetSearch): JsonValue | undefined {
  return sourceKeyField === null ? undefined : asset.traits[sourceKeyField];
}

function byAge(left: AssetFact, right: AssetFact): number {
  return createdMs(left) - createdMs(right) || compareIds(left.id, right.id);
}

function createdMs(asset: AssetFact): number {
  return asset.createdAt?.getTime() ?? 0;
}
