import type { SourceKey } from '../../kernel/change';
import type { CivilDate } from '../../kernel/civil-date';
import type { BillingDecision, FrozenPeriod, LineState } from './line-state';
import type { DecimalText, ProductsMapping } from './product-line';
import type { CompanySamples } from './samples';

/** A VSPC company that is linked to the ConnectWise company of a bill. */
export interface BilledMember {
  readonly connection: string;
  readonly uid: string;
  readonly name: string;
  /** First UTC day that counts (RULES, Billing 1). */
  readonly linkedOn: CivilDate;
  readonly isTrusted: boolean;
  readonly grade: string;
  /** `off`: its pin says so, its usage is not billed; `stopped`: its health stops the whole company. */
  readonly standing: 'active' | 'off' | 'stopped';
  readonly health: string;
  /** Line group → agreement id, from companies.yaml. */
  readonly agreements: Readonly<Record<string, number>>;
}

export interface BilledCompany {
  /** ConnectWise record id. */
  readonly id: number;
  readonly identifier: string;
  readonly name: string;
  /** In the order of their keys; at least one. */
  readonly members: readonly BilledMember[];
}

export interface AgreementFact {
  readonly id: number;
  readonly name: string;
  readonly type: string | null;
  readonly companyId: number | null;
  readonly startDate: CivilDate | null;
  readonly endDate: CivilDate | null;
  readonly cancelled: boolean;
  readonly dateCancelled: CivilDate | null;
  readonly billStartDate: CivilDate | null;
  readonly nextInvoiceDate: CivilDate | null;
  /** `Active`, `Cancelled`, `Expired` or `Inactive` as the server computed it; null where it shows none. */
  readonly status: string | null;
}

export interface AdditionFact {
  readonly id: number;
  readonly agreementId: number;
  readonly product: string | null;
  readonly productId: number;
  readonly quantity: DecimalText;
  readonly lessIncluded: DecimalText;
  readonly unitPrice: DecimalText | null;
  readonly effectiveDate: CivilDate | null;
  readonly cancelledDate: CivilDate | null;
}

export interface ProductFact {
  readonly id: number;
  readonly identifier: string;
  readonly inactive: boolean;
  readonly isBundle: boolean;
  readonly unitOfMeasure: string | null;
  readonly price: DecimalText | null;
}

/** When an agreement's next invoice date was first seen to be what it is. */
export interface AgreementSight {
  readonly agreementId: number;
  readonly nextInvoiceDate: CivilDate | null;
  readonly seenAt: string;
}

export const CW_AGREEMENTS: SourceKey = 'connectwise/finance/agreements';
export const CW_ADDITIONS: SourceKey = 'connectwise/finance/agreements/additions';
export const CW_PRODUCTS: SourceKey = 'connectwise/procurement/catalog';

/** Everything that billing decides by. */
export interface BillingObservation {
  readonly now: Date;
  /** The day of the pass in the period's zone: ConnectWise's dates are business days. */
  readonly businessDay: CivilDate;
  readonly settings: ProductsMapping;
  readonly companies: readonly BilledCompany[];
  /** By `connection/uid`. */
  readonly samples: ReadonlyMap<string, CompanySamples>;
  /** The newest day that any pass has stored usage of. */
  readonly newestSample: CivilDate | null;
  /** Usage source of each connection. */
  readonly usageSources: ReadonlyMap<string, SourceKey>;
  readonly completeSources: ReadonlySet<SourceKey>;
  /** By ConnectWise company. */
  readonly agreements: ReadonlyMap<number, readonly AgreementFact[]>;
  /** Additions by agreement, of the agreements that were read. */
  readonly additions: ReadonlyMap<number, readonly AdditionFact[]>;
  /** By identifier in lower case. */
  readonly products: ReadonlyMap<string, ProductFact>;
  /** By agreement. */
  readonly sights: ReadonlyMap<number, readonly AgreementSight[]>;
  /** By line id. */
  readonly lines: ReadonlyMap<string, LineState>;
  readonly decisions: ReadonlyMap<string, BillingDecision>;
  /** By line id and period, see `frozenKey`; of the periods that this pass may close. */
  readonly frozen: ReadonlyMap<string, FrozenPeriod>;
}
