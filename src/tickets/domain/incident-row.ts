import type { Finding, Situation } from './finding';
import { sightOf } from './finding';
import type { IncidentRow, IncidentState } from './incident';
import { aboutSituation } from './decisions';
import { textMaskOf } from './mask-text';
import { problemKey } from './workload-facts';

/** The row that a subject gets, or goes on with, when something is wrong with it. */
export function rowWith(
  situation: Situation,
  findings: readonly Finding[],
  state: IncidentState,
  base: IncidentRow | null,
): IncidentRow {
  const row = base ?? emptyRow(situation, findings);
  const sight = sightOf(findings);
  return { ...row, ...sight, state, absentSince: null };
}

function emptyRow(situation: Situation, findings: readonly Finding[]): IncidentRow {
  const { company, id, subject } = aboutSituation(situation);
  const { about } = situation;
  const row = blankRow({
    key: id,
    subject: { kind: kindOf(situation), key: keyOf(situation), name: subject.name },
    connection: about.type === 'problem' ? 'bridge' : about.fact.connection,
    source: sourceOf(situation),
  });
  return { ...row, company, textMask: textMaskOf(findings[0]?.message ?? '') };
}

/** A row that says nothing yet. */
export function blankRow(identity: Pick<IncidentRow, 'key' | 'subject' | 'connection' | 'source'>): IncidentRow {
  return {
    ...identity,
    generation: 0,
    state: 'holding',
    company: null,
    conditions: [],
    worst: 'failed',
    reason: 'failed-runs',
    since: 0,
    lastSeenAt: 0,
    runs: 0,
    severity: null,
    flaps: 0,
    textMask: '',
    ticketId: null,
    ticketCompanyId: null,
    openedAt: null,
    closedAt: null,
    closedBy: null,
    lastNoteAt: null,
    notes: 0,
    ownerAtCreation: null,
    escalations: 0,
    snoozedUntil: null,
    snoozeReason: null,
    stormKey: null,
    adopted: false,
    waitsFor: null,
    told: [],
    absentSince: null,
  };
}

function kindOf(situation: Situation): IncidentRow['subject']['kind'] {
  return situation.about.type === 'problem' ? 'problem' : situation.about.fact.kind;
}

function keyOf(situation: Situation): string {
  return situation.about.type === 'problem' ? problemKey(situation.about.fact) : situation.about.fact.key;
}

function sourceOf(situation: Situation): string {
  return situation.about.type === 'problem' ? PROBLEMS_SOURCE : situation.about.fact.source;
}

/** The bridge's own problems are always completely known. */
export const PROBLEMS_SOURCE = 'bridge/problems';

/** What the ledger forgets when an incident is over; a member of a storm that lasts stays in it. */
export const RESOLVED = {
  state: 'resolved',
  waitsFor: null,
  told: [],
  adopted: false,
  snoozedUntil: null,
  snoozeReason: null,
} as const satisfies Partial<IncidentRow>;

export function resolvedRow(row: IncidentRow): IncidentRow {
  return { ...row, ...RESOLVED };
}
