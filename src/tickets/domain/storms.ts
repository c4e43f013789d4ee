import { sortedBy } from '../../kernel/compare';
import type { Situation } from './finding';
import { hasOpenTicket, stormMark, type IncidentRow } from './incident';
import { lookAtTicket } from './look-at-ticket';
import type { PlanContext } from './plan-context';
import type { OpeningCandidate } from './plan-opening';
import { subjectId, type FactBase, type SubjectId } from './workload-facts';

/** In this order: who falls under two takes the first (RULES, Tickets 13). */
const DIMENSIONS = ['server', 'repository', 'site', 'agent'] as const;

type Dimension = (typeof DIMENSIONS)[number];

/** Candidates that fold into one ticket, and what was ticketed just before and only gets its name. */
export interface Storm {
  readonly key: SubjectId;
  readonly connection: string;
  readonly dimension: Dimension;
  readonly subjectKey: string;
  readonly name: string;
  readonly folded: readonly OpeningCandidate[];
  /** The storm's own row, when it lasts already. */
  readonly row: IncidentRow | null;
}

export interface Folding {
  readonly storms: readonly Storm[];
  /** Candidates that get a ticket of their own. */
  readonly single: readonly OpeningCandidate[];
}

/**
 * Folds what this pass would open (RULES, Tickets 13).
 *
 * | under one server, repository, site or agent            | then                                        |
 * | ------------------------------------------------------ | ------------------------------------------- |
 * | a member of a storm that lasts fails again             | it stays in it                              |
 * | a storm lasts, opened no longer than `within` ago      | joins it                                    |
 * | `threshold` holds ended in this pass or since `within` | those not yet ticketed fold; into the storm that lasts, if one does |
 * | of another company than the ticket of the storm        | a ticket each: customers are named only to the provider |
 * | fewer                                                  | a ticket each                               |
 */
export function foldStorms(
  context: PlanContext,
  candidates: readonly OpeningCandidate[],
  situations: ReadonlyMap<SubjectId, Situation>,
): Folding {
  let rest = sortedBy(candidates, (candidate) => candidate.situation.id);
  const storms: Storm[] = [];
  const { threshold } = context.observation.settings.defaults.storm;
  for (const dimension of DIMENSIONS) {
    const recent = recentlyOpened(context, situations, dimension);
    for (const [key, group] of groupsOf(rest, dimension)) {
      const row = openStorm(context, key);
      const mark = row ? stormMark(key, row.generation) : null;
      const fitting = row ? group.filter((candidate) => fitsInto(context, row, candidate)) : group;
      const returning = fitting.filter((candidate) => mark !== null && candidate.base?.stormKey === mark);
      const joins = row !== null && isFresh(context, row);
      const folds = joins || fitting.length + (recent.get(key) ?? 0) >= threshold;
      const folded = folds ? fitting : returning;
      const [first] = folded;
      if (!first) continue;
      storms.push({ key, row, folded, dimension, ...nameOf(first, dimension) });
      rest = rest.filter((candidate) => !folded.includes(candidate));
    }
  }
  return { storms, single: rest };
}

export function openStorm(context: PlanContext, key: SubjectId): IncidentRow | null {
  const row = context.incidents.get(key);
  return row && hasOpenTicket(row) && lookAtTicket(context, row, null).state.type !== 'over' ? row : null;
}

function fitsInto(context: PlanContext, row: IncidentRow, { destination }: OpeningCandidate): boolean {
  return row.ticketCompanyId === context.observation.provider.id || row.ticketCompanyId === destination.companyId;
}

function isFresh(context: PlanContext, row: IncidentRow): boolean {
  return context.now - (row.openedAt ?? 0) <= context.observation.settings.defaults.storm.withinMs;
}

/** By key, so that ties fall the same way in every pass. */
function groupsOf(
  candidates: readonly OpeningCandidate[],
  dimension: Dimension,
): readonly (readonly [SubjectId, readonly OpeningCandidate[]])[] {
  const groups = new Map<SubjectId, OpeningCandidate[]>();
  for (const candidate of candidates) {
    const key = stormKeyOf(candidate.situation, dimension);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(candidate);
    else groups.set(key, [candidate]);
  }
  return sortedBy(groups, ([key]) => key);
}

/** Tickets of our own that were opened within `within`, by what they stand on. */
function recentlyOpened(
  context: PlanContext,
  situations: ReadonlyMap<SubjectId, Situation>,
  dimension: Dimension,
): ReadonlyMap<SubjectId, number> {
  const counts = new Map<SubjectId, number>();
  for (const row of context.incidents.values()) {
    if (!wasOpenedRecently(context, row)) continue;
    const situation = situations.get(row.key);
    const key = situation ? stormKeyOf(situation, dimension) : null;
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Of the same moment as what happens at an instant: opened no longer than `within` before it. */
export function wasOpenedRecently(context: PlanContext, row: IncidentRow, at = context.now): boolean {
  const { withinMs } = context.observation.settings.defaults.storm;
  return hasOpenTicket(row) && row.openedAt !== null && row.openedAt <= at && at - row.openedAt <= withinMs;
}

/** Servers and agents, and the bridge's own problems, are never part of a storm: they explain, or stand alone. */
export function stormKeyOf({ about }: Situation, dimension: Dimension): SubjectId | null {
  if (about.type === 'problem' || about.type === 'source') return null;
  const key = keyIn(about.fact, dimension);
  return key === null ? null : subjectId(about.fact.connection, 'storm', `${dimension}:${key}`);
}

export function stormKeysOf(situation: Situation): readonly SubjectId[] {
  return DIMENSIONS.map((dimension) => stormKeyOf(situation, dimension)).filter((key) => key !== null);
}

function keyIn(fact: FactBase, dimension: Dimension): string | null {
  const keys: Readonly<Record<Dimension, string | null>> = {
    server: fact.serverKey,
    repository: fact.repositoryKey,
    site: fact.siteKey,
    agent: fact.agentKey,
  };
  return keys[dimension];
}

function nameOf(
  { situation: { about } }: OpeningCandidate,
  dimension: Dimension,
): Pick<Storm, 'connection' | 'subjectKey' | 'name'> {
  if (about.type === 'problem') return { connection: 'bridge', subjectKey: '', name: about.fact.system };
  const { fact } = about;
  const key = keyIn(fact, dimension) ?? '';
  const name = dimension === 'server' ? (fact.serverName ?? key) : `${dimension} ${key}`;
  return { connection: fact.connection, subjectKey: `${dimension}:${key}`, name };
}
