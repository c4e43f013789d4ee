import type { VspcCompanyUid } from '../../kernel/ids';

/** How well a link is founded, best first (RULES, Mapping 1). */
export const GRADES = ['pinned', 'confirmed', 'external-id', 'identifier', 'exact-name', 'strong', 'weak'] as const;
export type Grade = (typeof GRADES)[number];

/** The grades that are found by comparing; an operator says what becomes of each. */
export const FOUND_GRADES = ['external-id', 'identifier', 'exact-name', 'strong', 'weak'] as const;
export type FoundGrade = (typeof FOUND_GRADES)[number];

export const GRADE_ACTIONS = ['link', 'suggest', 'hide'] as const;
export type GradeAction = (typeof GRADE_ACTIONS)[number];
export type AutomaticGrades = Readonly<Record<FoundGrade, GradeAction>>;

/** Where an entry stands in its file: `link`, `unlink` and `ignore` refuse with file and line (RULES, Mapping 7). */
export interface FilePosition {
  readonly file: string;
  readonly line: number;
}

export interface VspcCompanyRef {
  /** Name of the connection in bridge.yaml. */
  readonly connection: string;
  readonly uid: VspcCompanyUid;
}

/** A ConnectWise company by record id or by its identifier ("Company ID"), exactly one of the two. */
export type CwCompanyRef = { readonly id: number } | { readonly identifier: string };

export function describeRef(ref: CwCompanyRef): string {
  return 'id' in ref ? `id ${ref.id}` : `identifier ${ref.identifier}`;
}

export const PINNABLE_STREAMS = ['tickets', 'billing', 'documentation'] as const;
export type PinnableStream = (typeof PINNABLE_STREAMS)[number];

/** One entry of companies.yaml. What it does not name is found by the grades. */
export interface CompanyPin {
  readonly vspc: VspcCompanyRef;
  readonly connectwise: CwCompanyRef | null;
  /** IT Glue organization id. */
  readonly itglueId: string | null;
  /** Line group → ConnectWise agreement id. */
  readonly agreements: Readonly<Record<string, number>>;
  /** Streams that leave this company alone. */
  readonly streamsOff: readonly PinnableStream[];
  /** Not a customer at all, and why; such an entry names nothing else. */
  readonly ignoreReason: string | null;
  readonly position: FilePosition;
}

/** `own`: the reseller's customers are our companies; `roll-up`: their usage and tickets go to the reseller (RULES, Mapping 5). */
export const RESELLER_MODES = ['own', 'roll-up'] as const;
export type ResellerMode = (typeof RESELLER_MODES)[number];

export interface ResellerPin {
  readonly vspc: VspcCompanyRef;
  /** Null: found by the grades like any company. */
  readonly connectwise: CwCompanyRef | null;
  readonly customers: ResellerMode;
  readonly position: FilePosition;
}

export interface ResellerSettings {
  /** For every reseller that `pins` does not name. */
  readonly mode: ResellerMode;
  readonly pins: readonly ResellerPin[];
}

/** Everything of companies.yaml. */
export interface CompaniesMapping {
  readonly companies: readonly CompanyPin[];
  readonly resellers: ResellerSettings;
  readonly automatic: AutomaticGrades;
  /** What VSPC's `companyId` field holds: a ConnectWise record id or an identifier, never both (RULES, Mapping 3). */
  readonly externalId: 'id' | 'identifier';
  readonly billingTrusts: readonly Grade[];
}
