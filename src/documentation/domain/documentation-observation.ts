import type { SourceKey } from '../../kernel/change';
import type { CivilDate } from '../../kernel/civil-date';
import type { ItgOrganizationId, VspcCompanyUid } from '../../kernel/ids';
import type { JsonObject } from '../../kernel/json';
import type { DocumentationField, DocumentationSettings } from './documentation-settings';

/** Everything that the planner of pages looks at; it reads nothing else. */
export interface DocumentationObservation {
  readonly now: Date;
  /** Of the configuration; part of every Source Key. */
  readonly installation: string;
  /** Times on the pages are shown in it. */
  readonly timezone: string;
  readonly settings: DocumentationSettings;
  /** Pages made in one pass; the others wait for the next (RULES, Documentation 5). Null: no limit. */
  readonly createLimit: number | null;
  readonly organizations: readonly OrganizationFact[];
  /** The types of the configured name, several where somebody copied it, and the known one whatever its name. */
  readonly types: readonly AssetTypeFact[];
  /** All assets of these types, over all organizations. */
  readonly assets: readonly AssetFact[];
  readonly knownType: KnownType | null;
  readonly records: readonly PageRecord[];
  /** What says whether a type, its fields or an asset are there at all. */
  readonly sources: { readonly types: SourceKey; readonly assets: SourceKey; readonly organizations: SourceKey };
  /** Whether a type that is not among `types` is not there, and whether those that are have all their fields. */
  readonly typesComplete: boolean;
  /** Whether what is not among `assets` is not there. */
  readonly assetsComplete: boolean;
}

/** Rows, or why there are none: what a role may not see is said on the page, what failed today leaves the field alone. */
export type Part<T> = readonly T[] | MissingPart;

export interface MissingPart {
  /** `refused`: for good (role, version of VSPC). `unread`: in this pass. */
  readonly missing: 'refused' | 'unread';
  /** One sentence for the page. */
  readonly detail: string;
}

export interface OrganizationFact {
  readonly id: ItgOrganizationId;
  readonly name: string;
  /** False when a complete list of organizations did not have it. */
  readonly present: boolean;
  /** Linked companies that documentation may act for, one section each; none: nothing is linked (any more). */
  readonly sections: readonly CompanySection[];
  /** Linked, but left alone because of its health or its pin. */
  readonly suspended: boolean;
  /** Since when every company of it is ignored; null while one is not. */
  readonly ignoredSince: Date | null;
  /** The machines that IT Glue knows, to be tagged. */
  readonly configurations: Part<ConfigurationFact>;
  readonly tickets: Part<TicketFact>;
  readonly billing: Part<BilledFact>;
  /** Where the data came from. */
  readonly provenance: readonly ProvenanceFact[];
  /** The sources that the page says something about. */
  readonly sources: readonly SourceKey[];
}

export interface CompanySection {
  readonly connection: string;
  readonly uid: VspcCompanyUid;
  readonly name: string;
  readonly jobs: Part<JobFact>;
  readonly workloads: Part<WorkloadFact>;
  readonly repositories: Part<StorageFact>;
  readonly microsoft365: Part<Microsoft365Fact>;
  readonly licences: Part<LicenceFact>;
  /** The state of things: baseline and silenced incidents are among them (RULES, Documentation 4). */
  readonly incidents: readonly IncidentFact[];
  /** When the oldest backup server or server agent last spoke; laptops do not count. Null: there is none. */
  readonly dataAsOf: Date | null;
}

/** Worst first, as incidents have them. */
export type IncidentCondition =
  'failed' | 'missed' | 'unprotected' | 'source-offline' | 'long-running' | 'disabled' | 'warning' | 'alarm';

export interface IncidentFact {
  readonly subjectKey: string;
  readonly subjectName: string;
  /** The worst of its conditions. */
  readonly condition: IncidentCondition;
  readonly since: Date;
  readonly ticketId: number | null;
}

export interface JobFact {
  readonly key: string;
  readonly name: string;
  /** For people: `VM backup`, `Server agent`, `Backup copy` … */
  readonly kind: string;
  /** The last result that was one; a running job still has its last. */
  readonly result: 'success' | 'warning' | 'failed' | 'none';
  readonly enabled: boolean;
  /** Error of the last result. */
  readonly message: string | null;
  readonly lastSuccessAt: Date | null;
  readonly nextRunAt: Date | null;
  /** Of several machines the fewest that one of them has. */
  readonly restorePoints: number | null;
  readonly target: string | null;
}

