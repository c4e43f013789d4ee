import { nameOfAsset } from './asset-name';
import type { ItGlueState } from './itglue-state';

/** A record that a Tag reaches: whose it is, and how a reader sees it. */
export interface TaggedRecord {
  /** Undefined for what belongs to no organization. */
  readonly organizationId: number | undefined;
  readonly shown: Readonly<Record<string, unknown>>;
}

/** The record behind an id in a Tag; undefined where the tag type does not reach it. */
export function recordBehindTag(state: ItGlueState, tagType: string, id: number): TaggedRecord | undefined {
  if (tagType === 'Configurations') return configurationBehindTag(state, id);
  if (tagType === 'Organizations') {
    const organization = state.organizations.get(id);
    return organization && { organizationId: undefined, shown: { id, name: organization.name } };
  }
  if (tagType.startsWith('FlexibleAssetType: ')) return assetBehindTag(state, Number(tagType.slice(19)), id);
  const record = state.otherRecords.get(id);
  if (record?.tagType !== tagType) return undefined;
  return { organizationId: record.organizationId, shown: { id, name: record.name } };
}

function configurationBehindTag(state: ItGlueState, id: number): TaggedRecord | undefined {
  const configuration = state.configurations.get(id);
  if (configuration === undefined) return undefined;
  return {
    organizationId: configuration.organizationId,
    shown: {
      id,
      name: configuration.name,
      hostname: configuration.hostname ?? null,
      'organization-name': state.organizations.get(configuration.organizationId)?.name ?? null,
      'configuration-type-name':
        state.catalogs.configuration_types.get(configuration.configurationTypeId)?.name ?? null,
    },
  };
}

function assetBehindTag(state: ItGlueState, typeId: number, id: number): TaggedRecord | undefined {
  const asset = state.assets.get(id);
  if (asset?.flexibleAssetTypeId !== typeId) return undefined;
  const name = nameOfAsset(state.types.get(typeId), asset.values);
  return { organizationId: asset.organizationId, shown: { id, name } };
}
