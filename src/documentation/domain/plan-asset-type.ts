import type { Change, Decision, PlannedProblem, Skip } from '../../kernel/change';
import type { Reason } from '../../kernel/reasons';
import { canonicalJson } from '../../kernel/stable-hash';
import type { NewField } from './documentation-effects';
import { effectOf, transitionOf } from './documentation-effects';
import type { AssetTypeFact, DocumentationObservation, KnownType } from './documentation-observation';
import type { DocumentationField } from './documentation-settings';
import { REQUIRED_DOCUMENTATION_FIELDS } from './documentation-settings';
import { compareIds } from './match-devices';
import type { FieldMatch } from './page-fields';
import { FIELD_SPECIFICATIONS, matchFields, ownedTitles } from './page-fields';

/** Where pages are written, as far as this plan can know it. */
export type TypeTarget =
  | {
      readonly kind: 'ready';
      readonly type: AssetTypeFact;
      readonly match: FieldMatch;
      /** Fields that this plan adds, by title. */
      readonly pending: ReadonlyMap<DocumentationField, string>;
    }
  | { readonly kind: 'coming'; readonly pending: ReadonlyMap<DocumentationField, string> }
  | { readonly kind: 'blocked'; readonly reason: Reason; readonly detail: string };

/** A type that is there, with what it has of ours. */
export type ReadyTarget = Extract<TypeTarget, { readonly kind: 'ready' }>;

/** A target that pages can be planned for. */
export type OpenTarget = Exclude<TypeTarget, { readonly kind: 'blocked' }>;

export interface TypePlan {
  readonly target: TypeTarget;
  readonly decisions: readonly Decision[];
  readonly problems: readonly PlannedProblem[];
}

/**
 * The asset type comes first; pages follow in the same pass (RULES, Documentation 6).
 *
 * | type of the name | its fields                         | createType | becomes                                           |
 * | ---------------- | ---------------------------------- | ---------- | ------------------------------------------------- |
 * | not known, because they could not be read |         |            | nothing; pages held incomplete-observation        |
 * | none             |                                    | yes        | create-type; pages are written into it            |
 * | none             |                                    | no         | problem type-missing; pages held                  |
 * | several          |                                    |            | the known, else the oldest; problem duplicate     |
 * | one              | all there and of their kind        |            | nothing; their ids are remembered                 |
 * | one              | some missing                       | yes        | extend-type; pages are written with them          |
 * | one              | some missing                       | no         | problem field-changed; pages without them         |
 * | one              | some of another kind               |            | problem field-changed; pages without them         |
 * | one              | company or sourceKey among those   |            | problem field-changed; pages held                 |
 */
export function planAssetType(observation: DocumentationObservation): TypePlan {
  const { settings, knownType } = observation;
  if (!observation.typesComplete) return UNREAD;
  const titles = ownedTitles(settings);
  const [type, ...others] = typesInOrder(observation.types, knownType);
  if (type === undefined) return planMissingType(observation, titles);
  const match = matchFields(type, titles, knownType);
  const mayExtend = settings.createType && match.missing.length > 0;
  const pending = new Map(mayExtend ? match.missing.map(({ field, title }) => [field, title]) : []);
  return {
    target: targetOf(type, match, pending),
    decisions: [
      ...(mayExtend ? [extendType(observation, type, match, pending)] : []),
      ...rememberType(observation, type, match),
    ],
    problems: [...others.map((other) => duplicateProblem(type, other)), ...fieldProblems(type, match, mayExtend)],
  };
}

const UNREAD: TypePlan = {
  target: {
    kind: 'blocked',
    reason: 'incomplete-observation',
    detail: 'The asset types of IT Glue could not be read.',
  },
  decisions: [],
  problems: [],
};

function typesInOrder(types: readonly AssetTypeFact[], known: KnownType | null): AssetTypeFact[] {
  return [...types].sort((left, right) => {
    const byKnown = Number(right.id === known?.typeId) - Number(left.id === known?.typeId);
    return byKnown || compareIds(left.id, right.id);
  });
}

function targetOf(
  type: AssetTypeFact,
  match: FieldMatch,
  pending: ReadonlyMap<DocumentationField, string>,
): TypeTarget {
  const absent = REQUIRED_DOCUMENTATION_FIELDS.find((field) => !match.usable.has(field) && !pending.has(field));
  if (absent === undefined) return { kind: 'ready', type, match, pending };
  return {
    kind: 'blocked',
    reason: 'field-changed',
    detail: `The type "${type.name}" has no usable field for ${absent}, without which no page can be found again.`,
  };
}

function planMissingType(
  observation: DocumentationObservation,
  titles: ReadonlyMap<DocumentationField, string>,
): TypePlan {
  const name = observation.settings.assetType;
  if (observation.settings.createType) {
    return { target: { kind: 'coming', pending: titles }, decisions: [createType(observation, titles)], problems: [] };
  }
  const detail = `IT Glue has no flexible asset type "${name}".`;
  const problem: PlannedProblem = {
    id: 'documentation/type-missing',
    system: 'itglue',
    kind: 'type-missing',
    message: detail,
    hint: 'Set createType: true in mappings/documentation.yaml, or name an existing type as assetType.',
  };
  return { target: { kind: 'blocked', reason: 'type-missing', detail }, decisions: [], problems: [problem] };
}

