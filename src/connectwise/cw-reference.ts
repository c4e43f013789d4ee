import type { WireRecord } from '../http/wire-record';

/** Another record as an answer names it; companies, members and products carry an identifier besides the name. */
export interface CwReference {
  readonly id: number;
  readonly name: string | null;
  readonly identifier: string | null;
}

export function parseReference(record: WireRecord, field: string): CwReference | null {
  const reference = record.recordOrNull(field);
  return reference && parseReferenceRecord(reference);
}

export function parseReferenceRecord(record: WireRecord): CwReference {
  return {
    id: record.integer('id'),
    name: record.textOrNull('name'),
    identifier: record.textOrNull('identifier'),
  };
}

/** A reference that the record cannot be without. */
export function parseRequiredReference(record: WireRecord, field: string): CwReference {
  return parseReferenceRecord(record.record(field));
}

/** Who entered and last changed a record: identifiers of members. */
export interface CwAudit {
  readonly enteredBy: string | null;
  readonly dateEntered: Date | null;
  readonly updatedBy: string | null;
  readonly lastUpdated: Date | null;
}

export function parseAudit(record: WireRecord): CwAudit {
  const info = record.recordOrNull('_info');
  return {
    enteredBy: info?.textOrNull('enteredBy') ?? null,
    dateEntered: info?.instantOrNull('dateEntered') ?? null,
    updatedBy: info?.textOrNull('updatedBy') ?? null,
    lastUpdated: info?.instantOrNull('lastUpdated') ?? null,
  };
}
