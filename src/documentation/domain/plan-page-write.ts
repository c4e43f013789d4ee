import type { Change, Decision, SourceKey } from '../../kernel/change';
import type { JsonObject, JsonValue } from '../../kernel/json';
import type { Reason } from '../../kernel/reasons';
import type { Page } from './build-page';
import { sourceKeyOf } from './build-page';
import type { ComposedWrite } from './compose-traits';
import { composeNewTraits, composeTraits, usableFields } from './compose-traits';
import { contentHashes, timesHash } from './content-hash';
import { describeDifference } from './describe-difference';
import type { DocumentationTransition, WriteAssetPayload } from './documentation-effects';
import { effectOf } from './documentation-effects';
import type { AssetFact } from './documentation-observation';
import type { DocumentationField } from './documentation-settings';
import { judgeWrite } from './judge-write';
import type { Situation } from './page-situation';
import { createKey, hold, present, skip, updateKey } from './page-situation';
import type { OpenTarget, ReadyTarget } from './plan-asset-type';

/** The lines of the table in `plan-page.ts` for an asset that is there. */
export function planFound(situation: Situation, page: Page, asset: AssetFact, target: ReadyTarget): Decision {
  const { context, record } = situation;
  if (asset.archived) {
    const detail = 'The page is archived in IT Glue; once restored there it is kept current again.';
    return skip(situation, 'suspended', detail);
  }
  const known = record?.assetId === asset.id ? record : null;
  const write = composeTraits(page, target, asset, known);
  const verdict = judgeWrite({
    page,
    asset,
    record: known,
    owned: ownedOf(target),
    tagsChanged: write.kind === 'composed' && write.tagsChanged,
    fields: usableFields(target),
    now: context.observation.now,
    settings: context.observation.settings,
  });
  if (verdict === null) return skip(situation, 'unchanged', undefined, present(situation));
  if (write.kind === 'held') return hold(situation, 'upload-field', write.detail);
  const writing: Writing = { page, target, write, assetId: asset.id };
  return {
    ...changeBase(situation),
    action: 'update',
    changeClass: 'update',
    inferredFromAbsence: false,
    sources: [...listSources(situation), ...situation.organization.sources],
    key: updateKey(situation, asset.id),
    ...verdict,
    ...describeDifference(usableFields(target), asset.traits, write.traits),
    effects: [effectOf('update-asset', payloadOf(situation, writing), written(situation, writing))],
  };
}

/** The lines for one that is not, and is to be. */
export function planNew(situation: Situation, page: Page, reason: Reason, target: OpenTarget): Decision {
  const required = target.kind === 'ready' ? target.match.requiredByPeople : [];
  if (required.length > 0) {
    return hold(
      situation,
      'field-changed',
      `Only a person can fill in what the type requires: ${required.join(', ')}.`,
    );
  }
  const writing: Writing = { page, target, write: composeNewTraits(page, target), assetId: null };
  return {
    ...changeBase(situation),
    action: 'create',
    changeClass: 'additive',
    // A list that is cut short must not make a second page; what the page says may be partial.
    inferredFromAbsence: true,
    sources: listSources(situation),
    key: createKey(situation),
    reason,
    before: null,
    after: describeNew(page),
    effects: [effectOf('create-asset', payloadOf(situation, writing), written(situation, writing))],
  };
}

function describeNew(page: Page): JsonObject {
  const shown = ['status', 'statusReason', 'protectedWorkloads', 'unprotectedWorkloads', 'failedJobs'] as const;
  return Object.fromEntries(shown.map((field): [string, JsonValue] => [field, page.fields[field]?.value ?? null]));
}

function ownedOf(target: OpenTarget): ReadonlySet<DocumentationField> {
  return new Set([...usableFields(target).keys(), ...target.pending.keys()]);
}

function changeBase(situation: Situation): Pick<Change, 'decision' | 'company' | 'subject' | 'transition'> {
  return { decision: 'change', ...situation.about, transition: null };
}

function listSources({ context }: Situation): readonly SourceKey[] {
  const { types, assets } = context.observation.sources;
  return [types, assets];
}

interface Writing {
  readonly page: Page;
  readonly target: OpenTarget;
  readonly write: ComposedWrite;
  /** Null: it is made. */
  readonly assetId: string | null;
}

function payloadOf(
  { context, organization, record }: Situation,
  { target, write, assetId }: Writing,
): WriteAssetPayload {
  const { observation } = context;
  return {
    organizationId: organization.id,
    typeId: target.kind === 'ready' ? target.type.id : null,
    typeName: target.kind === 'ready' ? target.type.name : observation.settings.assetType,
    assetId,
    replaces: assetId === null ? (record?.assetId ?? null) : null,
    sourceKey: sourceKeyOf(observation.installation, organization.id),
    traits: write.traits,
    owned: write.owned,
    fieldKeys: write.fieldKeys,
    pending: write.pending,
  };
}

function written({ organization, record }: Situation, writing: Writing): DocumentationTransition {
  const { page, target, write, assetId } = writing;
  const owned = ownedOf(target);
  const before = assetId === null ? {} : (record?.contentHashes ?? {});
  const staleAfter = owned.has('staleAfter') ? page.fields.staleAfter?.value : null;
  return {
    type: 'written',
    organizationId: organization.id,
    assetId,
    // A field that was not read in this pass keeps what is known of it.
    contentHashes: { ...before, ...contentHashes(page, owned) },
    timesHash: timesHash(page, owned),
    taggedIds: write.taggedIds,
    staleAfter: typeof staleAfter === 'string' ? staleAfter : null,
  };
}
