import { matchesAny } from '../../kernel/match-pattern';
import { WallClock } from './civil-time';
import type { Condition } from './incident';
import {
  DAY_NAMES,
  type NameOrId,
  type TicketMatch,
  type TicketRule,
  type TicketSettings,
  type TicketSettingsPatch,
  type TimeOfDay,
} from './ticket-settings';
import type { Instant } from './workload-facts';

/** What rules and silences look at. Null: this subject has no such thing, and a key that asks for it does not match. */
export interface MatchSubject {
  readonly condition: Condition;
  readonly workload: string | null;
  readonly kind: string | null;
  readonly company: {
    readonly uid: string | null;
    readonly names: readonly string[];
    readonly connectwiseId: number | null;
    readonly type: string | null;
    readonly status: string | null;
    readonly reseller: string | null;
    readonly resellerName: string | null;
  };
  readonly connection: string;
  readonly server: string | null;
  readonly job: string | null;
  readonly alarm: string | null;
  readonly category: string | null;
  readonly severity: string | null;
  readonly tag: string | null;
}

/** Settings of one condition of one subject, and the rule that made them. */
export interface ResolvedSettings {
  readonly settings: TicketSettings;
  /** What the rule says about ticketing; null: RULES, Tickets 6 decides. */
  readonly ticket: boolean | null;
  readonly rule: string | null;
}

/**
 * | a rule …                    | decides                                                   |
 * | --------------------------- | --------------------------------------------------------- |
 * | without a time of day       | everything it sets, when it is the first such that matches |
 * | with a time of day          | the priority at opening, when it is the first that matches |
 */
export class RuleBook {
  private readonly timeless: readonly (ResolvedSettings & { readonly matches: (subject: MatchSubject) => boolean })[];
  private readonly leastOf: Readonly<Record<'graceMs' | 'rpoMs' | 'offlineForMs', number>>;
  private readonly fallback: ResolvedSettings;

  constructor(
    defaults: TicketSettings,
    private readonly rules: readonly TicketRule[],
    private readonly clock: WallClock,
  ) {
    this.fallback = { settings: defaults, ticket: null, rule: null };
    this.timeless = rules
      .filter((rule) => rule.match.time === undefined)
      .map((rule) => ({
        matches: compileMatch(rule.match),
        settings: mergeSettings(defaults, rule.set),
        ticket: rule.set.ticket ?? null,
        rule: rule.name,
      }));
    const least = (key: 'graceMs' | 'rpoMs' | 'offlineForMs'): number =>
      Math.min(defaults[key], ...this.timeless.map((rule) => rule.settings[key]));
    this.leastOf = { graceMs: least('graceMs'), rpoMs: least('rpoMs'), offlineForMs: least('offlineForMs') };
  }

  settingsFor(subject: MatchSubject): ResolvedSettings {
    return this.timeless.find((rule) => rule.matches(subject)) ?? this.fallback;
  }

  priorityAt(subject: MatchSubject, now: Instant): NameOrId {
    const first = this.rules.find(
      (rule) => matchesSubject(rule.match, subject) && isWithin(rule.match.time, now, this.clock),
    );
    if (first?.match.time !== undefined && first.set.priority !== undefined) return first.set.priority;
    return this.settingsFor(subject).settings.priority;
  }

  /** The smallest value that any rule or the defaults give a duration: what is younger than it needs no look. */
  least(key: 'graceMs' | 'rpoMs' | 'offlineForMs'): number {
    return this.leastOf[key];
  }
}

/** Maps merge by key, lists and single values replace (RULES, Tickets 14). */
export function mergeSettings(defaults: TicketSettings, set: TicketSettingsPatch): TicketSettings {
  const { status, longRunning, humanTouch, storm, ...plain } = set;
  return {
    ...defaults,
    ...plain,
    status: { ...defaults.status, ...status },
    longRunning: { ...defaults.longRunning, ...longRunning },
    humanTouch: { ...defaults.humanTouch, ...humanTouch },
    storm: { ...defaults.storm, ...storm },
  };
}

type Tester = (subject: MatchSubject, wanted: readonly string[]) => boolean;

const TESTERS: Readonly<Record<Exclude<keyof TicketMatch, 'time'>, Tester>> = {
  condition: (subject, wanted) => wanted.includes(subject.condition),
  workload: (subject, wanted) => subject.workload !== null && wanted.includes(subject.workload),
  kind: (subject, wanted) => matchesAny(wanted, subject.kind),
  company: (subject, wanted) => wanted.some((reference) => matchesCompany(reference, subject)),
  companyType: (subject, wanted) => matchesAny(wanted, subject.company.type),
  companyStatus: (subject, wanted) => matchesAny(wanted, subject.company.status),
  connection: (subject, wanted) => matchesAny(wanted, subject.connection),
  reseller: ({ company }, wanted) => matchesAny(wanted, company.reseller) || matchesAny(wanted, company.resellerName),
  server: (subject, wanted) => matchesAny(wanted, subject.server),
  job: (subject, wanted) => matchesAny(wanted, subject.job),
  alarm: (subject, wanted) => matchesAny(wanted, subject.alarm),
  category: (subject, wanted) => matchesAny(wanted, subject.category),
  severity: (subject, wanted) => subject.severity !== null && wanted.includes(subject.severity),
  tag: (subject, wanted) => matchesAny(wanted, subject.tag),
};

const MATCH_KEYS = Object.keys(TESTERS) as Exclude<keyof TicketMatch, 'time'>[];

/** Every key that is there has to match. The time of day is asked for apart, because it moves. */
export function matchesSubject(match: Omit<TicketMatch, 'time'>, subject: MatchSubject): boolean {
  return compileMatch(match)(subject);
}

/** The keys that are there, looked up once. */
function compileMatch(match: Omit<TicketMatch, 'time'>): (subject: MatchSubject) => boolean {
  const tests: ((subject: MatchSubject) => boolean)[] = [];
  for (const key of MATCH_KEYS) {
    const wanted = match[key];
    if (wanted !== undefined) tests.push((subject) => TESTERS[key](subject, wanted));
  }
  return (subject) => tests.every((test) => test(subject));
}

/** `cw:250`, a bare `250`, `vspc:main/<uid>`, or a pattern of the name in either system. */
function matchesCompany(reference: string, subject: MatchSubject): boolean {
  const { company, connection } = subject;
  const connectwise = /^(?:cw:)?(\d+)$/.exec(reference);
  if (connectwise) return company.connectwiseId === Number(connectwise[1]);
  if (reference.startsWith('vspc:'))
    return reference.toLowerCase() === `vspc:${connection}/${company.uid ?? ''}`.toLowerCase();
  return company.names.some((name) => matchesAny([reference], name));
}

/** From `from` until before `to`; over midnight it belongs to the day on which it began. */
export function isWithin(time: TimeOfDay | undefined, now: Instant, clock: WallClock): boolean {
  if (time === undefined) return true;
  const { minute, weekday } = clock.civil(now);
  const overMidnight = time.fromMinute > time.toMinute;
  const afterMidnight = overMidnight && minute < time.toMinute;
  const inside = overMidnight
    ? minute >= time.fromMinute || afterMidnight
    : minute >= time.fromMinute && minute < time.toMinute;
  if (!inside || time.days.length === 0) return inside;
  const begunOn = (weekday + (afterMidnight ? 5 : 6)) % 7;
  const name = DAY_NAMES[begunOn];
  return name !== undefined && time.days.includes(name);
}
