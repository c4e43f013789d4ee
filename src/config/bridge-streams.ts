import { Section } from './fields';
import { ChoiceField, CronField, WholeField } from './scalar-fields';

export const POLICIES = ['off', 'plan-only', 'upsert-only', 'full'] as const;
export type Policy = (typeof POLICIES)[number];

const POLICY =
  'How far automatic passes may go: off; plan-only; upsert-only (nothing is closed, lowered or archived); full. There is no default.';
const SCHEDULE = 'When automatic passes start: cron with five fields, in timezone.';

function LimitField(action: string, preset?: number): PropertyDecorator {
  const description = `Most changes of the kind ${action} in one pass; above it all of them are blocked. Without it there is no limit.`;
  const options = { description, min: 0, max: 1_000_000 };
  return WholeField(preset === undefined ? options : { ...options, default: preset });
}

export class MappingLimitsSection {
  @LimitField('link') link?: number;
  @LimitField('suggest') suggest?: number;
  @LimitField('conflict') conflict?: number;
  @LimitField('ignore') ignore?: number;
  @LimitField('suspend') suspend?: number;
}

/** Notes are not counted (RULES, Engine 9), so they have no limit. */
export class TicketLimitsSection {
  @LimitField('create', 50) create?: number;
  @LimitField('close', 50) close?: number;
  @LimitField('reopen') reopen?: number;
  @LimitField('escalate') escalate?: number;
}

export class BillingLimitsSection {
  @LimitField('set-quantity', 500) setQuantity?: number;
  @LimitField('create-addition') createAddition?: number;
  @LimitField('cancel-addition') cancelAddition?: number;
}

export class DocumentationLimitsSection {
  @LimitField('create-type') createType?: number;
  @LimitField('extend-type') extendType?: number;
  @LimitField('create', 100) create?: number;
  @LimitField('update', 500) update?: number;
  @LimitField('archive') archive?: number;
}

class StreamSection {
  @ChoiceField({ required: true, choices: POLICIES, description: POLICY })
  policy?: Policy;
}

const LIMITS = { description: 'Brakes against a pass that would change too much.' };

export class MappingStreamSection extends StreamSection {
  @CronField({ description: SCHEDULE, default: '0 * * * *' })
  schedule?: string;

  @Section(() => MappingLimitsSection, LIMITS)
  limits?: MappingLimitsSection;
}

export class TicketsStreamSection extends StreamSection {
  @CronField({ description: SCHEDULE, default: '*/5 * * * *' })
  schedule?: string;

  @Section(() => TicketLimitsSection, LIMITS)
  limits?: TicketLimitsSection;
}

export class BillingStreamSection extends StreamSection {
  @CronField({ description: SCHEDULE, default: '0 6 * * *' })
  schedule?: string;

  @Section(() => BillingLimitsSection, LIMITS)
  limits?: BillingLimitsSection;
}

export class DocumentationStreamSection extends StreamSection {
  @CronField({ description: SCHEDULE, default: '30 2 * * *' })
  schedule?: string;

  @Section(() => DocumentationLimitsSection, LIMITS)
  limits?: DocumentationLimitsSection;
}

export class StreamsSection {
  @Section(() => MappingStreamSection, { required: true, description: 'Company links.' })
  mapping?: MappingStreamSection;

  @Section(() => TicketsStreamSection, { required: true, description: 'Incidents and ConnectWise tickets.' })
  tickets?: TicketsStreamSection;

  @Section(() => BillingStreamSection, { required: true, description: 'Quantities on agreements.' })
  billing?: BillingStreamSection;

  @Section(() => DocumentationStreamSection, { required: true, description: 'Pages in IT Glue.' })
  documentation?: DocumentationStreamSection;
}
