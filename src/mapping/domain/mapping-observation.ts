import type { SourceKey } from '../../kernel/change';
import type { CwCompanyId, ItgOrganizationId, VspcCompanyUid } from '../../kernel/ids';
import type { AliveFacts } from './alive-facts';
import type { CompaniesMapping } from './company-pins';
import type { CompanyLink } from './company-link';

export interface VspcCompanyFact {
  readonly connection: string;
  readonly uid: VspcCompanyUid;
  readonly name: string;
  /** A reseller may be mapped like a company when its customers roll up to it. */
  readonly kind: 'company' | 'reseller';
  readonly resellerUid: string | null;
  /** VSPC's field for a third party's id, as text. */
  readonly externalId: string | null;
  readonly alias: string | null;
  readonly website: string | null;
}

export interface CwCompanyFact {
  readonly id: CwCompanyId;
  readonly identifier: string;
  readonly name: string;
  readonly deleted: boolean;
  /** Its status no longer lets it be worked with. */
  readonly inactive: boolean;
  readonly website: string | null;
}

export interface ItgOrganizationFact {
  readonly id: ItgOrganizationId;
  readonly name: string;
  readonly shortName: string | null;
  /** Ids that its adapters give it; the PSA's is the ConnectWise company id. */
  readonly psaIds: readonly string[];
}

/** What a person decided on the command line; the file wins over it (RULES, Mapping 7). */
export interface CompanyDecision {
  readonly connection: string;
  readonly uid: VspcCompanyUid;
  readonly kind: 'confirmed' | 'ignored' | 'unlinked';
  readonly connectwiseId: CwCompanyId | null;
  readonly itglueId: ItgOrganizationId | null;
  readonly reason: string | null;
}

export interface MappingObservation {
  readonly now: Date;
  readonly settings: CompaniesMapping;
  readonly vspc: readonly VspcCompanyFact[];
  readonly connectwise: readonly CwCompanyFact[];
  readonly itglue: readonly ItgOrganizationFact[];
  readonly alive: AliveFacts;
  readonly links: readonly CompanyLink[];
  readonly decisions: readonly CompanyDecision[];
  /** Per connection, the source that lists its companies. */
  readonly vspcSources: ReadonlyMap<string, SourceKey>;
  readonly connectwiseSource: SourceKey;
  readonly itglueSource: SourceKey | null;
  readonly completeSources: ReadonlySet<SourceKey>;
  /** `<connection>/<uid>` of companies that two complete reads 24 h apart did not show (RULES, Engine 2). */
  readonly goneVspc: ReadonlySet<string>;
  /** ConnectWise companies likewise; a deleted one is still listed, with its flag. */
  readonly goneConnectwise: ReadonlySet<number>;
  /** IT Glue organizations likewise. */
  readonly goneItglue: ReadonlySet<string>;
}
