import type { CounterUnit, Measure, Push, Rounding, Unit, WhenZero } from '../billing/domain/product-line';
import { COUNTER_UNITS, MEASURES, PUSHES, ROUNDINGS, UNITS, WHEN_ZERO } from '../billing/domain/product-line';
import { Section, SectionList, SectionMap } from './fields';
import {
  ChoiceField,
  DecimalField,
  DurationField,
  FlagField,
  TextField,
  TextListField,
  TimezoneField,
  WholeField,
} from './scalar-fields';

export class AgreementSection {
  @TextField({ description: 'Agreement type in ConnectWise; or name.' })
  type?: string;

  @TextField({ description: 'Agreement name, * and ? are wildcards; instead of type.' })
  name?: string;
}

/** What a line says, and what an override per company may say differently. */
export class LineSettingsSection {
  @TextField({ description: 'Group under agreements in companies.yaml.', default: 'default' })
  group?: string;

  @Section(() => AgreementSection, { description: 'Agreement of this line; without it the one of the file.' })
  agreement?: AgreementSection;

  @ChoiceField({ choices: MEASURES, description: 'Which of the daily samples counts.', default: 'last' })
  measure?: Measure;

  @ChoiceField({
    choices: PUSHES,
    description:
      'daily keeps the quantity current, close writes once after the period. Default: daily for last, close otherwise.',
  })
  push?: Push;

  @ChoiceField({ choices: UNITS, description: 'Unit of the quantity.', default: 'count' })
  unit?: Unit;

  @ChoiceField({ choices: COUNTER_UNITS, description: 'What a time counter counts; needed for hours.' })
  counterUnit?: CounterUnit;

  @ChoiceField({ choices: ROUNDINGS, description: 'Rounding to a multiple of block.', default: 'up' })
  round?: Rounding;

  @WholeField({ description: 'Decimals of the quantity.', default: 0, min: 0, max: 6 })
  decimals?: number;

  @DecimalField({
    min: 'positive',
    description: 'Quantities are multiples of this. Default: one unit of the last decimal.',
  })
  block?: string;

  @DecimalField({ min: 'zero', description: 'Subtracted first, never below zero.', default: 0 })
  included?: string;

  @DecimalField({ min: 'zero', description: 'At least this.', default: 0 })
  minimum?: string;

  @DecimalField({ min: 'zero', nullable: true, description: 'At most this; null for no bound.', default: null })
  maximum?: string | null;

  @ChoiceField({ choices: WHEN_ZERO, description: 'What becomes of the addition at zero.', default: 'zero' })
  whenZero?: WhenZero;

  @FlagField({ description: 'Whether a missing addition is created.', default: false })
  createMissing?: boolean;
}

/** What differs for one company. */
export class LineOverrideSection extends LineSettingsSection {
  @TextListField({
    acceptSingle: true,
    minLength: 1,
    description:
      'Usage counters of VSPC, or quota.cloudStorage, quota.hostedRepository, quota.m365Repository; added up.',
  })
  counters?: readonly string[];

  @TextField({ description: 'Catalog identifier in ConnectWise.', rules: { maxLength: 75 } })
  product?: string;
}

export class LineCompaniesSection {
  @TextListField({ acceptSingle: true, description: 'Names or references, * and ? are wildcards.', default: ['*'] })
  include?: readonly string[];

  @TextListField({ acceptSingle: true, description: 'Exceptions from include.', default: [] })
  exclude?: readonly string[];
}

export class LineSection extends LineSettingsSection {
  @TextField({ required: true, description: 'Unique name of the line.', rules: { maxLength: 100 } })
  name?: string;

  @TextListField({
    required: true,
    acceptSingle: true,
    minLength: 1,
    description:
      'Usage counters of VSPC, or quota.cloudStorage, quota.hostedRepository, quota.m365Repository; added up.',
  })
  counters?: readonly string[];

  @TextField({ required: true, description: 'Catalog identifier in ConnectWise.', rules: { maxLength: 75 } })
  product?: string;

  @Section(() => LineCompaniesSection, { description: 'Companies that the line is for.' })
  companies?: LineCompaniesSection;

  @SectionMap(() => LineOverrideSection, {
    differsFrom: () => LineOverrideSection,
    description:
      'Company name or reference → settings of the line that differ for it; not name, companies and overrides.',
  })
  overrides?: Map<string, LineOverrideSection>;
}

export class GuardsSection {
  @DecimalField({ min: 'zero', description: 'A larger increase waits for approval.', default: 50 })
  maxIncreasePercent?: string;

  @DecimalField({ min: 'zero', description: 'A larger decrease waits for approval.', default: 30 })
  maxDecreasePercent?: string;

  @DecimalField({
    min: 'zero',
    description: 'A change smaller than this quantity never waits for its percentage.',
    default: 5,
  })
  ignoreBelow?: string;

  @DecimalField({ min: 'zero', description: 'When more of the companies would change, everything waits.', default: 20 })
  maxCompaniesPercent?: string;
}

export class PeriodSection {
  @TimezoneField({ description: 'Time zone in which a month begins and ends.', default: 'timezone of bridge.yaml' })
  timezone?: string;

  @DurationField({ description: 'From the end of the period to its close: VSPC delivers usage late.', default: '36h' })
  settleAfter?: number;
}

/** mappings/products.yaml. */
export class ProductsFile {
  @Section(() => AgreementSection, { description: 'Agreement of every line that names none.' })
  agreement?: AgreementSection;

  @SectionList(() => LineSection, { required: true, description: 'What is billed; may be empty.' })
  lines?: LineSection[];

  @Section(() => GuardsSection, { description: 'Changes above these wait for a person.' })
  guards?: GuardsSection;

  @Section(() => PeriodSection, { description: 'The billing period, a calendar month.' })
  period?: PeriodSection;
}
