import type { Decision } from '../../kernel/change';
import type { Reason } from '../../kernel/reasons';
import { planAttachLeft } from './attach-configuration';
import { planClosing } from './closing';
import { skip } from './decisions';
import { isSnoozed, type IncidentRow } from './incident';
import { rowSeen } from './look-at-ticket';
import { silenceOf } from './match-situation';
import { dueNote, toldOf } from './notes';
import { noteChange } from './note-change';
import type { OpenTicket } from './open-ticket';
import { planEscalation } from './escalation';
import { destinationOf, type Destination } from './plan-context';
import { destinationFor } from './plan-opening';
import type { TextEvent } from './ticket-variables';

/**
 * An incident whose ticket is open. First line that fits:
 *
 * | now                                              | then                                                     |
 * | ------------------------------------------------ | -------------------------------------------------------- |
 * | its company is no longer linked, or ignored      | one note, then hands off                                 |
 * | its company is suspended                         | skip `suspended`: nothing is written                     |
 * | recovered, and nobody is on its ticket           | close: closing.ts                                        |
 * | recovered, otherwise, and no silence lasts       | one note: closing.ts                                     |
 * | silenced or snoozed                              | skip `silenced`                                          |
 * | disabled while it is wrong                       | stays open, one note                                     |
 * | its company is another than at opening           | one note; the next generation goes there                 |
 * | its configuration was not attached when it opened | attach it: attach-configuration.ts                       |
 * | wrong for as long as a step of `escalate` says   | escalate: escalation.ts                                  |
 * | something is to be said                          | note: notes.ts                                           |
 * | otherwise                                        | skip; the ledger keeps what was seen                     |
 */
export function planOpenTicket(open: OpenTicket): Decision {
  return (
    handsOff(open) ??
    recovered(open) ??
    silenced(open) ??
    disabledMeanwhile(open) ??
    companyChanged(open) ??
    planAttachLeft(open) ??
    stillWrong(open) ??
    quiet(open, 'holding', 'Neither failed anew nor recovered since.')
  );
}

/** Also of a subject that is gone; null: it is ours to write to. */
export function handsOff(open: OpenTicket): Decision | null {
  const destination = whereItGoes(open);
  if (destination.kind === 'company') return null;
  const { reason } = destination;
  if (reason === 'suspended') return quiet(open, reason, 'Tickets of its company are suspended: nothing is written.');
  if (open.row.told.includes('unlinked')) return quiet(open, reason, 'Its company is not linked: hands off.');
  return silenced(open) ?? noteOnce(open, { event: 'unlinked', reason, told: 'unlinked' });
}

function whereItGoes({ context, row, situation }: OpenTicket): Destination {
  if (situation) return destinationFor(context, situation);
  const ofProvider = row.company === null || row.ticketCompanyId === context.observation.provider.id;
  const uid = row.company?.uid ?? null;
  return destinationOf(context, row.connection, { uid, by: ofProvider ? 'provider' : 'organization' });
}

/** A silence lets recovery close, and nothing be said that does not. */
function recovered(open: OpenTicket): Decision | null {
  if (!open.recovery.recovered) return null;
  const decision = planClosing(open, 'recovered');
  const onlySays = decision.decision === 'change' && decision.action === 'note';
  return (onlySays ? silenced(open) : null) ?? decision;
}

function disabledMeanwhile(open: OpenTicket): Decision | null {
  const about = open.situation?.about;
  if (about?.type !== 'job' || about.fact.enabled || open.row.worst === 'disabled') return null;
  if (open.row.told.includes('disabled')) return quiet(open, 'disabled', 'Disabled while it was failing.');
  return noteOnce(open, { event: 'disabled', reason: 'disabled', told: 'disabled' });
}

function silenced(open: OpenTicket): Decision | null {
  const { context, ready, row, situation } = open;
  if (isSnoozed(row, context.now)) {
    return quiet({ ...open, row: { ...row, state: 'snoozed' } }, 'silenced', `Snoozed: ${row.snoozeReason ?? ''}`);
  }
  const silence = situation ? silenceOf(context, situation, ready[0]?.condition ?? row.worst) : null;
  return silence ? quiet(open, 'silenced', `Silenced: ${silence.silence.reason}`) : null;
}

function companyChanged(open: OpenTicket): Decision | null {
  const { context, row, situation } = open;
  if (!situation) return null;
  const destination = destinationFor(context, situation);
  if (destination.kind === 'none' || destination.companyId === row.ticketCompanyId) return null;
  const told = `company:${destination.companyId}`;
  if (row.told.includes(told)) return null;
  return noteOnce(open, { event: 'company-changed', reason: 'company-changed', told, detail: destination.name });
}

function stillWrong(open: OpenTicket): Decision | null {
  const { context, ready, resolved, row } = open;
  const [worst] = ready;
  if (!worst) return null;
  const escalation = planEscalation(open, worst);
  if (escalation) return escalation;
  const due = dueNote(row, worst, resolved.settings, context.now);
  if (!due) return quiet(open, worst.reason, 'Still so; people know.');
  const detail = due.event === 'reopened' ? 'It had recovered meanwhile.' : '';
  return noteChange(open, { event: due.event, reason: due.reason, detail, set: toldOf(open, worst) });
}

function noteOnce(
  open: OpenTicket,
  input: { readonly event: TextEvent; readonly reason: Reason; readonly told: string; readonly detail?: string },
): Decision {
  const { event, reason, told } = input;
  return noteChange(open, { event, reason, detail: input.detail ?? '', set: { told: [...open.row.told, told] } });
}

/** Nothing to say; what was seen is kept. What people were told (worst, error text) moves only with a note. */
function quiet(open: OpenTicket, reason: Reason, detail: string): Decision {
  const { about, ready, resolved, row } = open;
  const ended = row.snoozedUntil !== null && row.snoozedUntil <= open.context.now;
  const awake = ended ? { ...row, snoozedUntil: null, snoozeReason: null } : row;
  const state = row.state === 'snoozed' && ended ? 'open' : row.state;
  const seen = open.situation ? rowSeen(awake, ready) : awake;
  const next: IncidentRow = { ...seen, state, told: stillTold(open) };
  return skip(about, {
    reason,
    detail,
    rule: resolved.rule,
    next,
    stored: open.context.incidents.get(row.key) ?? null,
  });
}

/** `disabled` and `unlinked` may be said again once they have ended. */
function stillTold({ context, row, situation }: OpenTicket): readonly string[] {
  if (!situation) return row.told;
  const enabled = situation.about.type === 'job' && situation.about.fact.enabled;
  const linked = destinationFor(context, situation).kind === 'company';
  return row.told.filter((word) => !(word === 'disabled' && enabled) && !(word === 'unlinked' && linked));
}
