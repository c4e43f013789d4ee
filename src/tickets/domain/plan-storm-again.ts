import type { Change } from '../../kernel/change';
import { aboutRow } from './decisions';
import { describeSituation } from './describe-situation';
import type { Finding } from './finding';
import type { IncidentRow } from './incident';
import type { PlanContext } from './plan-context';
import { reopenTicket } from './plan-reopen';
import { canReopen } from './reopened-status';
import { memberOf, sourcesOf, stormSight, tableHash, tableOf, worstFindings } from './storm-members';
import type { Storm } from './storms';
import type { TicketFact } from './ticket-facts';
import type { TicketTexts } from './ticket-variables';

/** The storm before, with its ticket. */
export interface StormAgain {
  readonly row: IncidentRow;
  readonly ticket: TicketFact;
  readonly worst: Finding;
}

/**
 * A storm whose ticket was closed not long ago comes again under the same server, repository, site or agent: it is the
 * same incident (RULES, Tickets 11). Null, and then there is a new ticket:
 *
 * | the storm before                                            |
 * | ----------------------------------------------------------- |
 * | never was, or is closed for longer than `reopenWithin`      |
 * | has a ticket that cannot be opened, or was not read         |
 * | has a ticket of another company than all that fails now     |
 */
export function findStormAgain(context: PlanContext, storm: Storm, row: IncidentRow | null): StormAgain | null {
  const ticket = row?.ticketId == null ? undefined : context.tickets.get(row.ticketId);
  const [worst] = worstFindings(storm.folded.map(memberOf));
  if (!row || !ticket || !worst) return null;
  const { settings } = worst.resolved;
  const failedAt = Math.min(...storm.folded.flatMap(({ ready }) => ready.map((finding) => finding.onsetAt)));
  const soon = failedAt - (row.closedAt ?? 0) <= settings.reopenWithinMs;
  return soon && isFor(context, row, storm) && canReopen(context, settings, ticket) ? { row, ticket, worst } : null;
}

/** Customers are named only in a ticket of the provider's own (RULES, Tickets 13). */
function isFor({ observation }: PlanContext, row: IncidentRow, storm: Storm): boolean {
  if (row.ticketCompanyId === observation.provider.id) return true;
  return storm.folded.every(({ destination }) => destination.companyId === row.ticketCompanyId);
}

export function planStormAgain(context: PlanContext, storm: Storm, again: StormAgain, texts: TicketTexts): Change {
  const { row: previous, ticket, worst } = again;
  const members = storm.folded.map(memberOf);
  const row: IncidentRow = {
    ...previous,
    ...stormSight(members),
    state: 'open',
    textMask: tableHash(members),
    flaps: previous.flaps + 1,
    // What fails within the same moment joins it, as when it was new.
    openedAt: context.now,
    closedAt: null,
    closedBy: null,
    waitsFor: null,
    told: [],
  };
  const text = texts.note(
    describeSituation(context, null, {
      event: 'reopened',
      reason: 'reopened',
      findings: worstFindings(members),
      row,
      members: tableOf(context, row, members),
    }),
  );
  return reopenTicket(context, aboutRow(row), {
    previous,
    row,
    ticket,
    text,
    resolved: worst.resolved,
    fromAbsence: members.every((member) => member.findings.every((finding) => finding.fromAbsence)),
    sources: sourcesOf(members),
  });
}
