import { matchesPattern } from '../kernel/match-pattern';
import { checkTemplate } from './check-template';

import { suggest } from './nearest';
import { parseInstant } from './parse-instant';
import { withoutKeys } from './present';
import type { Finding, PathSegment } from './problem';
import { renderPath } from './problem';
import type { MatchSection, RuleMatchSection, RuleSection, SilenceSection, TicketsFile } from './tickets-file';
import type { EscalationSection, TicketSettingsSection } from './tickets-settings-section';

export interface TicketsContext {
  readonly connections: readonly string[] | undefined;
  readonly timezone: string;
}

/** A recurring silence that lasts longer than this is meant to be something else. */
const MAX_SILENCE_MS = 31 * 86_400_000;

/** The rules between the settings of tickets.yaml (RULES, Tickets 14). */
export function checkTickets(file: TicketsFile, context: TicketsContext): readonly Finding[] {
  const rules = file.rules ?? [];
  return [
    ...checkSettings(file.defaults, ['defaults']),
    ...rules.flatMap((rule, index) => checkRule(rule, ['rules', index], context)),
    ...checkRuleNames(rules),
    ...checkReachable(rules),
    ...(file.silences ?? []).flatMap((silence, index) => checkSilence(silence, ['silences', index], context)),
    ...checkTemplates(file),
  ];
}

function checkSettings(settings: TicketSettingsSection | undefined, path: readonly PathSegment[]): readonly Finding[] {
  const status = settings?.status;
  const isSame = status?.open !== undefined && status.open === status.closed;
  const closed = {
    path: [...path, 'status', 'closed'],
    message: 'is the same as open',
    hint: 'Name a status that closes.',
  };
  return [...(isSame ? [closed] : []), ...checkEscalations(settings?.escalate ?? [], [...path, 'escalate'])];
}

function checkEscalations(steps: readonly EscalationSection[], path: readonly PathSegment[]): readonly Finding[] {
  const seen = new Map<number, number>();
  return steps.flatMap(({ after, set }, index) => {
    const place = [...path, index, 'set'];
    const isEmpty = set !== undefined && countKeys(set) === 0;
    const hint = 'Name a priority or a team.';
    const empty = isEmpty ? [{ path: place, message: 'changes nothing', hint, unless: [place] }] : [];
    const first = after === undefined ? undefined : seen.get(after);
    if (after !== undefined && first === undefined) seen.set(after, index);
    if (first === undefined) return empty;
    const message = `comes at the same time as escalate[${String(first)}]`;
    return [...empty, { path: [...path, index], message, hint: 'Write one step per time.' }];
  });
}

function countKeys(section: object): number {
  return Object.values(section).filter((value) => value !== undefined).length;
}

function checkRule(rule: RuleSection, path: readonly PathSegment[], context: TicketsContext): readonly Finding[] {
  const findings = [
    ...checkSettings(rule.set, [...path, 'set']),
    ...checkConnections(rule.match, [...path, 'match'], context),
  ];
  if (rule.set !== undefined && countKeys(rule.set) === 0) {
    findings.push({
      path: [...path, 'set'],
      message: 'changes nothing',
      hint: 'Name at least one setting.',
      unless: [[...path, 'set']],
    });
  }
  return [...findings, ...checkTime(rule, path)];
}

function checkTime(rule: RuleSection, path: readonly PathSegment[]): readonly Finding[] {
  const time = rule.match?.time;
  if (time === undefined) return [];
  const findings: Finding[] = [];
  if (time.from !== undefined && time.from === time.to) {
    const hint = 'Name two times; from after to runs over midnight.';
    findings.push({ path: [...path, 'match', 'time', 'to'], message: 'is the same as from', hint });
  }
  const others = Object.entries(rule.set ?? {}).filter(([key, value]) => key !== 'priority' && value !== undefined);
  for (const [key] of others) {
    const message = 'cannot be set by a rule with a time of day';
    findings.push({
      path: [...path, 'set', key],
      message,
      hint: 'Such a rule decides the priority at opening, nothing else.',
    });
  }
  return findings;
}

function checkConnections(
  match: MatchSection | undefined,
  path: readonly PathSegment[],
  context: TicketsContext,
): readonly Finding[] {
  const { connections } = context;
  if (connections === undefined) return [];
  return (match?.connection ?? []).flatMap((pattern) =>
    connections.some((name) => matchesPattern(pattern, name))
      ? []
      : [
          {
            path: [...path, 'connection'],
            message: 'matches no connection of bridge.yaml',
            hint: suggest(pattern, connections),
          },
        ],
  );
}

