import type { JsonObject, JsonValue } from '../../kernel/json';
import type { SandboxSystem } from '../sandbox-options';

/** What `GET /__sandbox/state` shows of each vendor. */
export type SandboxState = Readonly<Record<SandboxSystem, JsonValue>>;

export interface TicketRecord {
  readonly id: number;
  readonly companyId: number;
  readonly isOpen: boolean;
  readonly mark: string;
  readonly summary: string;
  /** Every text in the ticket and its notes. */
  readonly text: string;
}

export interface AdditionRecord {
  readonly id: number;
  readonly quantity: string;
}

export interface PageRecord {
  readonly id: string;
  readonly organizationId: string;
  readonly sourceKey: string;
  readonly status: string;
}

export function listTickets(state: SandboxState): readonly TicketRecord[] {
  return rowsOf(state.connectwise, 'tickets').map((row) => ({
    id: Number(row['id']),
    companyId: Number(objectOf(row['company'])['id']),
    isOpen: row['closedFlag'] !== true,
    mark: textOf(row['externalXRef']),
    summary: textOf(row['summary']),
    text: allTexts(row).join('\n'),
  }));
}

export function listAdditions(state: SandboxState): readonly AdditionRecord[] {
  return rowsOf(state.connectwise, 'additions').map((row) => ({
    id: Number(row['id']),
    quantity: textOf(row['quantity']),
  }));
}

/** Pages that are not archived, whoever wrote them. */
export function listPages(state: SandboxState): readonly PageRecord[] {
  const rows = rowsOf(state.itglue, 'flexibleAssets').filter((row) => row['archived'] !== true);
  return rows.map((row) => {
    const traits = objectOf(row['traits']);
    return {
      id: textOf(row['id']),
      organizationId: textOf(row['organizationId']),
      sourceKey: textOf(traits['source-key']),
      status: textOf(traits['overall-status']),
    };
  });
}

function rowsOf(snapshot: JsonValue, name: string): readonly JsonObject[] {
  const rows = objectOf(snapshot)[name];
  if (!Array.isArray(rows)) throw new Error(`The state of the sandbox has no list of ${name}.`);
  return (rows as readonly JsonValue[]).map(objectOf);
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function allTexts(value: JsonValue | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return (value as readonly JsonValue[]).flatMap(allTexts);
  return isObject(value) ? Object.values(value).flatMap(allTexts) : [];
}
