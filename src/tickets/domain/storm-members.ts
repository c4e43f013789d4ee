import type { SourceKey } from '../../kernel/change';
import { compareText, sortedBy } from '../../kernel/compare';
import { stableHash } from '../../kernel/stable-hash';
import { aboutSituation } from './decisions';
import { sightOf, type Finding } from './finding';
import { severityOf, type IncidentRow } from './incident';
import type { PlanContext } from './plan-context';
import type { OpeningCandidate } from './plan-opening';
import type { ObjectRow } from './ticket-variables';
import type { SubjectId } from './workload-facts';

/** A member of a storm as it is after this pass. */
export interface StormMember {
  readonly id: SubjectId;
  readonly name: string;
  readonly company: string;
  readonly companyId: number | null;
  readonly sources: readonly SourceKey[];
  readonly wrong: boolean;
  /** A silence or a snooze of its own lasts. */
  readonly silenced: boolean;
  /** Worst first; empty while it is wrong: it runs again, say. */
  readonly findings: readonly Finding[];
}

export function memberOf({ destination, ready, situation }: OpeningCandidate): StormMember {
  const { company, subject } = aboutSituation(situation);
  return {
    id: situation.id,
    name: subject.name,
    company: company?.name ?? destination.name,
    companyId: destination.companyId,
    sources: ready.flatMap((finding) => finding.sources),
    wrong: true,
    silenced: false,
    findings: ready,
  };
}

/** What the ledger keeps of a storm: its worst finding, how many are in it, the newest evidence. */
export function stormSight(members: readonly StormMember[]): Partial<IncidentRow> {
  const newest = members.flatMap((member) => member.findings.map((finding) => finding.lastSeenAt));
  return { ...sightOf(worstFindings(members)), runs: members.length, lastSeenAt: Math.max(0, ...newest) };
}

/** One finding per condition, worst first, the earliest of each. */
export function worstFindings(members: readonly StormMember[]): readonly Finding[] {
  const byCondition = new Map<string, Finding>();
  const all = members.flatMap((member) => member.findings);
  for (const finding of all) {
    const known = byCondition.get(finding.condition);
    if (!known || finding.since < known.since) byCondition.set(finding.condition, finding);
  }
  return [...byCondition.values()].sort((left, right) => severityOf(left.condition) - severityOf(right.condition));
}

export function tableHash(members: readonly StormMember[]): string {
  const wrong = members.filter((member) => member.wrong).map((member) => member.id);
  return stableHash(wrong.sort(compareText), 16);
}

/** Customers are named only in a ticket of the provider's own. */
export function tableOf(context: PlanContext, row: IncidentRow, members: readonly StormMember[]): readonly ObjectRow[] {
  const named = row.ticketCompanyId === context.observation.provider.id;
  return sortedBy(members, (member) => member.id).map((member) => ({
    name: named ? `${member.company}: ${member.name}` : member.name,
    result: member.findings[0]?.condition ?? (member.wrong ? 'waiting' : 'recovered'),
    message: member.findings[0]?.message ?? '',
  }));
}

export function sourcesOf(members: readonly StormMember[]): readonly string[] {
  const sources = members.flatMap((member) => member.sources);
  return [...new Set(sources)].sort(compareText);
}
