import type { Situation, SubjectFact } from './finding';
import type { Condition } from './incident';
import type { MatchSubject } from './match-rule';
import { matchSubjectOf, NO_DETAIL, type MatchDetail, type PlanContext } from './plan-context';
import { silenceFor, type ActiveSilence } from './silences';

/** What rules and silences see of a subject. */
export function matchSubjectFor(context: PlanContext, situation: Situation, condition: Condition): MatchSubject {
  const { about } = situation;
  if (about.type === 'problem') return problemSubject(context, about.fact.system, condition);
  return matchSubjectOf(context, about.fact, condition, detailOf(about));
}

export function silenceOf(context: PlanContext, situation: Situation, condition: Condition): ActiveSilence | null {
  if (context.silences.length === 0) return null;
  return silenceFor(context.silences, matchSubjectFor(context, situation, condition));
}

function detailOf(about: Exclude<SubjectFact, { readonly type: 'problem' }>): Partial<MatchDetail> {
  switch (about.type) {
    case 'job':
      return { workload: about.fact.workload, kind: about.fact.vendorType, job: about.fact.name };
    case 'workload':
      return { workload: about.fact.workload, kind: about.fact.vendorType };
    case 'source':
      return { workload: about.fact.workload };
    case 'alarm':
      return { alarm: about.fact.alarm, category: about.fact.category, severity: about.fact.severity };
  }
}

/** The bridge's own problems have a company, the provider, and nothing else that a rule could ask for. */
export function problemSubject(context: PlanContext, system: string, condition: Condition): MatchSubject {
  const { provider } = context.observation;
  return {
    ...NO_DETAIL,
    condition,
    company: {
      uid: null,
      names: [provider.name],
      connectwiseId: provider.id,
      type: null,
      status: null,
      reseller: null,
      resellerName: null,
    },
    connection: system,
    server: null,
    tag: null,
  };
}
