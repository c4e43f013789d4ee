import type { PlannedProblem } from '../../kernel/change';
import { sortedBy } from '../../kernel/compare';
import { resolveNamed, type PlanContext } from './plan-context';

/**
 * What a person has to decide about tickets.
 *
 * | is so                                             | problem             |
 * | ------------------------------------------------- | ------------------- |
 * | a ticket was deleted, and its subject still fails | `ticket-deleted`    |
 * | the board of the defaults does not exist          | `board-missing`     |
 * | it has no status of that name                     | `status-missing`    |
 * | its closed status does not close                  | `status-not-closing` |
 * | the priority of the defaults does not exist       | `priority-missing`  |
 */
export function listTicketProblems(context: PlanContext): readonly PlannedProblem[] {
  const deleted = [...context.incidents.values()].filter((row) => row.told.includes('deleted'));
  const problems = deleted.map((row) => ({
    id: `tickets/deleted/${row.key}`,
    system: 'connectwise',
    kind: 'ticket-deleted',
    message: `Ticket ${row.ticketId ?? ''} of "${row.subject.name}" was deleted while it is wrong.`,
    hint: `vspc-bridge incidents adopt "${row.key}" opens a new one; it also opens when it recovered and failed anew.`,
  }));
  return sortedBy([...problems, ...settingsProblems(context)], (problem) => problem.id);
}

function settingsProblems({ observation, ticketsReadable }: PlanContext): readonly PlannedProblem[] {
  const { catalog, settings } = observation;
  if (!ticketsReadable || catalog.boards.length === 0) return [];
  const { board: boardName, priority, status } = settings.defaults;
  const board = resolveNamed(boardName, catalog.boards);
  if (!board) return [problem('board', String(boardName))];
  const missing: PlannedProblem[] = [];
  for (const name of [status.open, status.closed, status.reopened]) {
    if (!resolveNamed(name, board.statuses)) missing.push(problem('status', String(name)));
  }
  const closing = resolveNamed(status.closed, board.statuses);
  if (closing && !closing.closed) missing.push(notClosing(board.name, closing.name));
  if (catalog.priorities.length > 0 && !resolveNamed(priority, catalog.priorities)) {
    missing.push(problem('priority', String(priority)));
  }
  return missing;
}

function notClosing(board: string, status: string): PlannedProblem {
  return {
    id: `tickets/status-not-closing/${status}`,
    system: 'connectwise',
    kind: 'status-not-closing',
    message: `The status "${status}" of the board "${board}" does not close a ticket.`,
    hint: 'Another that closes is used if there is one; else what recovers is noted and stays open. Name a status that closes in mappings/tickets.yaml, or give this one the closed flag in ConnectWise.',
  };
}

function problem(what: 'board' | 'status' | 'priority', name: string): PlannedProblem {
  return {
    id: `tickets/${what}-missing/${name}`,
    system: 'connectwise',
    kind: `${what}-missing`,
    message: `ConnectWise has no ${what} "${name}" that tickets.yaml names.`,
    hint: 'Correct mappings/tickets.yaml; vspc-bridge check lists the names that exist.',
  };
}
