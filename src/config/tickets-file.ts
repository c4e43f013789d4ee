import type { DayName, MatchCondition, Severity, Workload } from '../tickets/domain/ticket-settings';
import { DAY_NAMES, MATCH_CONDITIONS, SEVERITIES, WORKLOADS } from '../tickets/domain/ticket-settings';
import { Section, SectionList } from './fields';
import { ChoiceListField, CronField, DurationField, MultilineField, TextField, TextListField } from './scalar-fields';
import { RuleSetSection, TicketDefaultsSection, TicketSettingsSection } from './tickets-settings-section';

const TIME_OF_DAY = { pattern: /^(?:[01]\d|2[0-3]):[0-5]\d$/, expected: 'a time of day such as 22:00' };
const MAX_TEMPLATE_LENGTH = 20_000;

function PatternField(what: string): PropertyDecorator {
  return TextListField({ acceptSingle: true, minLength: 1, description: `${what}, * and ? are wildcards.` });
}

/** What a silence can match. */
export class MatchSection {
  @ChoiceListField({ acceptSingle: true, minLength: 1, choices: MATCH_CONDITIONS, description: 'What is wrong.' })
  condition?: readonly MatchCondition[];

  @ChoiceListField({ acceptSingle: true, minLength: 1, choices: WORKLOADS, description: 'What is backed up.' })
  workload?: readonly Workload[];

  @PatternField('Job type of VSPC') kind?: readonly string[];
  @PatternField('Company by reference (cw:250) or name') company?: readonly string[];
  @PatternField('Type of the company in ConnectWise') companyType?: readonly string[];
  @PatternField('Status of the company in ConnectWise') companyStatus?: readonly string[];
  @PatternField('VSPC connection of bridge.yaml') connection?: readonly string[];
  @PatternField('Reseller in VSPC') reseller?: readonly string[];
  @PatternField('Backup server') server?: readonly string[];
  @PatternField('Job') job?: readonly string[];
  @PatternField('Alarm') alarm?: readonly string[];
  @PatternField('Category of the alarm') category?: readonly string[];

  @ChoiceListField({ acceptSingle: true, minLength: 1, choices: SEVERITIES, description: 'Severity of the alarm.' })
  severity?: readonly Severity[];

  @PatternField('Tag of the management agent') tag?: readonly string[];
}

export class TimeSection {
  @ChoiceListField({ choices: DAY_NAMES, minLength: 1, description: 'Days of the week; without it every day.' })
  days?: readonly DayName[];

  @TextField({ required: true, description: 'Begin, in timezone.', rules: TIME_OF_DAY })
  from?: string;

  @TextField({ required: true, description: 'End; before from it is the next day.', rules: TIME_OF_DAY })
  to?: string;
}

export class RuleMatchSection extends MatchSection {
  @Section(() => TimeSection, { description: 'Time of day; it decides the priority at opening.' })
  time?: TimeSection;
}

export class RuleSection {
  @TextField({ required: true, description: 'Unique name; tickets and explain show it.', rules: { maxLength: 100 } })
  name?: string;

  @Section(() => RuleMatchSection, { required: true, description: 'All of these have to match.' })
  match?: RuleMatchSection;

  @Section(() => RuleSetSection, {
    required: true,
    differsFrom: () => TicketSettingsSection,
    description: 'What differs from the defaults: every setting of theirs except firstPass, and ticket.',
  })
  set?: RuleSetSection;
}

export class SilenceSection extends MatchSection {
  @TextField({ description: 'Begin: 2026-12-24T00:00:00Z; without an offset it is in timezone.' })
  from?: string;

  @TextField({ description: 'End of a silence that happens once.' })
  until?: string;

  @CronField({ description: 'Begin of a silence that comes again, in timezone.' })
  every?: string;

  @DurationField({ description: 'How long each of those lasts.' })
  for?: number;

  @TextField({ required: true, description: 'Why; incidents and explain show it.' })
  reason?: string;
}

function TemplateField(description: string): PropertyDecorator {
  return MultilineField({ nullable: true, description, maxLength: MAX_TEMPLATE_LENGTH, default: null });
}

export class TemplatesSection {
  @TemplateField('Summary of a ticket; cut to 100 characters. null: the text of the bridge.')
  summary?: string | null;

  @TemplateField('First text of a ticket. null: the text of the bridge.')
  description?: string | null;

  @TemplateField('Every later note. null: the text of the bridge.')
  note?: string | null;
}

/** mappings/tickets.yaml. */
export class TicketsFile {
  @Section(() => TicketDefaultsSection, { description: 'Settings of every ticket, where no rule says otherwise.' })
  defaults?: TicketDefaultsSection;

  @SectionList(() => RuleSection, { description: 'Exceptions; the first that matches counts.', default: [] })
  rules?: RuleSection[];

  @SectionList(() => SilenceSection, { description: 'Times in which nothing opens, reopens or notes.', default: [] })
  silences?: SilenceSection[];

  @Section(() => TemplatesSection, { description: 'Texts in Liquid.' })
  templates?: TemplatesSection;
}
