import type { Effect } from '../../kernel/change';
import type { Reason } from '../../kernel/reasons';
import { cleanLine, cutText, TEXT_CHARACTERS } from './cut-text';
import { sightOf, type Finding } from './finding';
import { lastingWords, type IncidentRow, type IncidentTransition } from './incident';
import { textMaskOf } from './mask-text';
import type { OpenTicket } from './open-ticket';
import { ticketEffect } from './ticket-effects';
import { noteMark } from './ticket-marks';
import type { TicketSettings } from './ticket-settings';
import type { TextEvent } from './ticket-variables';
import type { Instant } from './workload-facts';

/** Told when a ticket is open again and its note is not there yet. */
export const REOPENING = 'reopening';
/** People think that it is over. */
const HALF_SAID: readonly string[] = [REOPENING, 'recovered'];

export interface DueNote {
  readonly event: TextEvent;
  readonly reason: Reason;
}

/**
 * Whether something is to be said about an incident that goes on (RULES, Tickets 12). First line that fits; a mere
 * repeat is never a reason.
 *
 * | what changed since people were told last                  | note                |
 * | --------------------------------------------------------- | ------------------- |
 * | it had recovered, and failed anew                         | `reopened`          |
 * | another condition is the worst                            | of that condition   |
 * | the bridge's own problem, told by another request         | none                |
 * | the error text, after masking; an empty one is no change  | `text-changed`      |
 * | nothing, and `noteEvery` has passed                       | `note-due`          |
 * | nothing                                                   | none                |
 */
export function dueNote(row: IncidentRow, worst: Finding, settings: TicketSettings, now: Instant): DueNote | null {
  if (row.state === 'recovering' || row.told.some((word) => HALF_SAID.includes(word)))
    return { event: 'reopened', reason: 'reopened' };
  if (worst.condition !== row.worst) return { event: 'condition-changed', reason: worst.reason };
  const isOwn = worst.condition === 'problem';
  if (!isOwn && worst.message !== '' && textMaskOf(worst.message) !== row.textMask) {
    return { event: 'text-changed', reason: 'text-changed' };
  }
  const lastSaid = row.lastNoteAt ?? row.openedAt ?? now;
  return now - lastSaid >= settings.noteEveryMs ? { event: 'still-failing', reason: 'note-due' } : null;
}

export interface NoteInput {
  readonly row: IncidentRow;
  readonly ticketId: number;
  readonly text: string;
  readonly visibility: 'internal' | 'customer';
}

/** One note, its mark on the last line, whatever the length of its text. */
export function noteEffect(input: NoteInput, transition: IncidentTransition): Effect {
  const mark = noteMark(input.row.key, input.row.generation, noteStep(input.row));
  const room = TEXT_CHARACTERS - mark.length - 2;
  return ticketEffect(
    {
      kind: 'add-note',
      ticketId: input.ticketId,
      text: `${cutText(input.text, room)}\n\n${mark}`,
      mark,
      visibility: input.visibility,
      processNotifications: false,
    },
    transition,
  );
}

export function noteStep(row: IncidentRow): string {
  return `note-${row.notes + 1}`;
}

/** What becomes true of the row when its note is there. */
export function noted(row: IncidentRow, set: Partial<IncidentRow>): IncidentTransition {
  return {
    type: 'amended',
    key: row.key,
    generation: row.generation,
    set: { ...set, notes: row.notes + 1 },
    stamp: ['lastNoteAt'],
  };
}

/** What the ledger knows once people were told what is so now. */
export function toldOf({ ready, row }: OpenTicket, worst: Finding): Partial<IncidentRow> {
  const anew = row.state === 'recovering';
  return {
    state: 'open',
    snoozedUntil: null,
    snoozeReason: null,
    textMask: textMaskAfter(row, worst),
    flaps: anew ? row.flaps + 1 : row.flaps,
    told: lastingWords(row.told),
    ...sightOf(ready),
  };
}

function textMaskAfter(row: IncidentRow, worst: Finding): string {
  return cleanLine(worst.message) === '' ? row.textMask : textMaskOf(worst.message);
}
