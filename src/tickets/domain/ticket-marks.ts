import { stableHash } from '../../kernel/stable-hash';
import type { SubjectId } from './workload-facts';

const INCIDENT_HEX = 16;
const NOTE_HEX = 8;

/** `externalXRef` of a ticket; at most 100 characters, without quotes (INTERFACE, Marks). */
export function ticketMark(installation: string, incident: SubjectId, generation: number): string {
  return `${ticketMarkPrefix(installation)}${incidentHash(incident)}:${generation}`;
}

/** What `ticketMark` made for this installation; null: somebody else's, or changed by a person. */
export function parseTicketMark(
  installation: string,
  mark: string | null,
): { readonly incident: string; readonly generation: number } | null {
  const prefix = ticketMarkPrefix(installation);
  if (!mark?.startsWith(prefix)) return null;
  const parts = /^([0-9a-f]{16}):([1-9]\d{0,8})$/.exec(mark.slice(prefix.length));
  return parts ? { incident: parts[1] ?? '', generation: Number(parts[2]) } : null;
}

/** Every ticket of one installation, and of no other. */
export function ticketMarkPrefix(installation: string): string {
  return `vspcb:${installation}:`;
}

/** Last line of every note of ours; the same in every pass for the same step of the same incident. */
export function noteMark(incident: SubjectId, generation: number, step: string): string {
  return `[vspcb:${stableHash([incident, generation, step], NOTE_HEX)}]`;
}

/** Key of a change: stable until it is done (kernel, `Change.key`). */
export function changeKey(incident: SubjectId, generation: number, step: string): string {
  return `tickets/${incidentHash(incident)}/${generation}/${step}`;
}

export function incidentHash(incident: SubjectId): string {
  return stableHash(incident, INCIDENT_HEX);
}
