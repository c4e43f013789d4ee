/** What a rule can match, worst first (RULES, Tickets 2): the one place where this order is written down. */
export const MATCH_CONDITIONS = [
  'failed',
  'missed',
  'unprotected',
  'source-offline',
  'long-running',
  'disabled',
  'warning',
  'alarm',
] as const;
export type MatchCondition = (typeof MATCH_CONDITIONS)[number];

export const WORKLOADS = ['server', 'workstation', 'vm', 'm365', 'cloud', 'file-share', 'copy', 'tape'] as const;
export type Workload = (typeof WORKLOADS)[number];

export const SEVERITIES = ['error', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Names, because the file has names; in the order of ISO weekdays. */
export const DAY_NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type DayName = (typeof DAY_NAMES)[number];

/** A ConnectWise record: a number is its id, a text its name in the vendor's spelling. */
export type NameOrId = string | number;

export interface StatusSettings {
  readonly open: NameOrId;
  readonly closed: NameOrId;
  readonly reopened: NameOrId;
  /** Set instead of closing when people have worked on the ticket; null leaves the status alone. */
  readonly recovered: NameOrId | null;
  /** A ticket in one of these is never moved (RULES, Tickets 9). */
  readonly protected: readonly NameOrId[];
}

/** What an escalation may change on the ticket. */
export interface EscalationChange {
  readonly priority?: NameOrId;
  readonly team?: NameOrId;
  readonly type?: NameOrId;
  readonly subType?: NameOrId;
  readonly item?: NameOrId;
}

export interface Escalation {
  readonly afterMs: number;
  readonly set: EscalationChange;
}

/** How one incident is treated: the defaults of tickets.yaml with the `set` of the first matching rule merged over. */
export interface TicketSettings {
  readonly board: NameOrId;
  readonly status: StatusSettings;
  readonly priority: NameOrId;
  readonly type: NameOrId | null;
  readonly subType: NameOrId | null;
  readonly item: NameOrId | null;
  readonly team: NameOrId | null;
  readonly source: NameOrId | null;
  readonly site: NameOrId | null;
  readonly contact: NameOrId | null;
  readonly agreement: NameOrId | null;
  /** `auto` attaches an existing configuration when exactly one matches; none is ever created. */
  readonly configuration: 'auto' | 'none';
  readonly visibility: 'internal' | 'customer';
  readonly firstPass: 'baseline' | 'ticket';
  readonly afterFailures: number;
  readonly holdForMs: number;
  readonly retryWindowMs: number;
  readonly warningRecovers: boolean;
  readonly graceMs: number;
  readonly rpoMs: number;
  readonly offlineForMs: number;
  readonly disabledForMs: number;
  readonly longRunning: { readonly factor: number; readonly atLeastMs: number };
  readonly closeAfterSuccesses: number;
  readonly autoClose: boolean;
  readonly reopenWithinMs: number;
  readonly noteEveryMs: number;
  /** In the order of `afterMs`. */
  readonly escalate: readonly Escalation[];
  readonly onClosedByPerson: 'wait' | 'reopen' | 'ignore';
  readonly onMoved: 'follow' | 'ignore';
  readonly onMerged: 'follow' | 'ignore';
  readonly onDeleted: 'problem' | 'recreate';
  readonly humanTouch: {
    readonly owner: boolean;
    readonly time: boolean;
    readonly note: boolean;
    /** Member identifiers that are robots. */
    readonly ignoreMembers: readonly string[];
  };
  readonly storm: { readonly threshold: number; readonly withinMs: number };
}

type PartialMaps<T> = {
  readonly [Key in keyof T]?: T[Key] extends readonly unknown[]
    ? T[Key]
    : T[Key] extends object
      ? Partial<T[Key]>
      : T[Key];
};

/** What a rule sets: single keys; maps merge by key, lists replace (RULES, Tickets 14). A rule with a time sets the priority only. */
export interface TicketSettingsPatch extends PartialMaps<Omit<TicketSettings, 'firstPass'>> {
  /** true tickets a condition that is only ticketed by a rule, false never tickets what matches (RULES, Tickets 6). */
  readonly ticket?: boolean;
}

/** Hours of a day in the bridge's time zone; `from` after `to` runs over midnight and belongs to the day it starts on. */
export interface TimeOfDay {
  /** Empty: every day. */
  readonly days: readonly DayName[];
  /** Minutes since midnight. */
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** Every key that is present has to match; a list matches when one of its entries does. `*` and `?` are wildcards. */
export interface TicketMatch {
  readonly condition?: readonly MatchCondition[];
  readonly workload?: readonly Workload[];
  /** VSPC job types. */
  readonly kind?: readonly string[];
  /** References (`cw:250`) or name patterns. */
  readonly company?: readonly string[];
  readonly companyType?: readonly string[];
  readonly companyStatus?: readonly string[];
  readonly connection?: readonly string[];
  readonly reseller?: readonly string[];
  readonly server?: readonly string[];
  readonly job?: readonly string[];
  readonly alarm?: readonly string[];
  readonly category?: readonly string[];
  readonly severity?: readonly Severity[];
  readonly tag?: readonly string[];
  readonly time?: TimeOfDay;
}

export interface TicketRule {
  readonly name: string;
  readonly match: TicketMatch;
  readonly set: TicketSettingsPatch;
}

/** Once, from a time (or from ever) to a time; or again and again, by cron in the bridge's time zone. */
export type SilencePeriod =
  | { readonly kind: 'once'; readonly fromMs: number | null; readonly untilMs: number }
  | { readonly kind: 'recurring'; readonly every: string; readonly forMs: number };

export interface Silence {
  readonly match: Omit<TicketMatch, 'time'>;
  /** Instants are milliseconds since the epoch. */
  readonly period: SilencePeriod;
  readonly reason: string;
}

/** Liquid texts; null means the bridge's own. */
export interface TicketTemplates {
  readonly summary: string | null;
  readonly description: string | null;
  readonly note: string | null;
}

/** Everything of tickets.yaml. */
export interface TicketsMapping {
  readonly defaults: TicketSettings;
  readonly rules: readonly TicketRule[];
  readonly silences: readonly Silence[];
  readonly templates: TicketTemplates;
}
