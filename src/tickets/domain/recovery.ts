import { successesAfter } from './failed-jobs';
import type { Situation } from './finding';
import type { Condition, IncidentRow } from './incident';
import { matchSubjectFor } from './match-situation';
import type { PlanContext } from './plan-context';
import type { ResolvedSettings } from './match-rule';
import type { Instant } from './workload-facts';

/** These end with a good run; the others when their condition is no longer seen. */
const ENDED_BY_SUCCESS: readonly Condition[] = ['failed', 'missed', 'warning'];

export interface Recovery {
  /** Nothing is wrong any more, and enough good runs prove it. */
  readonly recovered: boolean;
  /** It had recovered since the last evidence, even if it is wrong anew. */
  readonly everRecovered: boolean;
  /** End of the good run that decided, where a run decides. */
  readonly at: Instant | null;
  /** Good runs so far, of those that are needed. */
  readonly successes: number;
}

/**
 * | conditions of the row        | the subject now                          | recovered |
 * | ---------------------------- | ---------------------------------------- | --------- |
 * | failed, missed               | `closeAfterSuccesses` good runs since    | yes       |
 * | failed, missed               | fewer, or only running                   | not yet   |
 * | failed, missed               | Warning, `warningRecovers`               | as a good run |
 * | warning                      | Warning                                  | no, it is the same incident |
 * | unprotected, offline, alarm… | no longer so                             | yes       |
 * | any                          | another condition that is ticketed       | not yet   |
 * | any                          | one of its own, explained or no longer ticketed by a rule | not yet |
 */
export function recoveryOf(context: PlanContext, row: IncidentRow, situation: Situation): Recovery {
  const wrong = situation.findings.some(
    (finding) => row.conditions.includes(finding.condition) || (finding.ticketed && finding.explained === null),
  );
  const { about } = situation;
  if (about.type !== 'job' || !row.conditions.some((condition) => ENDED_BY_SUCCESS.includes(condition))) {
    const anew = situation.findings.some((finding) => finding.since > row.lastSeenAt);
    return { recovered: !wrong, everRecovered: !wrong || anew, at: null, successes: 0 };
  }
  const { settings } = settingsOf(context, situation, row.worst);
  const warning = warningMeans(row, settings.warningRecovers);
  const { best, current } = successesAfter(about.results, evidenceOf(row), warning);
  const needed = Math.max(1, settings.closeAfterSuccesses);
  const deciding = current[needed - 1] ?? null;
  return {
    recovered: deciding !== null && !wrong,
    everRecovered: best >= needed,
    at: deciding?.endedAt ?? null,
    successes: current.length,
  };
}

/**
 * Good runs count from the newest evidence; once a person closed the ticket, from the closing: what failed since may have
 * been seen before the closing was (RULES, Engine 3).
 */
function evidenceOf(row: IncidentRow): Instant {
  return row.waitsFor === null || row.closedAt === null ? row.lastSeenAt : Math.min(row.lastSeenAt, row.closedAt);
}

function warningMeans(row: IncidentRow, warningRecovers: boolean): 'counts' | 'ignored' | 'breaks' {
  if (row.conditions.includes('warning')) return 'breaks';
  return warningRecovers ? 'counts' : 'ignored';
}

/** The settings that a condition of this subject has, with the rule that made them. */
export function settingsOf(context: PlanContext, situation: Situation, condition: Condition): ResolvedSettings {
  const known = situation.findings.find((finding) => finding.condition === condition);
  return known ? known.resolved : context.rules.settingsFor(matchSubjectFor(context, situation, condition));
}
