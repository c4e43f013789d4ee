import type { SandboxClock } from '../http/stand-in';
import type {
  ItGlueAccount,
  ItGlueAttachment,
  ItGlueCatalogEntry,
  ItGlueConfiguration,
  ItGlueData,
  ItGlueField,
  ItGlueFlexibleAsset,
  ItGlueFlexibleAssetType,
  ItGlueKeyState,
  ItGlueOrganization,
  ItGlueOtherRecord,
  ItGlueResourceType,
  ItGlueTraitValue,
} from './itglue-data';
import { makeNameKey } from './name-key';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
interface Timed {
  updatedAt: string;
}

export type OrganizationRecord = Mutable<ItGlueOrganization> & Timed;
export type ConfigurationRecord = Mutable<ItGlueConfiguration> & Timed;
export type CatalogRecord = Mutable<ItGlueCatalogEntry> & Timed & { readonly createdAt: string };
export type AttachmentRecord = Mutable<ItGlueAttachment>;
export type FieldRecord = Mutable<Required<ItGlueField>> & Timed & { readonly typeId: number; createdAt: string };
export type TypeRecord = Mutable<Omit<ItGlueFlexibleAssetType, 'fields'>> & Timed & { fields: FieldRecord[] };

export interface Revision {
  readonly id: number;
  readonly at: string;
  /** `api:<name of the key>` or the person. */
  readonly by: string;
  readonly event: 'create' | 'update';
}

export type AssetRecord = Mutable<Omit<ItGlueFlexibleAsset, 'traits'>> &
  Timed & {
    /** By field id: a key may change, a field may go. */
    values: Map<number, ItGlueTraitValue>;
    revisions: Revision[];
  };

export interface RelatedItemRecord {
  readonly id: number;
  readonly resourceType: ItGlueResourceType;
  readonly resourceId: number;
  readonly destinationType: string;
  readonly destinationId: number;
  notes: string | null;
}

export type CatalogName =
  'organization_types' | 'organization_statuses' | 'configuration_types' | 'configuration_statuses';

const FIRST_NEW_ID = 1_700_000_000_000_000;

/** Everything the account holds, changed by requests and by people alike. */
export class ItGlueState {
  readonly account: Omit<ItGlueAccount, 'keys'> & {
    readonly keys: { name: string; value: string; state: ItGlueKeyState }[];
  };
  readonly organizations: Map<number, OrganizationRecord>;
  readonly catalogs: Readonly<Record<CatalogName, Map<number, CatalogRecord>>>;
  readonly types: Map<number, TypeRecord>;
  readonly assets: Map<number, AssetRecord>;
  readonly configurations: Map<number, ConfigurationRecord>;
  readonly attachments: Map<number, AttachmentRecord>;
  readonly otherRecords: ReadonlyMap<number, ItGlueOtherRecord>;
  readonly relatedItems = new Map<number, RelatedItemRecord>();
  private lastId = FIRST_NEW_ID;

  constructor(
    data: ItGlueData,
    private readonly clock: SandboxClock,
  ) {
    const start = clock.now().toISOString();
    this.account = { ...data.account, keys: data.account.keys.map((key) => ({ ...key })) };
    this.organizations = byId(data.organizations.map((item) => ({ ...item, updatedAt: item.createdAt })));
    this.catalogs = {
      organization_types: byId(data.organizationTypes.map((item) => catalogRecord(item, start))),
      organization_statuses: byId(data.organizationStatuses.map((item) => catalogRecord(item, start))),
      configuration_types: byId(data.configurationTypes.map((item) => catalogRecord(item, start))),
      configuration_statuses: byId(data.configurationStatuses.map((item) => catalogRecord(item, start))),
    };
    this.types = byId(data.flexibleAssetTypes.map(typeRecord));
    this.assets = byId(data.flexibleAssets.map((asset) => this.assetRecord(asset)));
    this.configurations = byId(data.configurations.map((item) => ({ ...item, updatedAt: item.createdAt })));
    this.attachments = byId(data.attachments.map((item) => ({ ...item })));
    this.otherRecords = byId(data.otherRecords);
    for (const id of this.usedIds()) this.lastId = Math.max(this.lastId, id);
  }

  newId(): number {
    // Not consecutive: whoever guesses the next id is found out.
    this.lastId += 7;
    return this.lastId;
  }

  /** The time of a write. It moves on even while the simulated clock stands still, as no two writes share one. */
  stamp(previous?: string): string {
    const nowMs = this.clock.now().getTime();
    const afterPreviousMs = previous === undefined ? nowMs : new Date(previous).getTime() + 1;
    return new Date(Math.max(nowMs, afterPreviousMs)).toISOString();
  }

