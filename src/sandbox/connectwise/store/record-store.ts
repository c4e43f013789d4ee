import type { JsonValue } from '../../../kernel/json';
import type { TableName } from '../schema/table-names';

/** Stored values by field name; a reference is the id of its target. Names outside the field table never leave. */
export type Values = Record<string, JsonValue | undefined>;

/** Who writes, and when in both kinds of time. */
export interface Stamp {
  readonly by: string;
  /** `yyyy-MM-ddTHH:mm:ssZ`. */
  readonly at: string;
  readonly wallMs: number;
  /** The request wishes that no callback is called for this. */
  readonly skipCallback?: boolean;
  /** The row stays, marked as deleted. */
  readonly marksDeleted?: boolean;
}

export interface RecordInfo {
  readonly dateEntered: string;
  readonly enteredBy: string;
  lastUpdated: string;
  updatedBy: string;
}

export interface CwRecord {
  readonly id: number;
  readonly table: TableName;
  readonly values: Values;
  readonly info: RecordInfo;
  /** For the search lag. */
  readonly bornWallMs: number;
}

/** One change of one record, told when it has been made; a removed record still has its values. */
export interface Change {
  readonly action: 'added' | 'updated' | 'deleted';
  readonly record: CwRecord;
  readonly by: string;
}

/** Parents that never change, kept as an index: a bundle asks for the additions of thousands of agreements. */
const PARENT_FIELDS: Readonly<Partial<Record<TableName, string>>> = {
  addition: 'agreementId',
  note: 'ticketId',
  timeEntry: 'ticketId',
};

/** The tables of one tenant, each in the order of its ids. Ids are never used twice, also after a deletion. */
export class RecordStore {
  private readonly tables = new Map<TableName, Map<number, CwRecord>>();
  private readonly lastIds = new Map<TableName, number>();
  private readonly children = new Map<string, Map<number, CwRecord>>();
  private readonly listeners: ((change: Change) => void)[] = [];

  insert(table: TableName, values: Values, stamp: Stamp): CwRecord {
    const id = (this.lastIds.get(table) ?? 0) + 1;
    const record = this.put(table, id, values, {
      info: { dateEntered: stamp.at, enteredBy: stamp.by, lastUpdated: stamp.at, updatedBy: stamp.by },
      bornWallMs: stamp.wallMs,
    });
    if (stamp.skipCallback !== true) this.tell({ action: 'added', record, by: stamp.by });
    return record;
  }

  /** For seeds, which bring their ids and their past; they must come in the order of their ids. */
  put(
    table: TableName,
    id: number,
    values: Values,
    past: { readonly info: RecordInfo; readonly bornWallMs: number },
  ): CwRecord {
    const last = this.lastIds.get(table) ?? 0;
    if (!Number.isInteger(id) || id <= last) throw new Error(`Bad or repeated id ${id} in table ${table}.`);
    const record: CwRecord = { id, table, values: { ...values }, ...past };
    this.rows(table).set(id, record);
    this.siblings(table, record)?.set(id, record);
    this.lastIds.set(table, id);
    return record;
  }

  find(table: TableName, id: JsonValue | undefined): CwRecord | undefined {
    return typeof id === 'number' ? this.rows(table).get(id) : undefined;
  }

  get(table: TableName, id: JsonValue | undefined): CwRecord {
    const record = this.find(table, id);
    if (!record) throw new Error(`No record ${JSON.stringify(id)} in table ${table}.`);
    return record;
  }

  list(table: TableName): readonly CwRecord[] {
    return [...this.rows(table).values()];
  }

  /** Rows whose field holds the value, in the order of their ids. */
  where(table: TableName, field: string, value: JsonValue): readonly CwRecord[] {
    if (PARENT_FIELDS[table] === field) return [...(this.children.get(childrenKey(table, value))?.values() ?? [])];
    return this.list(table).filter((record) => record.values[field] === value);
  }

  remove(table: TableName, id: number, by: string): void {
    const record = this.rows(table).get(id);
    if (!record) return;
    this.siblings(table, record)?.delete(id);
    this.rows(table).delete(id);
    this.tell({ action: 'deleted', record, by });
  }

  /** Changes values and says who did it. */
  update(record: CwRecord, values: Values, stamp: Stamp): void {
    this.updateSilently(record, values);
    record.info.lastUpdated = stamp.at;
    record.info.updatedBy = stamp.by;
    if (stamp.skipCallback === true) return;
    this.tell({ action: stamp.marksDeleted === true ? 'deleted' : 'updated', record, by: stamp.by });
  }

  /** Changes values and tells nobody: `lastUpdated` stays, as with some of the server's own procedures. */
  updateSilently(record: CwRecord, values: Values): void {
    Object.assign(record.values, values);
  }

  /** Every change from now on; what is silent is not told. */
  onChange(listener: (change: Change) => void): void {
    this.listeners.push(listener);
  }

  private tell(change: Change): void {
    for (const listener of this.listeners) listener(change);
  }

  /** Rows below the same parent, where the table has an index. */
  private siblings(table: TableName, { values }: CwRecord): Map<number, CwRecord> | undefined {
    const field = PARENT_FIELDS[table];
    const parent = field === undefined ? undefined : values[field];
    if (parent === undefined) return undefined;
    const key = childrenKey(table, parent);
    const known = this.children.get(key);
    if (known) return known;
    const siblings = new Map<number, CwRecord>();
    this.children.set(key, siblings);
    return siblings;
  }

  private rows(table: TableName): Map<number, CwRecord> {
    const known = this.tables.get(table);
    if (known) return known;
    const rows = new Map<number, CwRecord>();
    this.tables.set(table, rows);
    return rows;
  }
}

function childrenKey(table: TableName, parent: JsonValue): string {
  return `${table}:${JSON.stringify(parent)}`;
}

/** The id that a reference field holds; undefined when it is empty. */
export function idIn(values: Values, field: string): number | undefined {
  const value = values[field];
  return typeof value === 'number' ? value : undefined;
}

/** The text that a field holds; empty when it holds none. */
export function textIn(values: Readonly<Values>, field: string): string {
  const value = values[field];
  return typeof value === 'string' ? value : '';
}

/** Sets what is absent or null, and leaves what is there. */
export function fillMissing(values: Values, defaults: Readonly<Values>): void {
  for (const [name, value] of Object.entries(defaults)) values[name] ??= value;
}
