import type { Explanation, Finding, Situation } from './finding';
import { destinationOf, type PlanContext } from './plan-context';
import { recoveryOf } from './recovery';
import { aboutSituation } from './decisions';
import { subjectId, type FactBase, type Instant, type SubjectId } from './workload-facts';

/** VSPC itself learns of restore points hourly. */
const LISTED_AFTER_MS = 60 * 60_000;

/**
 * What is only the shadow of something else that is ticketed already (RULES, Tickets 2, 4, 5).
 *
 * | condition            | beneath                                                      | is                    |
 * | -------------------- | ------------------------------------------------------------ | --------------------- |
 * | missed, unprotected  | a server or agent that is offline, and ticketed itself       | `explained-by-source` |
 * | unprotected          | the same, back for so short that its list cannot tell yet    | `explained-by-source` |
 * | unprotected          | a job with an incident, holding or open                      | `explained-by-job`    |
 * | alarm                | about a job with an incident, holding or open                | `explained-by-job`    |
 * | missed, chained      | a parent that is missed or failed                            | `explained-by-job`    |
 * | anything             | a baseline, or what no ticket is made of                     | its own               |
 */
export class Explanations {
  constructor(
    private readonly context: PlanContext,
    private readonly situations: ReadonlyMap<SubjectId, Situation>,
  ) {}

  bySource(fact: FactBase): Explanation | null {
    return this.beneath(fact, (source) => this.hasOwnIncident(source));
  }

  /** What a list told before its source was back for an hour may be of the time when it was away. */
  byReturn(fact: FactBase): Explanation | null {
    const listedAt = this.context.observation.readAt.get(fact.source) ?? this.context.now;
    return this.beneath(fact, (source) => {
      const backAt = this.backSince(source);
      return backAt !== null && listedAt < backAt + LISTED_AFTER_MS;
    });
  }

  private beneath(fact: FactBase, isCause: (source: Situation) => boolean): Explanation | null {
    const sources = [
      fact.serverKey === null ? null : subjectId(fact.connection, 'server', fact.serverKey),
      fact.agentKey === null ? null : subjectId(fact.connection, 'agent', fact.agentKey),
    ];
    for (const id of sources) {
      const situation = id === null ? undefined : this.situations.get(id);
      if (situation && isCause(situation)) return explanation('explained-by-source', situation);
    }
    return null;
  }

  /** Of a source that is in touch again after an incident of its own. */
  private backSince({ findings, id }: Situation): Instant | null {
    const row = this.context.incidents.get(id);
    if (!row || (row.ticketId === null && row.stormKey === null) || findings.length > 0) return null;
    if (row.state === 'open') return this.context.now;
    return row.closedAt ?? row.lastNoteAt;
  }

  byJob(id: SubjectId | null): Explanation | null {
    const situation = id === null ? undefined : this.situations.get(id);
    return situation && this.hasOwnIncident(situation) ? explanation('explained-by-job', situation) : null;
  }

  /** Something that is a ticket, or will be one after its hold; also while it runs again and has not recovered yet. */
  private hasOwnIncident(situation: Situation): boolean {
    const row = this.context.incidents.get(situation.id);
    if (row?.state === 'baseline' || situation.about.type === 'problem') return false;
    const { fact } = situation.about;
    if (destinationOf(this.context, fact.connection, fact.company).kind === 'none') return false;
    if (situation.findings.some((finding) => finding.ticketed && finding.explained === null)) return true;
    return row?.state === 'open' && !recoveryOf(this.context, row, situation).recovered;
  }
}

export function explainedBy(finding: Finding, explained: Explanation | null): Finding {
  return explained === null ? finding : { ...finding, explained };
}

function explanation(reason: Explanation['reason'], situation: Situation): Explanation {
  return { reason, by: situation.id, name: aboutSituation(situation).subject.name };
}
