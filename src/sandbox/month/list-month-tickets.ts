import type { JsonObject, JsonValue } from '../../kernel/json';
import type { SandboxState } from '../answer-key/vendor-records';
import { INSTALLATION } from '../bridge-settings';

/** A ticket of the bridge as ConnectWise holds it. */
export interface MonthTicket {
  readonly id: number;
  readonly summary: string;
  readonly companyId: number;
  readonly board: string;
  readonly status: string;
  readonly priority: string;
  readonly generation: number;
  /** Texts of its notes, oldest first. */
  readonly notes: readonly string[];
}

/** Tickets with the bridge's mark, oldest first. */
export function listMonthTickets(state: SandboxState): readonly MonthTicket[] {
  const { tickets } = state.connectwise as { readonly tickets: readonly JsonObject[] };
  const own = tickets.filter((row) => textOf(row['externalXRef']).startsWith(`vspcb:${INSTALLATION}:`));
  return own.map((row) => ({
    id: Number(row['id']),
    summary: textOf(row['summary']),
    companyId: Number(objectOf(row['company'])['id']),
    board: nameOf(row['board']),
    status: nameOf(row['status']),
    priority: nameOf(row['priority']),
    generation: Number(textOf(row['externalXRef']).split(':')[3]),
    notes: ((row['notes'] ?? []) as readonly JsonObject[]).map((note) => textOf(note['text'])),
  }));
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

function nameOf(reference: JsonValue | undefined): string {
  return textOf(objectOf(reference)['name']);
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