  recordRevision(asset: AssetRecord, by: string, event: Revision['event']): void {
    asset.updatedAt = this.stamp(asset.revisions.at(-1)?.at);
    asset.revisions.push({ id: this.newId(), at: asset.updatedAt, by, event });
  }

  assetsOfType(typeId: number): AssetRecord[] {
    return [...this.assets.values()].filter((asset) => asset.flexibleAssetTypeId === typeId);
  }

  findField(fieldId: number): FieldRecord | undefined {
    for (const type of this.types.values()) {
      const field = type.fields.find((candidate) => candidate.id === fieldId);
      if (field !== undefined) return field;
    }
    return undefined;
  }

  /** An organization takes everything with it. */
  removeOrganization(organizationId: number): void {
    this.organizations.delete(organizationId);
    for (const asset of [...this.assets.values()]) {
      if (asset.organizationId === organizationId) this.removeAsset(asset.id);
    }
    for (const configuration of [...this.configurations.values()]) {
      if (configuration.organizationId === organizationId) this.removeConfiguration(configuration.id);
    }
  }

  removeAsset(assetId: number): void {
    this.assets.delete(assetId);
    this.removeFromTags(assetId, (tagType) => tagType.startsWith('FlexibleAssetType'));
    this.removeAttachmentsOf('flexible_assets', assetId);
  }

  removeConfiguration(configurationId: number): void {
    this.configurations.delete(configurationId);
    this.removeFromTags(configurationId, (tagType) => tagType === 'Configurations');
    this.removeAttachmentsOf('configurations', configurationId);
  }

  private removeAttachmentsOf(resourceType: ItGlueResourceType, resourceId: number): void {
    for (const attachment of [...this.attachments.values()]) {
      if (attachment.resourceType === resourceType && attachment.resourceId === resourceId) {
        this.attachments.delete(attachment.id);
      }
    }
  }

  private removeFromTags(recordId: number, reaches: (tagType: string) => boolean): void {
    const fields = [...this.types.values()].flatMap((type) => type.fields);
    for (const field of fields.filter((candidate) => candidate.kind === 'Tag' && reaches(candidate.tagType ?? ''))) {
      for (const asset of this.assets.values()) {
        const ids = asset.values.get(field.id);
        if (Array.isArray(ids))
          asset.values.set(
            field.id,
            ids.filter((id) => id !== recordId),
          );
      }
    }
  }

  private assetRecord(asset: ItGlueFlexibleAsset): AssetRecord {
    const { traits, ...rest } = asset;
    const type = this.types.get(asset.flexibleAssetTypeId);
    const values = new Map<number, ItGlueTraitValue>();
    for (const [key, value] of Object.entries(traits)) {
      const field = type?.fields.find((candidate) => candidate.nameKey === key);
      if (field === undefined) throw new Error(`Asset ${asset.id} has the trait "${key}", its type has no such field`);
      values.set(field.id, value);
    }
    const created: Revision = { id: asset.id, at: asset.createdAt, by: 'import', event: 'create' };
    return { ...rest, values, updatedAt: asset.createdAt, revisions: [created] };
  }

  private *usedIds(): Generator<number> {
    yield* this.organizations.keys();
    yield* this.types.keys();
    for (const type of this.types.values()) for (const field of type.fields) yield field.id;
    yield* this.assets.keys();
    yield* this.configurations.keys();
    yield* this.attachments.keys();
    yield* this.otherRecords.keys();
  }
}

export function fieldRecord(field: ItGlueField, typeId: number, createdAt: string): FieldRecord {
  return {
    hint: null,
    decimals: null,
    defaultValue: null,
    tagType: null,
    required: false,
    useForTitle: false,
    expiration: false,
    showInList: false,
    nameKey: makeNameKey(field.name),
    ...field,
    typeId,
    createdAt,
    updatedAt: createdAt,
  };
}

function typeRecord(type: ItGlueFlexibleAssetType): TypeRecord {
  const fields = type.fields.map((field) => fieldRecord(field, type.id, type.createdAt));
  return { ...type, fields, updatedAt: type.createdAt };
}

function catalogRecord(entry: ItGlueCatalogEntry, createdAt: string): CatalogRecord {
  return { ...entry, createdAt, updatedAt: createdAt };
}

function byId<T extends { readonly id: number }>(items: readonly T[]): Map<number, T> {
  const map = new Map<number, T>();
  for (const item of items) {
    if (map.has(item.id)) throw new Error(`The IT Glue data have the id ${item.id} twice`);
    map.set(item.id, item);
  }
  return map;
}
