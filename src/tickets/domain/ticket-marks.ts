import { stableHash } from '../../kernel/stable-hash';
import type { SubjectId } from './workload-facts';

const INCIDENT_HEX = 16;
const NOTE_HEX = 8;

/** `externalXRef` of a ticket; at most 100 characters, without quotes (INTERFACE, Marks). */
export function ticketMark(installation: string, incident: SubjectId, generation: number): string {
  return `vspcb:${installation}:${incidentHash(incident)}:${generation}`;
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
