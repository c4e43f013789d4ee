import type { Change } from '../../kernel/change';
import { attachEffect, configurationOf } from './attach-configuration';
import { aboutSituation, change } from './decisions';
import { cleanLine, cutText, SUMMARY_CHARACTERS, TEXT_CHARACTERS } from './cut-text';
import { describeSituation } from './describe-situation';
import type { IncidentRow } from './incident';
import { rowWith } from './incident-row';
import { textMaskOf } from './mask-text';
import { matchSubjectFor } from './match-situation';
import { resolveNamed, type PlanContext } from './plan-context';
import type { OpeningCandidate } from './plan-opening';
import { ticketEffect, type CreateTicket, type TicketReference } from './ticket-effects';
import { ticketMark } from './ticket-marks';
import type { NameOrId, TicketSettings } from './ticket-settings';
import type { TicketTexts } from './ticket-variables';
import { TICKETS_SOURCE } from './tickets-observation';

/** A new ticket for what is ready: create, then attach the configuration that it is about. */
export function planCreate(context: PlanContext, candidate: OpeningCandidate, texts: TicketTexts): Change {
  const { base, destination, mode, ready, situation, worst } = candidate;
  const configuration = configurationOf(situation, worst, destination.companyId);
  const row: IncidentRow = { ...openRow(candidate), attaching: configuration !== null };
  const variables = describeSituation(context, situation, {
    event: 'opened',
    reason: worst.reason,
    findings: ready,
    row,
    previousTicketId: mode.type === 'create' ? mode.previousTicketId : null,
    detail: whose(candidate),
  });
  const payload = createTicket(context, {
    settings: worst.resolved.settings,
    priority: context.rules.priorityAt(matchSubjectFor(context, situation, worst.condition), context.now),
    companyId: destination.companyId,
    summary: texts.summary(variables),
    text: texts.description(variables),
    row,
  });
  return change(aboutSituation(situation), {
    action: 'create',
    reason: worst.reason,
    detail: payload.summary,
    rule: worst.resolved.rule,
    generation: row.generation,
    step: 'open',
    changeClass: 'additive',
    fromAbsence: worst.fromAbsence,
    sources: [...worst.sources, TICKETS_SOURCE],
    before: base?.ticketId === undefined || base.ticketId === null ? null : { previousTicketId: base.ticketId },
    after: { companyId: destination.companyId, condition: worst.condition, externalXRef: payload.externalXRef },
    effects: [
      ticketEffect(payload, { type: 'opened', row }),
      ...(configuration ? [attachEffect(configuration, row)] : []),
    ],
    exemptFromLimits: situation.about.type === 'problem',
  });
}

/** RULES, Tickets 1: the provider's, with that reason. */
function whose({ situation: { about } }: OpeningCandidate): string {
  const nobodys = about.type !== 'problem' && about.fact.company.by === 'provider';
  return nobodys ? 'Veeam Service Provider Console maps it to no customer, so it belongs to the provider.' : '';
}

export function openRow({ base, destination, mode, ready, situation, worst }: OpeningCandidate): IncidentRow {
  const { company, subject } = aboutSituation(situation);
  const row = rowWith(situation, ready, 'open', base);
  return {
    ...row,
    company,
    generation: mode.generation,
    subject: { ...row.subject, name: subject.name },
    textMask: textMaskOf(worst.message),
    ticketId: null,
    ticketCompanyId: destination.companyId,
    closedAt: null,
    closedBy: null,
    waitsFor: null,
    told: [],
    adopted: false,
    escalations: 0,
    notes: 0,
    stormKey: null,
  };
}

export interface CreateInput {
  readonly settings: TicketSettings;
  readonly priority: NameOrId;
  readonly companyId: number;
  readonly summary: string;
  readonly text: string;
  readonly row: IncidentRow;
}

export function createTicket(context: PlanContext, input: CreateInput): CreateTicket {
  const { settings } = input;
  const { catalog, installation } = context.observation;
  const board = resolveNamed(settings.board, catalog.boards);
  const status = board ? resolveNamed(settings.status.open, board.statuses) : null;
  const priority = resolveNamed(input.priority, catalog.priorities);
  return {
    kind: 'create-ticket',
    companyId: input.companyId,
    summary: cutText(cleanLine(input.summary), SUMMARY_CHARACTERS),
    text: cutText(input.text, TEXT_CHARACTERS),
    visibility: settings.visibility,
    externalXRef: ticketMark(installation, input.row.key, input.row.generation),
    board: board ? { id: board.id } : referenceTo(settings.board),
    status: status ? { id: status.id } : null,
    // A priority that was deleted is left to ConnectWise's default; `check` says so.
    priority: priority ? { id: priority.id } : null,
    type: optional(settings.type),
    subType: optional(settings.subType),
    item: optional(settings.item),
    team: optional(settings.team),
    source: optional(settings.source),
    site: optional(settings.site),
    contact: optional(settings.contact),
    agreement: optional(settings.agreement),
    processNotifications: false,
  };
}

export function referenceTo(name: NameOrId): TicketReference {
  return typeof name === 'number' ? { id: name } : { name };
}

function optional(name: NameOrId | null): TicketReference | null {
  return name === null ? null : referenceTo(name);
}
