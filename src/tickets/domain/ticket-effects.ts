import type { Effect } from '../../kernel/change';
import type { JsonValue } from '../../kernel/json';
import type { IncidentTransition } from './incident';
import type { SubjectId } from './workload-facts';

/** A name of ConnectWise: by id where the settings or the catalog gave one, else by name for the server to resolve. */
export type TicketReference = { readonly id: number } | { readonly name: string };

/** Everything that POST /service/tickets needs; `processNotifications` is false on every effect (RULES, Tickets 12). */
export interface CreateTicket {
  readonly kind: 'create-ticket';
  readonly companyId: number;
  readonly summary: string;
  readonly text: string;
  readonly visibility: 'internal' | 'customer';
  readonly externalXRef: string;
  readonly board: TicketReference;
  readonly status: TicketReference | null;
  readonly priority: TicketReference | null;
  readonly type: TicketReference | null;
  readonly subType: TicketReference | null;
  readonly item: TicketReference | null;
  readonly team: TicketReference | null;
  readonly source: TicketReference | null;
  readonly site: TicketReference | null;
  readonly contact: TicketReference | null;
  readonly agreement: TicketReference | null;
  readonly processNotifications: false;
}

/** Attaches the one existing configuration that matches: by serial number, else by host name within the company. */
export interface AttachConfiguration {
  readonly kind: 'attach-configuration';
  /** Null: the ticket that the first effect of this change made; the ledger has its id under `incident`. */
  readonly ticketId: number | null;
  readonly incident: SubjectId;
  readonly companyId: number;
  readonly serialNumber: string | null;
  readonly hostName: string | null;
}

export interface AddNote {
  readonly kind: 'add-note';
  readonly ticketId: number;
  /** Ends with the mark on a line of its own. */
  readonly text: string;
  readonly mark: string;
  readonly visibility: 'internal' | 'customer';
  readonly processNotifications: false;
}

/** What counts as somebody's work on this ticket, by the settings that its rule gave it (RULES, Tickets 9). */
export interface PeopleWatch {
  readonly time: boolean;
  readonly note: boolean;
  /** Another owner than this one; null: whoever owns it. */
  readonly owner: { readonly atCreation: string | null } | null;
  /** Members that are nobody, in lower case. */
  readonly robots: readonly string[];
}

export interface SetStatus {
  readonly kind: 'set-status';
  readonly ticketId: number;
  readonly statusId: number;
  /** The status that the plan saw; another one now means that a person was faster. */
  readonly expectedStatusId: number | null;
  /** Whom to look for once more right before: a person may have come since the plan. Null: it is not about people. */
  readonly unlessPeople: PeopleWatch | null;
  readonly processNotifications: false;
}

/** An escalation: what its step sets, and nothing else. */
export interface UpdateTicket {
  readonly kind: 'update-ticket';
  readonly ticketId: number;
  readonly set: Readonly<Record<string, TicketReference>>;
  readonly processNotifications: false;
}

export type TicketPayload = CreateTicket | AttachConfiguration | AddNote | SetStatus | UpdateTicket;

/** One method per kind of effect. What is done with them differs, which there are does not. */
export interface TicketPayloadVisitor<R> {
  createTicket(payload: CreateTicket): R;
  attachConfiguration(payload: AttachConfiguration): R;
  addNote(payload: AddNote): R;
  setStatus(payload: SetStatus): R;
  updateTicket(payload: UpdateTicket): R;
}

const EFFECT_KINDS: readonly string[] = [
  'create-ticket',
  'attach-configuration',
  'add-note',
  'set-status',
  'update-ticket',
] satisfies readonly TicketPayload['kind'][];

export function visitPayload<R>(payload: TicketPayload, visitor: TicketPayloadVisitor<R>): R {
  switch (payload.kind) {
    case 'create-ticket':
      return visitor.createTicket(payload);
    case 'attach-configuration':
      return visitor.attachConfiguration(payload);
    case 'add-note':
      return visitor.addNote(payload);
    case 'set-status':
      return visitor.setStatus(payload);
    case 'update-ticket':
      return visitor.updateTicket(payload);
  }
}

/** The same type without its name, which is what lets the compiler see that it is plain JSON. */
type Plain<T> = T extends object ? { readonly [K in keyof T]: Plain<T[K]> } : T;

export function ticketEffect(payload: TicketPayload, transition: IncidentTransition): Effect {
  return { kind: payload.kind, payload: toJson(payload), transition: toJson(transition) };
}

export function toJson(value: TicketPayload | IncidentTransition): JsonValue {
  const plain: Plain<TicketPayload> | Plain<IncidentTransition> = value;
  return plain;
}

/** What the applier gets back from the journal. Throws on what this program never wrote: that is a bug. */
export function readTicketPayload(effect: Effect): TicketPayload {
  if (!EFFECT_KINDS.includes(effect.kind)) throw new Error(`Not an effect of tickets: ${effect.kind}`);
  return effect.payload as unknown as TicketPayload;
}

/** What the committer gets back from plan or journal; null is a decision without transition. */
export function readIncidentTransition(value: JsonValue): IncidentTransition {
  if (value === null) return { type: 'none' };
  if (typeof value !== 'object' || !('type' in value)) throw new Error('Not a transition of an incident.');
  return value as unknown as IncidentTransition;
}
