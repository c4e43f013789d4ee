/** Plain decimal digits (`4`, `0.25`), so that nothing is rounded before kernel/quantity reads it. */
export type DecimalText = string;

export const MEASURES = ['last', 'peak', 'average', 'sum'] as const;
export type Measure = (typeof MEASURES)[number];

export const PUSHES = ['daily', 'close'] as const;
export type Push = (typeof PUSHES)[number];

export const UNITS = ['count', 'GB', 'TB', 'GiB', 'TiB', 'hours'] as const;
export type Unit = (typeof UNITS)[number];

export const COUNTER_UNITS = ['seconds', 'minutes'] as const;
export type CounterUnit = (typeof COUNTER_UNITS)[number];

export const ROUNDINGS = ['up', 'down', 'half-up', 'none'] as const;
export type Rounding = (typeof ROUNDINGS)[number];

export const WHEN_ZERO = ['zero', 'keep', 'cancel'] as const;
export type WhenZero = (typeof WHEN_ZERO)[number];

/** The agreement that carries a line, by its type or its name; `*` is a wildcard in a name. */
export type AgreementSelector = { readonly type: string } | { readonly name: string };

/** What overrides per company may replace. */
export interface LineSettings {
  /** A group of `agreements` in companies.yaml. */
  readonly group: string;
  /** Null: only an agreement that is pinned for the group. */
  readonly agreement: AgreementSelector | null;
  /** Usage counters of VSPC, or one of the quotas; their values are added up. */
  readonly counters: readonly string[];
  /** Catalog identifier in ConnectWise. */
  readonly product: string;
  readonly measure: Measure;
  readonly push: Push;
  readonly unit: Unit;
  /** What a time counter counts; present exactly when `unit` is hours. */
  readonly counterUnit: CounterUnit | null;
  readonly round: Rounding;
  readonly decimals: number;
  /** Quantities are multiples of this; 10^-decimals where the file says nothing (RULES, Billing 3). */
  readonly block: DecimalText;
  readonly included: DecimalText;
  readonly minimum: DecimalText;
  readonly maximum: DecimalText | null;
  readonly whenZero: WhenZero;
  readonly createMissing: boolean;
}

export interface LineOverride {
  /** A name (with `*` and `?`) or a reference such as `cw:250`. */
  readonly company: string;
  readonly set: Partial<LineSettings>;
}

export interface ProductLine extends LineSettings {
  /** Unique; it is what approvals, adoptions and reports name. */
  readonly name: string;
  readonly companies: { readonly include: readonly string[]; readonly exclude: readonly string[] };
  /** In file order; the first that matches a company counts. */
  readonly overrides: readonly LineOverride[];
}

/** Above these a change waits for a person (RULES, Billing 7). */
export interface BillingGuards {
  readonly maxIncreasePercent: DecimalText;
  readonly maxDecreasePercent: DecimalText;
  readonly ignoreBelow: DecimalText;
  readonly maxCompaniesPercent: DecimalText;
}

export interface PeriodSettings {
  readonly timezone: string;
  /** From the period's end to its close. */
  readonly settleAfterMs: number;
}

/** Everything of products.yaml. */
export interface ProductsMapping {
  readonly lines: readonly ProductLine[];
  readonly guards: BillingGuards;
  readonly period: PeriodSettings;
}

/** Every counter that a line bills for some company. */
export function listCounters({ counters, overrides }: ProductLine): readonly string[] {
  return [...counters, ...overrides.flatMap(({ set }) => set.counters ?? [])];
}
