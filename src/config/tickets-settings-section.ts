import type { NameOrId } from '../tickets/domain/ticket-settings';
import { Section, SectionList } from './fields';
import {
  ChoiceField,
  DurationField,
  FlagField,
  NameOrIdField,
  NameOrIdListField,
  NumberField,
  TextListField,
  WholeField,
} from './scalar-fields';

export class StatusSection {
  @NameOrIdField({ description: 'Status of a new ticket.', default: 'New' })
  open?: NameOrId;

  @NameOrIdField({ description: 'Status that closes; ConnectWise has to count it as closed.', default: 'Closed' })
  closed?: NameOrId;

  @NameOrIdField({ description: 'Status of a ticket that is opened again.', default: 'New' })
  reopened?: NameOrId;

  @NameOrIdField({
    nullable: true,
    description: 'Status instead of closing, where people have worked on the ticket; null leaves the status alone.',
    default: null,
  })
  recovered?: NameOrId | null;

  @NameOrIdListField({
    description: 'A ticket in one of these is never moved, it gets notes only.',
    default: ['In Progress', 'Scheduled'],
  })
  protected?: readonly NameOrId[];
}

export class LongRunningSection {
  @NumberField({ description: 'A multiple of the average duration.', default: 3, min: 1, max: 1000 })
  factor?: number;

  @DurationField({ description: 'Below this no run is called long.', default: '6h' })
  atLeast?: number;
}

export class HumanTouchSection {
  @FlagField({ description: 'An owner other than at creation counts as work by people.', default: false })
  owner?: boolean;

  @FlagField({ description: 'A time entry counts as work by people.', default: true })
  time?: boolean;

  @FlagField({ description: 'A note by somebody else counts as work by people.', default: true })
  note?: boolean;

  @TextListField({ description: 'Members that are robots: what they do is not the work of people.', default: [] })
  ignoreMembers?: readonly string[];
}

export class StormSection {
  @WholeField({
    description: 'From so many incidents on, they fold into one ticket.',
    default: 8,
    min: 2,
    max: 100_000,
  })
  threshold?: number;

  @DurationField({ description: 'They have to come within this time.', default: '1h' })
  within?: number;
}

export class EscalationChangeSection {
  @NameOrIdField({ description: 'Priority from then on.' }) priority?: NameOrId;
  @NameOrIdField({ description: 'Team from then on.' }) team?: NameOrId;
  @NameOrIdField({ description: 'Type from then on.' }) type?: NameOrId;
  @NameOrIdField({ description: 'Subtype from then on.' }) subType?: NameOrId;
  @NameOrIdField({ description: 'Item from then on.' }) item?: NameOrId;
}

export class EscalationSection {
  @DurationField({ required: true, description: 'How long the ticket has been open.' })
  after?: number;

  @Section(() => EscalationChangeSection, { required: true, description: 'What changes then.' })
  set?: EscalationChangeSection;
}

function RecordField(what: string): PropertyDecorator {
  return NameOrIdField({
    nullable: true,
    description: `${what} of a new ticket; null leaves it to ConnectWise.`,
    default: null,
  });
}

/** How an incident becomes a ticket, and the ticket's life: what a rule may set differently. */
export class TicketSettingsSection {
  @NameOrIdField({ description: 'Service board.', default: 'Backup' })
  board?: NameOrId;

  @Section(() => StatusSection, { description: 'Statuses of that board.' })
  status?: StatusSection;

  @NameOrIdField({ description: 'Priority of a new ticket.', default: 'Priority 3 - Medium Response' })
  priority?: NameOrId;

  @RecordField('Type') type?: NameOrId | null;
  @RecordField('Subtype') subType?: NameOrId | null;
  @RecordField('Item') item?: NameOrId | null;
  @RecordField('Team') team?: NameOrId | null;
  @RecordField('Source') source?: NameOrId | null;
  @RecordField('Site') site?: NameOrId | null;
  @RecordField('Contact') contact?: NameOrId | null;
  @RecordField('Agreement') agreement?: NameOrId | null;

