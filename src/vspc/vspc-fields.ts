import type { WireRecord } from '../http/wire-record';
import { WireShapeError } from '../http/wire-record';
import { vspcCompanyUid, type VspcCompanyUid } from '../kernel/ids';

/**
 * Readers of single fields with the leniency that VSPC needs: its own examples contradict its schema (facts 8.2, 12),
 * so everything may be missing or null, and a text may arrive as a number. A value that cannot be read at all is an
 * error: an unreadable end time must not look like a job that never ran.
 */

const NO_UID = '00000000-0000-0000-0000-000000000000';

/** A GUID in lower case; null when missing or all zeros. */
export function uidOrNull(record: WireRecord, name: string): string | null {
  const uid = record.textOrNull(name)?.trim().toLowerCase() ?? '';
  return uid === '' || uid === NO_UID ? null : uid;
}

export function uid(record: WireRecord, name: string): string {
  return uidOrNull(record, name) ?? missing(name, 'a uid');
}

export function companyUidOrNull(record: WireRecord, name: string): VspcCompanyUid | null {
  const found = uidOrNull(record, name);
  return found === null ? null : vspcCompanyUid(found);
}

export function companyUid(record: WireRecord, name: string): VspcCompanyUid {
  return vspcCompanyUid(uid(record, name));
}

/** A text, or a number where a text belongs; null when missing or blank. */
export function textOrNull(record: WireRecord, name: string): string | null {
  const value = record.value(name);
  const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : record.textOrNull(name);
  return text === null || text.trim() === '' ? null : text;
}

/** As VSPC shows it; empty when missing. */
export function text(record: WireRecord, name: string): string {
  return textOrNull(record, name) ?? '';
}

/**
 * A value of an enumeration that may grow: `Unknown` when missing. Published spellings with a stray comma are
 * cleaned (facts 8.2, 12).
 */
export function word(record: WireRecord, name: string): string {
  return text(record, name).replace(/[,\s]+$/, '') || 'Unknown';
}

/** A value of an enumeration that the schema requires. */
export function requiredWord(record: WireRecord, name: string): string {
  return textOrNull(record, name) === null ? missing(name, 'a word') : word(record, name);
}

export function flagOrNull(record: WireRecord, name: string): boolean | null {
  return record.has(name) ? record.flag(name) : null;
}

export function requiredFlag(record: WireRecord, name: string): boolean {
  return flagOrNull(record, name) ?? missing(name, 'true or false');
}

/**
 * A number; null when missing, and beyond 2^53, which VSPC uses for "no limit" and which nobody could compute with.
 * Where such a value matters for itself, as in billing, it is read as decimal text instead.
 */
export function numberOrNull(record: WireRecord, name: string): number | null {
  const value = record.decimalOrNull(name);
  const number = Number(value);
  return value === null || Math.abs(number) > Number.MAX_SAFE_INTEGER ? null : number;
}

export function texts(record: WireRecord, name: string): readonly string[] {
  return record.items(name).filter((item): item is string => typeof item === 'string' && item.trim() !== '');
}

function missing(name: string, expected: string): never {
  throw new WireShapeError(name, expected, undefined);
}