function checkRuleNames(rules: readonly RuleSection[]): readonly Finding[] {
  const seen = new Map<string, number>();
  return rules.flatMap((rule, index) => {
    const name = rule.name?.toLowerCase();
    const first = name === undefined ? undefined : seen.get(name);
    if (name !== undefined && first === undefined) seen.set(name, index);
    if (first === undefined) return [];
    const message = `is the name of ${renderPath(['rules', first])}, too`;
    return [{ path: ['rules', index, 'name'], message, hint: 'Give each rule a name of its own.' }];
  });
}

/** Behind a rule that matches everything no rule without a time of day is ever asked. */
function checkReachable(rules: readonly RuleSection[]): readonly Finding[] {
  const all = rules.findIndex((rule) => rule.match !== undefined && matchesEverything(rule.match));
  if (all < 0) return [];
  return rules.flatMap((rule, index) => {
    if (index <= all || rule.match?.time !== undefined) return [];
    const message = `can never match, because rules[${String(all)}] matches everything`;
    const hint = 'Move it up, or move the other one to defaults.';
    return [{ path: ['rules', index], message, hint, unless: [['rules', all, 'match']] }];
  });
}

function matchesEverything(match: RuleMatchSection): boolean {
  return countKeys(match) === 0;
}

function checkSilence(
  silence: SilenceSection,
  path: readonly PathSegment[],
  context: TicketsContext,
): readonly Finding[] {
  const match = withoutKeys(silence, 'from', 'until', 'every', 'for', 'reason');
  const isEmpty = countKeys(match) === 0;
  const hint = 'Add company, job or another key; job: "*" means all.';
  return [
    ...checkConnections(silence, path, context),
    ...checkInstants(silence, path, context),
    ...(isEmpty ? [{ path, message: 'does not say what it silences', hint, unless: [path] }] : []),
    ...checkPeriod(silence, path),
    ...checkLength(silence, path),
  ];
}

/** Once with an end, or again and again with a length: never for ever. */
function checkPeriod(silence: SilenceSection, path: readonly PathSegment[]): readonly Finding[] {
  const { from, until, every, for: lasting } = silence;
  const unless = ['from', 'until', 'every', 'for'].map((key) => [...path, key]);
  const isOnce = from !== undefined || until !== undefined;
  const isRecurring = every !== undefined || lasting !== undefined;
  if (isOnce && isRecurring) {
    return [{ path, message: 'is both once and recurring', hint: 'Write from and until, or every and for.' }];
  }
  if (!isRecurring && until === undefined) {
    const hint = 'Add until, or every and for.';
    return [{ path: [...path, 'until'], message: 'is missing: a silence needs an end', hint, unless }];
  }
  if (isOnce || (every !== undefined && lasting !== undefined)) return [];
  const key = every === undefined ? 'every' : 'for';
  return [{ path: [...path, key], message: 'is missing', hint: 'A recurring silence has every and for.', unless }];
}

function checkLength({ for: lasting }: SilenceSection, path: readonly PathSegment[]): readonly Finding[] {
  if (lasting === undefined || (lasting > 0 && lasting <= MAX_SILENCE_MS)) return [];
  return [
    { path: [...path, 'for'], message: 'must be more than nothing and at most 31 days', hint: 'For instance 4h.' },
  ];
}

function checkInstants(
  silence: SilenceSection,
  path: readonly PathSegment[],
  context: TicketsContext,
): readonly Finding[] {
  const findings: Finding[] = [];
  const instants = (['from', 'until'] as const).map((key) => {
    const text = silence[key];
    const instant = text === undefined ? undefined : parseInstant(text, context.timezone);
    if (text !== undefined && instant === undefined) {
      const hint = 'Write it as 2026-12-24T00:00:00Z, or without Z for the time zone of bridge.yaml.';
      findings.push({ path: [...path, key], message: 'must be a date and time', hint });
    }
    return instant;
  });
  const [from, until] = instants;
  if (from !== undefined && until !== undefined && from >= until) {
    findings.push({ path: [...path, 'until'], message: 'is not after from', hint: 'Exchange the two.' });
  }
  return findings;
}

function checkTemplates({ templates }: TicketsFile): readonly Finding[] {
  return (['summary', 'description', 'note'] as const).flatMap((key) => {
    const text = templates?.[key];
    return typeof text === 'string' ? checkTemplate(text, ['templates', key]) : [];
  });
}
