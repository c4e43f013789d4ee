import type { Decision } from '../../kernel/change';
import { planClosing } from './closing';
import { aboutRow, skip } from './decisions';
import type { IncidentRow } from './incident';
import { resolvedRow } from './incident-row';
import type { OpenTicket } from './open-ticket';
import type { PlanContext } from './plan-context';
import { handsOff } from './plan-open-ticket';

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
 * | complete         | this read: its machine has its first restore point | over: recovered               |
 * | complete         | 24 h, its company unlinked     | hands off, as in plan-open-ticket.ts              |
 */
export function planGone(context: PlanContext, row: IncidentRow, open: OpenTicket | null): Decision | null {
  if (row.state === 'resolved' || !isKnown(context, row)) return null;
  const about = aboutRow(row);
  if (!isGone(context, row)) {
    const absentSince = row.absentSince ?? context.now;
    const detail = 'No longer listed; believed gone after a second complete read 24 h later.';
    return skip(about, { reason: 'gone', detail, next: { ...row, absentSince }, stored: row });
  }
  const reason = endsAtOnce(context, row) ? 'recovered' : 'gone';
  if (open) return handsOff(open) ?? planClosing(open, reason);
  return skip(about, { reason, detail: 'Over without a ticket.', next: resolvedRow(row), stored: row });
}

/** Whether the absence of a subject is believed in this pass. */
export function isGone(context: PlanContext, row: IncidentRow): boolean {
  if (!isKnown(context, row)) return false;
  return endsAtOnce(context, row) || (row.absentSince !== null && context.now - row.absentSince >= GONE_AFTER_MS);
}

/** The bridge's own problems are always completely known. */
function isKnown({ observation }: PlanContext, row: IncidentRow): boolean {
  return row.subject.kind === 'problem' || observation.completeSources.has(row.source);
}

/** What an alarm or a problem is about goes on without it, and a machine goes on as another subject. */
function endsAtOnce({ observation }: PlanContext, { key, subject }: IncidentRow): boolean {
  return subject.kind === 'alarm' || subject.kind === 'problem' || observation.protectedNow.has(key);
}
