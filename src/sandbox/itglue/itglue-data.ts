/**
 * What the simulated IT Glue account holds before anybody calls it. Ids are numbers of 16 digits, below 2^53, as the
 * vendor hands them out; the stand-in shows them as text where the vendor does. The stand-in copies what it is given.
 */
export interface ItGlueData {
  readonly account: ItGlueAccount;
  readonly organizations: readonly ItGlueOrganization[];
  readonly organizationTypes: readonly ItGlueCatalogEntry[];
  readonly organizationStatuses: readonly ItGlueCatalogEntry[];
  readonly configurationTypes: readonly ItGlueCatalogEntry[];
  readonly configurationStatuses: readonly ItGlueCatalogEntry[];
  readonly flexibleAssetTypes: readonly ItGlueFlexibleAssetType[];
  readonly flexibleAssets: readonly ItGlueFlexibleAsset[];
  readonly configurations: readonly ItGlueConfiguration[];
  readonly attachments: readonly ItGlueAttachment[];
  /** Records of kinds without routes of their own here; they exist so that people can tag them. */
  readonly otherRecords: readonly ItGlueOtherRecord[];
}

export type ItGlueRegion = 'us' | 'eu' | 'au';
export type ItGlueKeyState = 'active' | 'paused' | 'revoked';

export interface ItGlueAccount {
  /** Part of the links in the answers: `https://<subdomain>.itglue.com/…`. */
  readonly subdomain: string;
  /** A key is valid in this region only. */
  readonly region: ItGlueRegion;
  readonly keys: readonly ItGlueApiKey[];
}

export interface ItGlueApiKey {
  /** Shown by the vendor in its list of keys; the request log and the revisions name a key by it. */
  readonly name: string;
  /** What the client sends as `x-api-key`. */
  readonly value: string;
  readonly state: ItGlueKeyState;
}

/** Organization types and statuses, configuration types and statuses. */
export interface ItGlueCatalogEntry {
  readonly id: number;
  readonly name: string;
  readonly synced?: boolean;
}

/** A record of a connected PSA or RMM that an organization or a configuration is matched with. */
export interface ItGlueAdapterResource {
  readonly id: number;
  /** A PSA type (`manage` is ConnectWise) or an RMM type such as `automate`. */
  readonly adapterType: string;
  /** The record's id over there; for a ConnectWise company its numeric id, as text. */
  readonly remoteId: string;
}

export interface ItGlueOrganization {
  readonly id: number;
  /** Not unique. */
  readonly name: string;
  /** For organizations synced from ConnectWise the company identifier. */
  readonly shortName?: string | null;
  readonly organizationTypeId?: number | null;
  readonly organizationStatusId?: number | null;
  /** `enabled`: synced from the PSA, hence read-only but for a few fields. */
  readonly psaIntegration?: 'enabled' | 'disabled' | null;
  readonly adapterResources?: readonly ItGlueAdapterResource[];
  readonly parentId?: number | null;
  readonly primary?: boolean;
  readonly alert?: string | null;
  readonly description?: string | null;
  readonly quickNotes?: string | null;
  /** ISO instant. */
  readonly createdAt: string;
}

export type ItGlueFieldKind =
  'Checkbox' | 'Date' | 'Header' | 'Number' | 'Select' | 'Text' | 'Textbox' | 'Upload' | 'Tag' | 'Percent' | 'Password';

export interface ItGlueField {
  readonly id: number;
  readonly order: number;
  readonly name: string;
  readonly kind: ItGlueFieldKind;
  /** Left out: made from the name as the vendor makes it. */
  readonly nameKey?: string;
  readonly hint?: string | null;
  readonly decimals?: number | null;
  /** For Select the options, one a line. */
  readonly defaultValue?: string | null;
  /** `Configurations`, `Contacts` … or `FlexibleAssetType: <id>`. */
  readonly tagType?: string | null;
  readonly required?: boolean;
  readonly useForTitle?: boolean;
  readonly expiration?: boolean;
  readonly showInList?: boolean;
}

export interface ItGlueFlexibleAssetType {
  readonly id: number;
  readonly name: string;
  readonly description?: string | null;
  readonly icon?: string | null;
  readonly enabled?: boolean;
  readonly showInMenu?: boolean;
  readonly fields: readonly ItGlueField[];
  readonly createdAt: string;
}

/** A file in an Upload field. */
export interface ItGlueUpload {
  readonly fileName: string;
  readonly sizeBytes: number;
}

/** Tags are lists of ids. */
export type ItGlueTraitValue = string | number | boolean | readonly number[] | ItGlueUpload;

export interface ItGlueFlexibleAsset {
  readonly id: number;
  readonly organizationId: number;
  readonly flexibleAssetTypeId: number;
  /** By name-key. */
  readonly traits: Readonly<Record<string, ItGlueTraitValue>>;
  readonly archived?: boolean;
  readonly restricted?: boolean;
  readonly createdAt: string;
}

export interface ItGlueConfiguration {
  readonly id: number;
  readonly organizationId: number;
  readonly name: string;
  readonly hostname?: string | null;
  readonly primaryIp?: string | null;
  /** At most 17 characters. */
  readonly macAddress?: string | null;
  readonly serialNumber?: string | null;
  readonly assetTag?: string | null;
  readonly notes?: string | null;
  readonly configurationTypeId: number;
  readonly configurationStatusId?: number | null;
  readonly archived?: boolean;
  readonly psaIntegration?: 'enabled' | 'disabled' | null;
  readonly adapterResources?: readonly ItGlueAdapterResource[];
  readonly createdAt: string;
}

/** The vendor's names of what can carry attachments and related items. */
export type ItGlueResourceType =
  | 'checklists'
  | 'checklist_templates'
  | 'configurations'
  | 'contacts'
  | 'documents'
  | 'domains'
  | 'folders'
  | 'locations'
  | 'passwords'
  | 'ssl_certificates'
  | 'flexible_assets'
  | 'tickets';

export interface ItGlueAttachment {
  readonly id: number;
  readonly resourceType: ItGlueResourceType;
  readonly resourceId: number;
  readonly name: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly sizeBytes: number;
}

export interface ItGlueOtherRecord {
  readonly id: number;
  /** The tag type that reaches it. */
  readonly tagType: 'Contacts' | 'Documents' | 'Domains' | 'Locations' | 'Passwords' | 'SslCertificates' | 'Checklists';
  readonly organizationId: number;
  readonly name: string;
}
