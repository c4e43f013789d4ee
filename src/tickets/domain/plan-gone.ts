import type { Decision } from '../../kernel/change';
import { planClosing } from './closing';
import { aboutRow, skip } from './decisions';
import type { IncidentRow } from './incident';
import { resolvedRow } from './incident-row';
import type { OpenTicket } from './open-ticket';
import type { PlanContext } from './plan-context';

/** Absent is believed after a second complete read, this much later (RULES, Engine 2). */
const GONE_AFTER_MS = 24 * 60 * 60_000;

/**
 * A row of the ledger whose subject no complete read shows any more.
 *
 * | its source       | absent since                   | then                                             |
 * | ---------------- | ------------------------------ | ------------------------------------------------ |
 * | was not complete |                                | nothing: absence means nothing                   |
 * | complete         | this read                      | skip, the ledger keeps the time                  |
 * | complete         | less than 24 h                 | skip                                             |
 * | complete         | 24 h, or at once for an alarm  | over: resolved, or its ticket closed with reason  |
 */
export function planGone(context: PlanContext, row: IncidentRow, open: OpenTicket | null): Decision | null {
  if (row.state === 'resolved' || !context.observation.completeSources.has(row.source)) return null;
  const about = aboutRow(row);
  if (!isGone(context, row)) {
    const absentSince = row.absentSince ?? context.now;
    const detail = 'No longer listed; believed gone after a second complete read 24 h later.';
    return skip(about, { reason: 'gone', detail, next: { ...row, absentSince }, stored: row });
  }
  const reason = endsAtOnce(row) ? 'recovered' : 'gone';
  if (open) return planClosing(open, reason);
  return skip(about, { reason, detail: 'Over without a ticket.', next: resolvedRow(row), stored: row });
}

/** Whether the absence of a subject is believed in this pass. */
export function isGone({ now, observation }: PlanContext, row: IncidentRow): boolean {
  if (!observation.completeSources.has(row.source)) return false;
  return endsAtOnce(row) || (row.absentSince !== null && now - row.absentSince >= GONE_AFTER_MS);
}

function endsAtOnce(row: IncidentRow): boolean {
  return row.subject.kind === 'alarm' || row.subject.kind === 'problem';
}