  @ChoiceField({
    choices: ['auto', 'none'],
    description: 'auto attaches the existing configuration when exactly one matches; none is ever created.',
    default: 'auto',
  })
  configuration?: 'auto' | 'none';

  @ChoiceField({
    choices: ['internal', 'customer'],
    description: 'internal writes descriptions and notes into the internal analysis, where customers do not see them.',
    default: 'internal',
  })
  visibility?: 'internal' | 'customer';

  @WholeField({ description: 'Failed runs in a row before a ticket.', default: 1, min: 1, max: 100 })
  afterFailures?: number;

  @DurationField({ description: 'Time for a retry to succeed, from the end of the failed run.', default: '75m' })
  holdFor?: number;

  @DurationField({
    description: 'A failure that starts within this time of the last one is the same run.',
    default: '90m',
  })
  retryWindow?: number;

  @FlagField({ description: 'Whether a Warning ends a row of failures.', default: true })
  warningRecovers?: boolean;

  @DurationField({ description: 'How late a run may start before it is missed.', default: '2h' })
  grace?: number;

  @DurationField({
    description: 'Age of the latest restore point from which a workload is unprotected.',
    default: '26h',
  })
  rpo?: number;

  @DurationField({ description: 'Silence of a server or agent before it is offline.', default: '2h' })
  offlineFor?: number;

  @DurationField({ description: 'How long a job may be disabled, where a rule tickets that.', default: '72h' })
  disabledFor?: number;

  @Section(() => LongRunningSection, { description: 'When a run is long, where a rule tickets that.' })
  longRunning?: LongRunningSection;

  @WholeField({ description: 'Good runs in a row before a ticket is closed.', default: 1, min: 1, max: 100 })
  closeAfterSuccesses?: number;

  @FlagField({ description: 'Whether recovered tickets are closed at all.', default: true })
  autoClose?: boolean;

  @DurationField({ description: 'A failure this soon after the closing reopens the ticket.', default: '72h' })
  reopenWithin?: number;

  @DurationField({ description: 'A note that it still fails, this long after our last one.', default: '24h' })
  noteEvery?: number;

  @SectionList(() => EscalationSection, { description: 'Changes of the ticket after a time.', default: [] })
  escalate?: EscalationSection[];

  @ChoiceField({
    choices: ['wait', 'reopen', 'ignore'],
    description:
      'When a person closes while it fails: wait for a newer failure, reopen at once, or ignore until it recovered.',
    default: 'wait',
  })
  onClosedByPerson?: 'wait' | 'reopen' | 'ignore';

  @ChoiceField({ choices: ['follow', 'ignore'], description: 'A ticket on another board.', default: 'follow' })
  onMoved?: 'follow' | 'ignore';

  @ChoiceField({ choices: ['follow', 'ignore'], description: 'A ticket merged into another.', default: 'follow' })
  onMerged?: 'follow' | 'ignore';

  @ChoiceField({ choices: ['problem', 'recreate'], description: 'A ticket that somebody deleted.', default: 'problem' })
  onDeleted?: 'problem' | 'recreate';

  @Section(() => HumanTouchSection, { description: 'What counts as work by people; such a ticket is not closed.' })
  humanTouch?: HumanTouchSection;

  @Section(() => StormSection, { description: 'When many incidents under one server become one ticket.' })
  storm?: StormSection;
}

/** `defaults`: the settings above, and one that is no matter of a single incident. */
export class TicketDefaultsSection extends TicketSettingsSection {
  @ChoiceField({
    choices: ['baseline', 'ticket'],
    description: 'What is wrong already at the first pass: baseline records and lists it, ticket opens it all.',
    default: 'baseline',
  })
  firstPass?: 'baseline' | 'ticket';
}

/** `set` of a rule: the settings above, and whether there is a ticket at all. */
export class RuleSetSection extends TicketSettingsSection {
  @FlagField({ description: 'true: a ticket also for conditions that have none by default; false: no ticket.' })
  ticket?: boolean;
}
