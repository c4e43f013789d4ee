import type { SourceKey } from '../../kernel/change';
import type { About } from './decisions';
import type { Finding, Situation } from './finding';
import type { IncidentRow } from './incident';
import type { ResolvedSettings } from './match-rule';
import { boardById, type PlanContext } from './plan-context';
import type { Recovery } from './recovery';
import type { BoardFact } from './ticket-facts';
import type { TicketState } from './ticket-state';
import type { ObjectRow, TicketTexts } from './ticket-variables';
import { describeSituation, type TextInput } from './describe-situation';
import { withEvents } from './told-events';

/** An incident whose ticket is open, with everything that decides what becomes of it. */
export interface OpenTicket {
  readonly context: PlanContext;
  readonly texts: TicketTexts;
  readonly about: About;
  /** Null: its subject is gone. */
  readonly situation: Situation | null;
  /** What is ticketed, unexplained and ready now; worst first. */
  readonly ready: readonly Finding[];
  readonly row: IncidentRow;
  readonly state: Extract<TicketState, { type: 'open' }>;
  readonly resolved: ResolvedSettings;
  readonly recovery: Recovery;
  /** The reads that its recovery is judged by. */
  readonly sources: readonly SourceKey[];
  /** Members of a storm, for its table. */
  readonly members: readonly ObjectRow[];
}

export function boardOf({ context, state }: OpenTicket): BoardFact | null {
  return boardById(context, state.ticket.boardId);
}

export function noteText(open: OpenTicket, input: Omit<TextInput, 'row' | 'findings'>): string {
  const { context, members, ready, row, situation, texts } = open;
  const variables = describeSituation(context, situation, { members, ...input, findings: ready, row });
  return withEvents(context, row, texts.note(variables));
}
