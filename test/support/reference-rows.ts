import type { FieldInfo } from '../../src/config/field-info';
import { listFields } from '../../src/config/field-info';

/** One setting as docs/configuration.md lists it. */
export interface ReferenceRow {
  /** `vspc[].events.enabled`. */
  readonly path: string;
  readonly type: string;
  /** `required`, the default in the spelling of the file, or a dash. */
  readonly preset: string;
  readonly meaning: string;
}

/** Every setting of a file, sections before their keys; the documentation is checked against this. */
export function referenceRows(section: new () => object, prefix = ''): readonly ReferenceRow[] {
  return [...listFields(section)].flatMap(([key, field]) => {
    const path = `${prefix}${key}`;
    return [{ path, type: field.type, preset: presetOf(field), meaning: field.description }, ...rowsBelow(field, path)];
  });
}

/** A section that only says what differs from another one lists what that other one does not have. */
function rowsBelow(field: FieldInfo, path: string): readonly ReferenceRow[] {
  if (!field.section) return [];
  const prefix = `${path}${field.entry ?? ''}.`;
  const known = field.differsFrom ? [...listFields(field.differsFrom()).keys()].map((key) => `${prefix}${key}`) : [];
  return referenceRows(field.section(), prefix).filter(
    (row) =>
      !known.some(
        (other) => row.path === other || row.path.startsWith(`${other}.`) || row.path.startsWith(`${other}[]`),
      ),
  );
}

function presetOf(field: FieldInfo): string {
  if (field.required) return 'required';
  if (field.default === undefined) return '—';
  return typeof field.default === 'string' ? field.default : JSON.stringify(field.default);
}
