import type { DocumentationField, DocumentationSettings } from '../documentation/domain/documentation-settings';
import { DOCUMENTATION_FIELDS, REQUIRED_DOCUMENTATION_FIELDS } from '../documentation/domain/documentation-settings';
import type { DocumentationFieldsSection, DocumentationFile } from './documentation-file';
import { HOUR_MS } from './duration';

export const DEFAULT_DOCUMENTATION: DocumentationSettings = {
  assetType: 'Backup Summary (Veeam)',
  createType: false,
  refreshEveryMs: 24 * HOUR_MS,
  staleAfterMs: 7 * 24 * HOUR_MS,
  onDeleted: 'ask',
  fields: DOCUMENTATION_FIELDS,
};

export function buildDocumentation(file: DocumentationFile | null): DocumentationSettings {
  const preset = DEFAULT_DOCUMENTATION;
  return {
    assetType: file?.assetType ?? preset.assetType,
    createType: file?.createType ?? preset.createType,
    refreshEveryMs: file?.refreshEvery ?? preset.refreshEveryMs,
    staleAfterMs: file?.staleAfter ?? preset.staleAfterMs,
    onDeleted: file?.onDeleted ?? preset.onDeleted,
    fields: ownedFields(file?.fields),
  };
}

/** Exactly the fields that the file names, in the order of the page, with the two that every page needs. */
export function ownedFields(
  fields: DocumentationFieldsSection | undefined,
): Readonly<Partial<Record<DocumentationField, string>>> {
  if (fields === undefined) return DOCUMENTATION_FIELDS;
  const result: Partial<Record<DocumentationField, string>> = {};
  for (const key of Object.keys(DOCUMENTATION_FIELDS) as DocumentationField[]) {
    const title = fields[key] ?? (REQUIRED_DOCUMENTATION_FIELDS.includes(key) ? DOCUMENTATION_FIELDS[key] : undefined);
    if (title !== undefined) result[key] = title;
  }
  return result;
}