export interface WorkloadFact {
  readonly key: string;
  readonly name: string;
  readonly kind: string;
  readonly protection: 'protected' | 'stale' | 'unprotected';
  readonly lastRestorePointAt: Date | null;
  readonly restorePoints: number | null;
  readonly jobName: string | null;
  readonly device: DeviceFact | null;
}

/** What identifies a machine on both sides. */
export interface DeviceFact {
  readonly hostName: string | null;
  readonly fqdn: string | null;
  readonly serialNumber: string | null;
  readonly addresses: readonly string[];
}

export interface StorageFact {
  readonly key: string;
  readonly name: string;
  readonly kind: string;
  readonly usedBytes: number | null;
  /** Capacity of a repository, or the quota of a tenant. */
  readonly totalBytes: number | null;
}

export interface Microsoft365Fact {
  readonly key: string;
  readonly name: string;
  readonly protectedUsers: number | null;
  readonly protectedSites: number | null;
  readonly protectedTeams: number | null;
  readonly usedBytes: number | null;
  readonly lastSuccessAt: Date | null;
}

export interface LicenceFact {
  readonly name: string;
  readonly used: number;
}

export interface TicketFact {
  readonly id: number;
  readonly summary: string;
  readonly status: string;
  readonly openedAt: Date | null;
  readonly url: string | null;
}

export interface BilledFact {
  /** `YYYY-MM`. */
  readonly period: string;
  readonly line: string;
  readonly product: string;
  /** Decimal text. */
  readonly quantity: string;
  readonly agreement: string | null;
}

export interface ProvenanceFact {
  readonly label: string;
  /** Where people find it. */
  readonly url: string | null;
  readonly asOf: Date | null;
  readonly note: string | null;
}

export interface ConfigurationFact {
  readonly id: string;
  readonly name: string;
  readonly hostname: string | null;
  readonly serialNumber: string | null;
  readonly primaryIp: string | null;
  readonly archived: boolean;
}

export interface TypeFieldFact {
  readonly id: string;
  /** The title; the operator's to change. */
  readonly name: string;
  /** The key of the trait: read, never computed. */
  readonly nameKey: string;
  readonly kind: string;
  readonly order: number;
  readonly required: boolean;
  /** Options of a Select, one a line. */
  readonly defaultValue: string | null;
  readonly tagType: string | null;
}

export interface AssetTypeFact {
  readonly id: string;
  readonly name: string;
  readonly fields: readonly TypeFieldFact[];
}

export interface AssetFact {
  readonly id: string;
  readonly typeId: string;
  readonly organizationId: ItgOrganizationId;
  readonly archived: boolean;
  readonly createdAt: Date | null;
  /** As read, by key. */
  readonly traits: JsonObject;
}

/** Which of the vendor's fields is which of ours, remembered so that a new title changes nothing. */
export interface KnownType {
  readonly typeId: string;
  readonly fieldIds: Readonly<Partial<Record<DocumentationField, string>>>;
}

/** What is remembered of a page: one row per organization. Hashes are compared, never reversed. */
export interface PageRecord {
  readonly organizationId: ItgOrganizationId;
  /** Grows with every write and every adoption, and tells one change of the page from the next. */
  readonly revision: number;
  readonly assetId: string;
  /** An operator named this asset; it wins over the Source Key. */
  readonly adopted: boolean;
  /** What the page says, by field, without times; empty before the first write of an adopted page. */
  readonly contentHashes: FieldHashes;
  /** Of the times that it shows. */
  readonly timesHash: string;
  /** Our fields as the vendor returned them: what differs later was edited by somebody. */
  readonly readHashes: FieldHashes;
  /** Configurations that we tagged; the other tags are people's. */
  readonly taggedIds: readonly string[];
  readonly writtenAt: Date | null;
  readonly staleAfter: CivilDate | null;
  /** First complete read without the asset; gone is believed 24 h later (RULES, Engine 2). */
  readonly absentSince: Date | null;
  /** First complete read without the organization. */
  readonly organizationAbsentSince: Date | null;
}

export type FieldHashes = Readonly<Partial<Record<DocumentationField, string>>>;
