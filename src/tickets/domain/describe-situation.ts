import type { Reason } from '../../kernel/reasons';
import type { Finding, Situation } from './finding';
import type { IncidentRow } from './incident';
import type { PlanContext } from './plan-context';
import type { ObjectRow, TextEvent, TicketVariables } from './ticket-variables';
import {
  subjectId,
  type AlarmFact,
  type FactBase,
  type Instant,
  type JobFact,
  type TerminalResult,
} from './workload-facts';

export interface TextInput {
  readonly event: TextEvent;
  readonly reason: Reason;
  readonly findings: readonly Finding[];
  readonly row: IncidentRow;
  readonly previousTicketId?: number | null;
  readonly detail?: string;
  readonly members?: readonly ObjectRow[];
}

/** The variables of a text about a subject as it is now; without a situation, about what the ledger knows. */
export function describeSituation(
  context: PlanContext,
  situation: Situation | null,
  input: TextInput,
): TicketVariables {
  const { row } = input;
  return {
    event: input.event,
    reason: input.reason,
    subjectKind: row.subject.kind,
    subjectName: row.subject.name,
    connection: row.connection,
    company: row.company?.name ?? context.observation.provider.name,
    incident: row.key,
    generation: row.generation,
    previousTicketId: input.previousTicketId ?? null,
    members: input.members ?? [],
    detail: input.detail ?? '',
    ...whatIsWrong(context, input),
    ...(situation ? factsOf(context, situation) : factsOfRow(context, row)),
  };
}

/** Out of the findings; of what is over, out of the ledger. */
function whatIsWrong(
  context: PlanContext,
  { findings, row }: TextInput,
): Pick<TicketVariables, 'condition' | 'conditions' | 'since' | 'lastSeen' | 'runs' | 'message' | 'rule'> {
  const [worst] = findings;
  const known = worst ?? { ...row, condition: row.worst, message: '' };
  return {
    condition: known.condition,
    conditions: worst ? findings.map((finding) => finding.condition) : row.conditions,
    since: showInstant(context, known.since),
    lastSeen: showInstant(context, known.lastSeenAt),
    runs: known.runs,
    message: known.message,
    rule: worst?.resolved.rule ?? '',
  };
}

type FactVariables = Pick<
  TicketVariables,
  | 'server'
  | 'computer'
  | 'workload'
  | 'jobType'
  | 'lastGood'
  | 'nextRun'
  | 'restorePoints'
  | 'destination'
  | 'objects'
  | 'knowledge'
  | 'dataAsOf'
>;

const NOTHING: FactVariables = {
  server: '',
  computer: '',
  workload: '',
  jobType: '',
  lastGood: '',
  nextRun: '',
  restorePoints: null,
  destination: '',
  objects: [],
  knowledge: '',
  dataAsOf: '',
};

function factsOf(context: PlanContext, { about }: Situation): FactVariables {
  const at = (instant: Instant | null): string => showInstant(context, instant);
  switch (about.type) {
    case 'job':
      return {
        ...placeOf(about.fact),
        ...jobFacts(about.fact, about.results, at),
        dataAsOf: at(oldSince(context, about.fact)),
      };
    case 'workload':
      return {
        ...placeOf(about.fact),
        dataAsOf: at(earliest(oldSince(context, about.fact), context.observation.readAt.get(about.fact.source))),
        workload: about.fact.workload,
        jobType: about.fact.vendorType,
        lastGood: at(about.fact.latestRestorePointAt),
        restorePoints: about.fact.restorePoints,
      };
    case 'source':
      return { ...placeOf(about.fact), workload: about.fact.workload, dataAsOf: at(about.fact.lastHeartbeatAt) };
    case 'alarm':
      return {
        ...NOTHING,
        server: about.fact.serverName ?? '',
        knowledge: knowledgeOf(context, about.fact),
        dataAsOf: at(oldSince(context, about.fact)),
      };
    case 'problem':
      return { ...NOTHING, knowledge: about.fact.hint };
  }
}

/** What is known without a subject: of a storm, whether the data beneath its server or agent is old. */
function factsOfRow(context: PlanContext, { connection, subject }: IncidentRow): FactVariables {
  const [, dimension, key = ''] = /^(server|agent):(.*)$/s.exec(subject.kind === 'storm' ? subject.key : '') ?? [];
  const serverKey = dimension === 'server' ? key : null;
  const agentKey = dimension === 'agent' ? key : null;
  const since = oldSince(context, { connection, serverKey, agentKey });
  return { ...NOTHING, dataAsOf: showInstant(context, since) };
}

/** The space that is left, with its time where that is not now, and what the vendor advises. */
function knowledgeOf(context: PlanContext, { capacity, capacitySource, knowledge }: AlarmFact): string {
  const readAt = capacitySource === null ? undefined : context.observation.readAt.get(capacitySource);
  const asOf = readAt === undefined ? '' : ` As of ${context.clock.text(readAt)}.`;
  return [capacity && capacity + asOf, knowledge].filter((text) => text !== '').join('\n');
}

function earliest(left: Instant | null, right: Instant | undefined): Instant | null {
  return left === null || right === undefined ? (left ?? right ?? null) : Math.min(left, right);
}

/** Beneath a server or agent that is not connected, everything is as old as its last word (RULES, Tickets 5). */
function oldSince(context: PlanContext, fact: Pick<FactBase, 'connection' | 'serverKey' | 'agentKey'>): Instant | null {
  const ids = [
    fact.serverKey === null ? null : subjectId(fact.connection, 'server', fact.serverKey),
    fact.agentKey === null ? null : subjectId(fact.connection, 'agent', fact.agentKey),
  ];
  for (const id of ids) {
    const source = id === null ? undefined : context.agents.get(id);
    if (source && !source.connected) return source.lastHeartbeatAt;
  }
  return null;
}

function placeOf(fact: { readonly serverName: string | null; readonly computerName: string | null }): FactVariables {
  return { ...NOTHING, server: fact.serverName ?? '', computer: fact.computerName ?? '' };
}

function jobFacts(
  job: JobFact,
  results: readonly TerminalResult[],
  at: (instant: Instant | null) => string,
): Partial<FactVariables> {
  return {
    workload: job.workload,
    jobType: job.vendorType,
    lastGood: at(results.findLast((result) => result.result !== 'failed')?.endedAt ?? null),
    nextRun: at(job.dueAt),
    restorePoints: job.restorePoints,
    destination: job.destination ?? '',
    objects: job.objects.filter((entry) => entry.result !== 'success'),
  };
}

/** The same for every reader, in the bridge's zone. Empty for what is not known. */
function showInstant({ clock }: PlanContext, instant: Instant | null): string {
  return instant === null ? '' : clock.text(instant);
}
