import type { Change, Effect } from '../../kernel/change';
import { change } from './decisions';
import type { Finding, Situation } from './finding';
import type { IncidentRow } from './incident';
import type { OpenTicket } from './open-ticket';
import { ticketEffect, type AttachConfiguration } from './ticket-effects';
import { TICKETS_SOURCE } from './tickets-observation';

/** What is refused for so long will be refused again; people attach it by hand. */
const ATTACH_WITHIN_MS = 3_600_000;

/** The machine that a ticket is about; null where there is none, or nobody wants it attached. */
export function configurationOf(situation: Situation, worst: Finding, companyId: number): AttachConfiguration | null {
  const { about, id } = situation;
  if (worst.resolved.settings.configuration === 'none' || about.type === 'problem' || about.type === 'alarm')
    return null;
  const { computerName, serialNumber } = about.fact;
  if (computerName === null && serialNumber === null) return null;
  return {
    kind: 'attach-configuration',
    ticketId: null,
    incident: id,
    companyId,
    serialNumber,
    hostName: computerName,
  };
}

export function attachEffect(payload: AttachConfiguration, { key, generation }: IncidentRow): Effect {
  return ticketEffect(payload, { type: 'amended', key, generation, set: { attaching: false }, stamp: [] });
}

/** Died or was refused between creating the ticket and attaching to it: the second write is made up for (RULES, Engine 5). */
export function planAttachLeft({ about, context, ready, row, situation, state }: OpenTicket): Change | null {
  const [worst] = ready;
  const isLate = context.now - (row.openedAt ?? 0) > ATTACH_WITHIN_MS;
  if (row.attaching !== true || row.ticketCompanyId === null || isLate || !situation || !worst) return null;
  const payload = configurationOf(situation, worst, row.ticketCompanyId);
  if (!payload) return null;
  return change(about, {
    action: 'note',
    reason: worst.reason,
    detail: 'Attaches the configuration, which its creation did not come to.',
    rule: worst.resolved.rule,
    generation: row.generation,
    step: 'attach',
    changeClass: 'additive',
    fromAbsence: worst.fromAbsence,
    sources: [...worst.sources, TICKETS_SOURCE],
    before: { ticketId: state.noteTo.id },
    after: { hostName: payload.hostName, serialNumber: payload.serialNumber },
    effects: [attachEffect({ ...payload, ticketId: state.noteTo.id }, row)],
  });
}
