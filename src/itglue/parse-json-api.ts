import { WireRecord, WireShapeError } from '../http/wire-record';

/** A record of a JSON:API answer; ids are text, as they come and beyond 2^53. */
export interface JsonApiResource {
  readonly id: string;
  /** In the vendor's spelling, `flexible-assets`. */
  readonly type: string;
  /** Names in kebab case, whatever came; what is inside `traits` is left alone, those are the account's own keys. */
  readonly attributes: WireRecord;
  /** Ids by relationship name in kebab case. */
  readonly related: ReadonlyMap<string, readonly string[]>;
}

export interface JsonApiPage {
  readonly resources: readonly JsonApiResource[];
  readonly included: readonly JsonApiResource[];
  readonly totalCount: number;
  readonly nextPage: number | null;
  readonly nextUrl: string | null;
}

/** The one place that knows both spellings: IT Glue answers in kebab case and documents much in snake case. */
function kebabCase(name: string): string {
  return name.replaceAll('_', '-');
}

/** A list's answer. Without its `meta` nobody can tell whether a list is complete, so that is an error. */
export function parseJsonApiPage(body: unknown): JsonApiPage {
  const document = WireRecord.parse(body, 'answer');
  const meta = kebabRecord(document.record('meta'), 'answer.meta');
  return {
    resources: parseResourceList(document.value('data'), 'answer.data'),
    included: parseResourceList(document.items('included'), 'answer.included'),
    totalCount: meta.integer('total-count'),
    nextPage: meta.integerOrNull('next-page'),
    nextUrl: document.recordOrNull('links')?.textOrNull('next') ?? null,
  };
}

export interface JsonApiDocument {
  readonly resource: JsonApiResource;
  readonly included: readonly JsonApiResource[];
}

/** The answer to reading or writing one record. */
export function parseJsonApiDocument(body: unknown): JsonApiDocument {
  const document = WireRecord.parse(body, 'answer');
  return {
    resource: parseResource(document.value('data'), 'answer.data'),
    included: parseResourceList(document.items('included'), 'answer.included'),
  };
}

/** The answer to writing many records at once. */
export function parseJsonApiResources(body: unknown): readonly JsonApiResource[] {
  return parseResourceList(WireRecord.parse(body, 'answer').value('data'), 'answer.data');
}

function parseResourceList(value: unknown, path: string): readonly JsonApiResource[] {
  if (!Array.isArray(value)) throw new WireShapeError(path, 'a list', value);
  return value.map((item: unknown, index) => parseResource(item, `${path}[${index}]`));
}

function parseResource(value: unknown, path: string): JsonApiResource {
  const record = WireRecord.parse(value, path);
  const attributes = record.recordOrNull('attributes') ?? WireRecord.parse({}, path);
  return {
    id: record.digits('id'),
    type: kebabCase(record.text('type')),
    attributes: kebabRecord(attributes, `${path}.attributes`),
    related: parseRelated(record.recordOrNull('relationships')),
  };
}

function parseRelated(relationships: WireRecord | null): ReadonlyMap<string, readonly string[]> {
  const related = new Map<string, readonly string[]>();
  for (const name of relationships?.names() ?? []) {
    const relationship = relationships?.recordOrNull(name);
    if (!relationship || !Array.isArray(relationship.value('data'))) continue;
    related.set(
      kebabCase(name),
      relationship.records('data').map((reference) => reference.digits('id')),
    );
  }
  return related;
}

function kebabRecord(record: WireRecord, path: string): WireRecord {
  return WireRecord.parse(
    Object.fromEntries(record.names().map((name) => [kebabCase(name), record.value(name)])),
    path,
  );
}

/** Included records of a type by id; a relationship names them. */
export function relatedResources(
  resource: JsonApiResource,
  relationship: string,
  included: readonly JsonApiResource[],
): readonly JsonApiResource[] {
  const ids = new Set(resource.related.get(relationship) ?? []);
  return included.filter((candidate) => candidate.type === relationship && ids.has(candidate.id));
}
