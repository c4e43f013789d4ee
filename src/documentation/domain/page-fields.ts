import type { DocumentationField, DocumentationSettings } from './documentation-settings';
import { DOCUMENTATION_FIELDS, REQUIRED_DOCUMENTATION_FIELDS } from './documentation-settings';
import type { AssetTypeFact, KnownType, TypeFieldFact } from './documentation-observation';
import { OVERALL_STATUSES } from './overall-status';

/** A field of the asset type as it has to be; what is left out is false or nothing. */
export interface FieldSpecification {
  readonly kind: 'Text' | 'Textbox' | 'Select' | 'Number' | 'Date' | 'Tag';
  readonly hint: string;
  readonly decimals?: number;
  /** Options of a Select, one a line. */
  readonly defaultValue?: string;
  readonly tagType?: string;
  readonly required?: boolean;
  readonly useForTitle?: boolean;
  readonly showInList?: boolean;
  /** IT Glue itself warns when the day has passed. */
  readonly expiration?: boolean;
}

const OURS = 'Kept current by the bridge; edits are overwritten.';
const TEXT_BOX: FieldSpecification = { kind: 'Textbox', hint: OURS };
const COUNT: FieldSpecification = { kind: 'Number', decimals: 0, hint: OURS };

export const FIELD_SPECIFICATIONS: Readonly<Record<DocumentationField, FieldSpecification>> = {
  company: { kind: 'Text', hint: OURS, required: true, useForTitle: true, showInList: true },
  status: { kind: 'Select', hint: OURS, defaultValue: OVERALL_STATUSES.join('\n'), showInList: true },
  statusReason: { kind: 'Text', hint: OURS, showInList: true },
  lastSuccess: { kind: 'Date', hint: OURS, showInList: true },
  staleAfter: { kind: 'Date', hint: 'Passes when the bridge no longer updates this page.', expiration: true },
  protectedWorkloads: COUNT,
  staleWorkloads: COUNT,
  unprotectedWorkloads: { ...COUNT, showInList: true },
  failedJobs: { ...COUNT, showInList: true },
  storageUsedGb: { kind: 'Number', decimals: 2, hint: OURS },
  devices: { kind: 'Tag', tagType: 'Configurations', hint: 'Protected machines; tags that people add stay.' },
  jobs: TEXT_BOX,
  workloads: TEXT_BOX,
  repositories: TEXT_BOX,
  microsoft365: TEXT_BOX,
  licences: TEXT_BOX,
  tickets: TEXT_BOX,
  billing: TEXT_BOX,
  sources: TEXT_BOX,
  sourceKey: { kind: 'Text', hint: 'The bridge finds its page by this. Do not change it.' },
  generatedAt: { kind: 'Text', hint: OURS },
};

/** The fields that the bridge owns, in the order of the page, with the operator's titles. */
export function ownedTitles(settings: DocumentationSettings): ReadonlyMap<DocumentationField, string> {
  const titles = new Map<DocumentationField, string>();
  for (const field of Object.keys(DOCUMENTATION_FIELDS) as DocumentationField[]) {
    const title = settings.fields[field];
    if (title !== undefined) titles.set(field, title);
    else if (REQUIRED_DOCUMENTATION_FIELDS.includes(field)) titles.set(field, DOCUMENTATION_FIELDS[field]);
  }
  return titles;
}

/** What the present fields of the type mean for ours. */
export interface FieldMatch {
  /** Ours that can be written. */
  readonly usable: ReadonlyMap<DocumentationField, TypeFieldFact>;
  readonly missing: readonly { readonly field: DocumentationField; readonly title: string }[];
  /** There, but of another kind, or without an option that is needed. */
  readonly unfit: readonly {
    readonly field: DocumentationField;
    readonly found: TypeFieldFact;
    readonly why: string;
  }[];
  /** Required fields of people: a page cannot be made without a value that nobody but they know. */
  readonly requiredByPeople: readonly string[];
}

/** Finds our fields by the id that was seen before, else by title; the first of these that exists counts. */
export function matchFields(
  type: AssetTypeFact,
  titles: ReadonlyMap<DocumentationField, string>,
  known: KnownType | null,
): FieldMatch {
  const knownIds = known?.typeId === type.id ? known.fieldIds : {};
  const usable = new Map<DocumentationField, TypeFieldFact>();
  const missing: { field: DocumentationField; title: string }[] = [];
  const unfit: { field: DocumentationField; found: TypeFieldFact; why: string }[] = [];
  for (const [field, title] of titles) {
    const found = findField(type, title, knownIds[field]);
    const why = found && reasonUnfit(FIELD_SPECIFICATIONS[field], found);
    if (found === undefined) missing.push({ field, title });
    else if (why === undefined) usable.set(field, found);
    else unfit.push({ field, found, why });
  }
  const ours = new Set([...usable.values()].map((field) => field.id));
  const requiredByPeople = type.fields.filter((field) => field.required && !ours.has(field.id)).map(({ name }) => name);
  return { usable, missing, unfit, requiredByPeople };
}

function findField(type: AssetTypeFact, title: string, knownId: string | undefined): TypeFieldFact | undefined {
  return (
    type.fields.find((field) => field.id === knownId) ??
    type.fields.find((field) => field.name === title) ??
    type.fields.find((field) => field.name.trim().toLowerCase() === title.trim().toLowerCase())
  );
}

function reasonUnfit(wanted: FieldSpecification, found: TypeFieldFact): string | undefined {
  if (found.kind !== wanted.kind) return `is of the kind ${found.kind} and has to be ${wanted.kind}`;
  if (wanted.tagType !== undefined && found.tagType !== wanted.tagType) {
    return `tags ${found.tagType ?? 'nothing'} and has to tag ${wanted.tagType}`;
  }
  const options = new Set((found.defaultValue ?? '').split('\n').map((option) => option.trim()));
  const absent = (wanted.defaultValue?.split('\n') ?? []).filter((option) => !options.has(option));
  return absent.length === 0 ? undefined : `lacks the options ${absent.join(', ')}`;
}
