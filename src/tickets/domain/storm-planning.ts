import type { Decision } from '../../kernel/change';
import { aboutRow, aboutSituation, skip } from './decisions';
import { sightOf, type Finding, type Situation } from './finding';
import { hasOpenTicket, isSnoozed, stormMark, type IncidentRow } from './incident';
import { RESOLVED } from './incident-row';
import { lookAtTicket, openTicketOf, stateAsLeft, toldFindings } from './look-at-ticket';
import { silenceOf } from './match-situation';
import { noteChange } from './note-change';
import type { PlanContext } from './plan-context';
import { isGone } from './plan-gone';
import type { OpeningCandidate } from './plan-opening';
import { planFolded, planNewStorm, planOpenStorm, rowWithMembers } from './plan-storm';
import { findStormAgain, planStormAgain } from './plan-storm-again';
import { planLeft, waiting } from './plan-unread';
import { recoveryOf } from './recovery';
import { memberOf, type StormMember } from './storm-members';
import { foldStorms, stormKeysOf, wasOpenedRecently, type Storm } from './storms';
import type { TicketTexts } from './ticket-variables';
import type { Instant, SubjectId } from './workload-facts';

type Decisions = Map<SubjectId, Decision>;

interface NamedStorm extends Pick<Storm, 'key' | 'name'> {
  readonly mark: string;
  /** When it began. */
  readonly at: Instant;
  readonly count: number;
}

/** The storms of one plan: who is in one, which begin, what becomes of those that last (RULES, Tickets 13). */
export class Storms {
  private readonly lasting = new Map<string, IncidentRow>();
  private readonly ended = new Map<string, { readonly stored: IncidentRow; readonly base: IncidentRow }>();
  private readonly members = new Map<string, Map<SubjectId, StormMember>>();

  constructor(
    private readonly context: PlanContext,
    private readonly texts: TicketTexts,
    private readonly situations: ReadonlyMap<SubjectId, Situation>,
  ) {
    for (const row of context.incidents.values()) {
      if (row.subject.kind !== 'storm' || !hasOpenTicket(row)) continue;
      const { state } = lookAtTicket(context, row, null);
      const mark = stormMark(row.key, row.generation);
      if (state.type === 'over') this.ended.set(mark, { stored: row, base: state.base });
      else this.lasting.set(mark, row);
    }
  }

  /** A member of a storm whose ticket somebody closed or deleted: its own ticket would have ended the same way. */
  withoutStorm(row: IncidentRow): IncidentRow | null {
    const ended = row.stormKey === null || hasOpenTicket(row) ? undefined : this.ended.get(row.stormKey);
    if (!ended) return null;
    const { closedAt, closedBy, waitsFor } = ended.base;
    return { ...row, state: 'resolved', closedAt, closedBy, waitsFor, stormKey: null };
  }

  /** Of a storm that still has its ticket; a member whose storm was never made is on its own again. */
  isMember(row: IncidentRow): boolean {
    return row.stormKey !== null && this.lasting.has(row.stormKey) && !hasOpenTicket(row);
  }

  /** Null: it had recovered and is wrong anew, so that it is judged like any other and then stays in the storm. */
  planMember(row: IncidentRow, situation: Situation): Decision | null {
    const { context } = this;
    const about = aboutSituation(situation);
    const findings = toldFindings(situation, row, context.now);
    if (row.state !== 'open') {
      this.add(row, []);
      const over = row.state === 'resolved' && situation.findings.length === 0;
      return over ? skip(about, { reason: 'recovered', detail: 'Recovered; its storm lasts.' }) : null;
    }
    const { recovered } = recoveryOf(context, row, situation);
    const worst = findings[0]?.condition ?? row.worst;
    const silenced = isSnoozed(row, context.now) || silenceOf(context, situation, worst) !== null;
    this.add(row, findings, { wrong: !recovered, silenced });
    if (recovered) {
      const next: IncidentRow = { ...row, ...RESOLVED };
      return skip(about, { reason: 'recovered', detail: 'Recovered; its storm is told.', next, stored: row });
    }
    const next: IncidentRow = { ...row, ...sightOf(findings), absentSince: null };
    return skip(about, { reason: 'storm', detail: 'In the ticket of the storm.', next, stored: row });
  }

  noteAbsent(row: IncidentRow): void {
    this.add(row, [], { wrong: row.state === 'open' && !isGone(this.context, row) });
  }