function createType(
  { settings, sources, knownType }: DocumentationObservation,
  titles: ReadonlyMap<DocumentationField, string>,
): Change {
  const name = settings.assetType;
  const fields = newFields([...titles], 0);
  const payload = {
    name,
    description: 'State of the backups of an organization; kept current by the bridge.',
    icon: 'cloud-upload',
    fields,
  };
  return {
    ...typeChange(name, sources.types),
    action: 'create-type',
    // Another after somebody deleted the one that was made.
    key: `create-type/${name}/${knownType?.typeId ?? 'first'}`,
    reason: 'type-missing',
    before: null,
    after: { name, fields: fields.map((field) => field.name) },
    effects: [effectOf('create-type', payload, { type: 'none' })],
  };
}

function extendType(
  { sources, knownType }: DocumentationObservation,
  type: AssetTypeFact,
  match: FieldMatch,
  pending: ReadonlyMap<DocumentationField, string>,
): Change {
  const highest = Math.max(0, ...type.fields.map((field) => field.order));
  const fields = newFields([...pending], highest);
  const previous = match.missing.map(({ field }) => `${field}:${knownType?.fieldIds[field] ?? 'first'}`).sort();
  return {
    ...typeChange(type.name, sources.types),
    action: 'extend-type',
    key: `extend-type/${type.id}/${previous.join(',')}`,
    reason: 'field-changed',
    before: { name: type.name, fields: [] },
    after: { name: type.name, fields: fields.map((field) => field.name) },
    effects: [effectOf('create-fields', { typeId: type.id, fields }, { type: 'none' })],
  };
}

function typeChange(
  name: string,
  source: string,
): Pick<Change, 'decision' | 'company' | 'subject' | 'changeClass' | 'inferredFromAbsence' | 'sources' | 'transition'> {
  return {
    decision: 'change',
    company: null,
    subject: { kind: 'itglue-type', key: 'type', name },
    changeClass: 'additive',
    // A type or a field is only made because a list does not have it.
    inferredFromAbsence: true,
    sources: [source],
    transition: null,
  };
}

function newFields(titles: readonly (readonly [DocumentationField, string])[], highestOrder: number): NewField[] {
  return titles.map(([field, name], index) => ({
    ...FIELD_SPECIFICATIONS[field],
    name,
    order: highestOrder + index + 1,
  }));
}

/** What is usable now is remembered by id, so that a new title changes nothing. */
function rememberType(observation: DocumentationObservation, type: AssetTypeFact, match: FieldMatch): Skip[] {
  const fieldIds = Object.fromEntries([...match.usable].map(([field, found]) => [field, found.id]));
  const before = observation.knownType;
  // A field that is gone stays remembered: its id tells one deletion from the next.
  const known: KnownType = {
    typeId: type.id,
    fieldIds: { ...(before?.typeId === type.id ? before.fieldIds : {}), ...fieldIds },
  };
  if (before !== null && canonicalJson({ ...before }) === canonicalJson({ ...known })) return [];
  return [
    {
      decision: 'skip',
      reason: 'unchanged',
      detail: `The fields of "${type.name}" are known.`,
      company: null,
      subject: { kind: 'itglue-type', key: 'type', name: type.name },
      transition: transitionOf({ type: 'known-type', known }),
    },
  ];
}

function duplicateProblem(type: AssetTypeFact, other: AssetTypeFact): PlannedProblem {
  return {
    id: `documentation/duplicate-type/${other.id}`,
    system: 'itglue',
    kind: 'duplicate',
    message: `There are two flexible asset types "${other.name}"; pages go into ${type.id}, ${other.id} is left alone.`,
    hint: 'Rename one of them in IT Glue.',
  };
}

function fieldProblems(type: AssetTypeFact, match: FieldMatch, isExtended: boolean): PlannedProblem[] {
  const problem = (field: DocumentationField, message: string, hint: string): PlannedProblem => {
    return { id: `documentation/field-changed/${field}`, system: 'itglue', kind: 'field-changed', message, hint };
  };
  const isRequired = (field: DocumentationField): boolean => REQUIRED_DOCUMENTATION_FIELDS.includes(field);
  return [
    ...(isExtended ? [] : match.missing).map(({ field, title }) => {
      const { kind } = FIELD_SPECIFICATIONS[field];
      const hint = `Add a ${kind} field "${title}", set createType: true, or name another title at fields.${field}.`;
      const effect = isRequired(field) ? 'no page is written until it has' : 'pages are written without it';
      return problem(field, `The type "${type.name}" has no field "${title}"; ${effect}.`, hint);
    }),
    ...match.unfit.map(({ field, found, why }) => {
      const hint = `Mend or replace the field in IT Glue, or name another title at fields.${field}.`;
      const effect = isRequired(field) ? 'until then no page is written' : 'it is left alone';
      return problem(field, `The field "${found.name}" of "${type.name}" ${why}; ${effect}.`, hint);
    }),
  ];
}
