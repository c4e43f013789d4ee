import type {
  AgreementSelector,
  BillingGuards,
  LineOverride,
  LineSettings,
  Measure,
  ProductLine,
  ProductsMapping,
  Push,
} from '../billing/domain/product-line';
import { definite } from './definite';
import { HOUR_MS } from './duration';
import { presentKeys, withoutKeys } from './present';
import type { AgreementSection, LineOverrideSection, LineSection, ProductsFile } from './products-file';

export const DEFAULT_GUARDS: BillingGuards = {
  maxIncreasePercent: '50',
  maxDecreasePercent: '30',
  ignoreBelow: '5',
  maxCompaniesPercent: '20',
};
export const DEFAULT_SETTLE_AFTER_MS = 36 * HOUR_MS;

/** Without a file nothing is billed; `check-mappings` has made sure that billing is off then. */
export function buildProducts(file: ProductsFile | null, timezone: string): ProductsMapping {
  const agreement = buildAgreement(file?.agreement);
  return {
    lines: (file?.lines ?? []).map((line) => buildLine(line, agreement)),
    guards: { ...DEFAULT_GUARDS, ...presentKeys(file?.guards) },
    period: {
      timezone: file?.period?.timezone ?? timezone,
      settleAfterMs: file?.period?.settleAfter ?? DEFAULT_SETTLE_AFTER_MS,
    },
  };
}

/** What a line is where it says nothing; push and block follow from measure and decimals. */
export const DEFAULT_LINE = {
  group: 'default',
  measure: 'last',
  unit: 'count',
  counterUnit: null,
  round: 'up',
  decimals: 0,
  included: '0',
  minimum: '0',
  maximum: null,
  whenZero: 'zero',
  createMissing: false,
} as const satisfies Partial<LineSettings>;

function buildLine(line: LineSection, agreement: AgreementSelector | null): ProductLine {
  const said = withoutKeys(presentKeys(line), 'name', 'agreement', 'companies', 'overrides');
  return {
    ...DEFAULT_LINE,
    push: pushFor(line.measure ?? 'last'),
    block: smallestStep(line.decimals ?? 0),
    ...said,
    counters: definite(line.counters, 'counters'),
    product: definite(line.product, 'product'),
    name: definite(line.name, 'name'),
    agreement: buildAgreement(line.agreement) ?? agreement,
    companies: { include: line.companies?.include ?? ['*'], exclude: line.companies?.exclude ?? [] },
    overrides: [...(line.overrides ?? [])].map(([company, override]) => buildOverride(line, company, override)),
  };
}

function pushFor(measure: Measure): Push {
  return measure === 'last' ? 'daily' : 'close';
}

/**
 * What an override says, and what follows from it: with other decimals the step of the last decimal changes, with
 * another measure the push, unless file or override say them.
 */
function buildOverride(line: LineSection, company: string, override: LineOverrideSection): LineOverride {
  const { agreement, ...said } = presentKeys(override);
  const { decimals, measure } = override;
  const follows: Partial<LineSettings> = {
    ...(decimals !== undefined && line.block === undefined && { block: smallestStep(decimals) }),
    ...(measure !== undefined && line.push === undefined && { push: pushFor(measure) }),
  };
  const selector = buildAgreement(agreement);
  return { company, set: { ...follows, ...said, ...(selector && { agreement: selector }) } };
}

function smallestStep(decimals: number): string {
  return decimals === 0 ? '1' : `0.${'0'.repeat(decimals - 1)}1`;
}

function buildAgreement(section: AgreementSection | undefined): AgreementSelector | null {
  if (section?.type !== undefined) return { type: section.type };
  return section?.name === undefined ? null : { name: section.name };
}