  /** Folds candidates; what is left gets a ticket each. */
  fold(candidates: readonly OpeningCandidate[], decisions: Decisions): readonly OpeningCandidate[] {
    const { single, storms } = foldStorms(this.context, candidates, this.situations);
    for (const storm of storms) {
      const before = this.before(storm.key);
      const again = storm.row ? null : findStormAgain(this.context, storm, before);
      const known = storm.row ?? again?.row;
      const mark = stormMark(storm.key, known ? known.generation : nextGeneration(before));
      for (const candidate of storm.folded) {
        decisions.set(candidate.situation.id, planFolded(this.context, candidate, mark));
        this.push(mark, memberOf(candidate));
      }
      const opened = again
        ? planStormAgain(this.context, storm, again, this.texts)
        : planNewStorm(this.context, storm, this.texts);
      if (opened && !storm.row) decisions.set(storm.key, opened);
      this.nameIn({ ...storm, mark, at: this.context.now, count: storm.folded.length }, decisions);
    }
    return single;
  }

  /** The storm before, as what its ticket tells now has left it. */
  private before(key: SubjectId): IncidentRow | null {
    const row = this.context.incidents.get(key) ?? null;
    return row && (this.ended.get(stormMark(key, row.generation))?.base ?? row);
  }

  /** Storms that last: closed with their last member, else kept current. */
  planOpen(decisions: Decisions): void {
    for (const [mark, row] of this.lasting) {
      const members = [...(this.members.get(mark)?.values() ?? [])];
      const { recovery, state } = lookAtTicket(this.context, row, null);
      if (state.type === 'left') {
        decisions.set(row.key, planLeft(this.context, row, null));
        continue;
      }
      const unread = state.type !== 'open';
      const known = unread ? stateAsLeft(this.context, row) : state;
      const open = openTicketOf(this.context, this.texts, { row, situation: null, state: known, recovery });
      const planned = planOpenStorm(open, members);
      decisions.set(row.key, unread ? waiting(open, planned, rowWithMembers(row, members)) : planned);
      const { key, openedAt, subject } = row;
      this.nameIn({ key, name: subject.name, mark, at: openedAt ?? 0, count: members.length }, decisions);
    }
    for (const { base, stored } of this.ended.values()) {
      const detail = 'Its ticket is closed; its members wait as if it had been theirs.';
      const ended = skip(aboutRow(stored), { reason: 'closed-by-person', detail, next: base, stored });
      if (!decisions.has(stored.key)) decisions.set(stored.key, ended);
    }
  }

  /** Tickets that were there just before get one note that names the storm, unless they get another change first. */
  private nameIn(storm: NamedStorm, decisions: Decisions): void {
    for (const situation of this.situations.values()) {
      const row = this.context.incidents.get(situation.id);
      if (!row || !wasOpenedRecently(this.context, row, storm.at) || row.told.includes(storm.mark)) continue;
      if (!stormKeysOf(situation).includes(storm.key) || !mayBeNoted(decisions.get(row.key))) continue;
      const { recovery, state } = lookAtTicket(this.context, row, situation);
      if (state.type !== 'open') continue;
      const open = openTicketOf(this.context, this.texts, { row, situation, state, recovery });
      const detail = `${storm.name}: ${storm.count} more.`;
      const set = { told: [...row.told, storm.mark] };
      decisions.set(row.key, noteChange(open, { event: 'storm-joined', reason: 'storm', detail, set }));
    }
  }

  private add(
    row: IncidentRow,
    findings: readonly Finding[],
    now: Partial<Pick<StormMember, 'wrong' | 'silenced'>> = {},
  ): void {
    if (row.stormKey === null) return;
    this.push(row.stormKey, {
      id: row.key,
      name: row.subject.name,
      company: row.company?.name ?? this.context.observation.provider.name,
      companyId: row.ticketCompanyId,
      sources: [row.source],
      wrong: false,
      silenced: false,
      ...now,
      findings,
    });
  }

  private push(mark: string, member: StormMember): void {
    const known = this.members.get(mark);
    if (known) known.set(member.id, member);
    else this.members.set(mark, new Map([[member.id, member]]));
  }
}

function nextGeneration(before: IncidentRow | null): number {
  return (before?.generation ?? 0) + 1;
}

/** Nothing is said into a silence, and nothing at all where we keep our hands off. */
function mayBeNoted(decision: Decision | undefined): boolean {
  const { reason } = decision ?? {};
  const quiet = reason === 'silenced' || reason === 'unlinked' || reason === 'ignored' || reason === 'suspended';
  return decision?.decision === 'skip' && !quiet;
}
