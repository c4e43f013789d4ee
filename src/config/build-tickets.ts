import type {
  Escalation,
  Silence,
  SilencePeriod,
  TicketMatch,
  TicketRule,
  TicketSettings,
  TicketSettingsPatch,
  TicketsMapping,
  TicketTemplates,
  TimeOfDay,
} from '../tickets/domain/ticket-settings';
import { definite } from './definite';
import { HOUR_MS, MINUTE_MS } from './duration';
import { parseInstant } from './parse-instant';
import { presentKeys, withoutKeys } from './present';
import type { RuleMatchSection, RuleSection, SilenceSection, TicketsFile, TimeSection } from './tickets-file';
import type {
  EscalationSection,
  RuleSetSection,
  TicketDefaultsSection,
  TicketSettingsSection,
} from './tickets-settings-section';

/** What holds where tickets.yaml says nothing (INTERFACE, tickets.yaml). */
export const DEFAULT_TICKET_SETTINGS: TicketSettings = {
  board: 'Backup',
  status: { open: 'New', closed: 'Closed', reopened: 'New', recovered: null, protected: ['In Progress', 'Scheduled'] },
  priority: 'Priority 3 - Medium Response',
  type: null,
  subType: null,
  item: null,
  team: null,
  source: null,
  site: null,
  contact: null,
  agreement: null,
  configuration: 'auto',
  visibility: 'internal',
  firstPass: 'baseline',
  afterFailures: 1,
  holdForMs: 75 * MINUTE_MS,
  retryWindowMs: 90 * MINUTE_MS,
  warningRecovers: true,
  graceMs: 2 * HOUR_MS,
  rpoMs: 26 * HOUR_MS,
  offlineForMs: 2 * HOUR_MS,
  disabledForMs: 72 * HOUR_MS,
  longRunning: { factor: 3, atLeastMs: 6 * HOUR_MS },
  closeAfterSuccesses: 1,
  autoClose: true,
  reopenWithinMs: 72 * HOUR_MS,
  noteEveryMs: 24 * HOUR_MS,
  escalate: [],
  onClosedByPerson: 'wait',
  onMoved: 'follow',
  onMerged: 'follow',
  onDeleted: 'problem',
  humanTouch: { owner: false, time: true, note: true, ignoreMembers: [] },
  storm: { threshold: 8, withinMs: HOUR_MS },
};

const DEFAULT_TEMPLATES: TicketTemplates = { summary: null, description: null, note: null };

export function buildTickets(file: TicketsFile | null, timezone: string): TicketsMapping {
  return {
    defaults: buildDefaults(file?.defaults),
    rules: (file?.rules ?? []).map(buildRule),
    silences: (file?.silences ?? []).map((silence) => buildSilence(silence, timezone)),
    templates: { ...DEFAULT_TEMPLATES, ...presentKeys(file?.templates) },
  };
}

function buildDefaults(section: TicketDefaultsSection | undefined): TicketSettings {
  const preset = DEFAULT_TICKET_SETTINGS;
  if (section === undefined) return preset;
  const { status, longRunning, humanTouch, storm, ...plain } = buildPatch(section);
  return {
    ...preset,
    ...plain,
    firstPass: section.firstPass ?? preset.firstPass,
    status: { ...preset.status, ...status },
    longRunning: { ...preset.longRunning, ...longRunning },
    humanTouch: { ...preset.humanTouch, ...humanTouch },
    storm: { ...preset.storm, ...storm },
  };
}

/** Only what the section says: a rule merges over the defaults, and what it leaves out stays theirs. */
function buildPatch(section: TicketSettingsSection): Omit<TicketSettingsPatch, 'ticket'> {
  const { longRunning, storm, status, humanTouch, escalate, ...plain } = presentKeys(section);
  return {
    ...renameDurations(plain),
    ...(status && { status: presentKeys(status) }),
    ...(humanTouch && { humanTouch: presentKeys(humanTouch) }),
    ...(longRunning && {
      longRunning: presentKeys({ factor: longRunning.factor, atLeastMs: longRunning.atLeast }),
    }),
    ...(storm && { storm: presentKeys({ threshold: storm.threshold, withinMs: storm.within }) }),
    ...(escalate && { escalate: escalate.map(buildEscalation).sort((left, right) => left.afterMs - right.afterMs) }),
  };
}

type PlainSettings = Omit<TicketSettingsSection, 'longRunning' | 'storm' | 'status' | 'humanTouch' | 'escalate'>;

function renameDurations(plain: PlainSettings): Omit<TicketSettingsPatch, 'ticket'> {
  const { holdFor, retryWindow, grace, rpo, offlineFor, disabledFor, reopenWithin, noteEvery, ...rest } = plain;
  return {
    // Keys of the two derived classes, which their builders read by name.
    ...presentKeys(withoutKeys(rest, 'firstPass', 'ticket')),
    ...presentKeys({
      holdForMs: holdFor,
      retryWindowMs: retryWindow,
      graceMs: grace,
      rpoMs: rpo,
      offlineForMs: offlineFor,
      disabledForMs: disabledFor,
      reopenWithinMs: reopenWithin,
      noteEveryMs: noteEvery,
    }),
  };
}

function buildEscalation(section: EscalationSection): Escalation {
  return { afterMs: definite(section.after, 'after'), set: presentKeys(section.set) };
}

function buildRule(rule: RuleSection): TicketRule {
  return {
    name: definite(rule.name, 'name'),
    match: buildRuleMatch(definite(rule.match, 'match')),
    set: buildSet(definite(rule.set, 'set')),
  };
}

function buildSet(section: RuleSetSection): TicketSettingsPatch {
  return { ...buildPatch(section), ...(section.ticket !== undefined && { ticket: section.ticket }) };
}

function buildRuleMatch(section: RuleMatchSection): TicketMatch {
  const { time, ...match } = presentKeys(section);
  return { ...match, ...(time && { time: buildTime(time) }) };
}

function buildTime(section: TimeSection): TimeOfDay {
  return {
    days: section.days ?? [],
    fromMinute: minuteOf(definite(section.from, 'from')),
    toMinute: minuteOf(definite(section.to, 'to')),
  };
}

function minuteOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

function buildSilence(section: SilenceSection, timezone: string): Silence {
  const match = withoutKeys(presentKeys(section), 'from', 'until', 'every', 'for', 'reason');
  return { match, period: buildPeriod(section, timezone), reason: definite(section.reason, 'reason') };
}

function buildPeriod(section: SilenceSection, timezone: string): SilencePeriod {
  if (section.every !== undefined) {
    return { kind: 'recurring', every: section.every, forMs: definite(section.for, 'for') };
  }
  const untilMs = parseInstant(definite(section.until, 'until'), timezone);
  const fromMs = section.from === undefined ? null : definite(parseInstant(section.from, timezone), 'from');
  return { kind: 'once', fromMs, untilMs: definite(untilMs, 'until') };
}
