import type { Decision } from '../../kernel/change';
import { aboutRow, aboutSituation, skip, untilRead } from './decisions';
import type { Situation } from './finding';
import type { IncidentRow } from './incident';
import { openTicketOf, rowSeen, stateAsLeft, toldFindings } from './look-at-ticket';
import type { OpenTicket } from './open-ticket';
import type { PlanContext } from './plan-context';
import { planGone } from './plan-gone';
import { planOpenTicket } from './plan-open-ticket';
import type { Recovery } from './recovery';
import type { TicketTexts } from './ticket-variables';

export interface UnreadInput {
  readonly row: IncidentRow;
  /** Null: its subject is no longer listed. */
  readonly situation: Situation | null;
  readonly recovery: Recovery;
}

/**
 * An incident whose ticket was not read in this pass (RULES, Engine 3). It is planned as if nobody had touched the
 * ticket; what would be written waits, and is decided anew by what is so when the ticket can be read.
 *
 * | as if the ticket were as we left it | then                          | the ledger                                      |
 * | ----------------------------------- | ----------------------------- | ----------------------------------------------- |
 * | nothing would be written            | that skip                     | follows what is seen                            |
 * | a note, a close, an escalation      | held `incomplete-observation` | follows what is seen, not what people were told |
 * | its subject is not listed           | as plan-gone.ts says          | since when it is absent                         |
 */
export function planUnread(context: PlanContext, texts: TicketTexts, input: UnreadInput): Decision | null {
  const { row, situation } = input;
  const open = openTicketOf(context, texts, { ...input, state: stateAsLeft(context, row) });
  const decision = situation ? planOpenTicket(open) : planGone(context, row, open);
  const next = situation ? rowSeen(row, open.ready) : row;
  return decision === null ? null : waiting(open, decision, next);
}

/** The same for what somebody else has decided by `stateAsLeft`. */
export function waiting({ context, row }: OpenTicket, decision: Decision, next: IncidentRow): Decision {
  if (decision.decision !== 'change') return decision;
  return untilRead(decision, { next, stored: context.incidents.get(row.key) ?? null });
}

/** A ticket that was moved where `onMoved` says to leave it: nothing is written, and the ledger follows. */
export function planLeft(context: PlanContext, row: IncidentRow, situation: Situation | null): Decision {
  const next = situation ? rowSeen(row, toldFindings(situation, row, context.now)) : row;
  return skip(situation ? aboutSituation(situation) : aboutRow(row), {
    reason: 'ignored',
    detail: 'Its ticket was moved; onMoved says to leave it.',
    next,
    stored: row,
  });
}
