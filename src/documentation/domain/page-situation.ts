import type { Hold, PlannedProblem, Skip, Subject, Decision } from '../../kernel/change';
import { sortedBy } from '../../kernel/compare';
import type { Reason } from '../../kernel/reasons';
import { sourceKeyOf } from './build-page';
import type { DocumentationTransition } from './documentation-effects';
import { transitionOf } from './documentation-effects';
import type { AssetFact, DocumentationObservation, OrganizationFact, PageRecord } from './documentation-observation';
import type { TimeFormat } from './format-values';
import type { AssetIndex, AssetLocation } from './locate-asset';
import { locateAsset } from './locate-asset';
import type { TypeTarget } from './plan-asset-type';

export interface PageContext {
  readonly observation: DocumentationObservation;
  readonly target: TypeTarget;
  readonly index: AssetIndex;
  readonly format: TimeFormat;
}

export interface PagePlan {
  readonly decision: Decision;
  readonly problems: readonly PlannedProblem[];
}

export interface Situation {
  readonly context: PageContext;
  readonly organization: OrganizationFact;
  readonly record: PageRecord | null;
  readonly about: Pick<Skip, 'company' | 'subject'>;
}

export function locate({ context, organization, record }: Situation): AssetLocation {
  const { observation, target, index } = context;
  const field = target.kind === 'ready' ? target.match.usable.get('sourceKey') : undefined;
  const sourceKey = sourceKeyOf(observation.installation, organization.id);
  const search = { organizationId: organization.id, sourceKey, sourceKeyField: field?.nameKey ?? null, record };
  return locateAsset(search, index);
}

export function createKey({ organization, record }: Situation): string {
  return `create/${organization.id}/${record?.assetId ?? 'first'}`;
}

/** Another for every write. */
export function updateKey({ organization, record }: Situation, assetId: string): string {
  return `update/${organization.id}/${assetId}/${record === null ? 'first' : `r${record.revision}`}`;
}

export function absence(
  situation: Situation,
  what: 'asset' | 'organization',
  known: Date | null,
): DocumentationTransition {
  const since = (known ?? situation.context.observation.now).toISOString();
  return { type: 'absent', organizationId: situation.organization.id, what, since };
}

/** Ends an absence that was only noted. */
export function present({ organization, record }: Situation): DocumentationTransition {
  if (record === null || (record.absentSince === null && record.organizationAbsentSince === null))
    return { type: 'none' };
  return { type: 'absent', organizationId: organization.id, what: 'asset', since: null };
}

export function skip(
  situation: Situation,
  reason: Reason,
  detail: string | undefined,
  transition: DocumentationTransition = { type: 'none' },
): Skip {
  return {
    decision: 'skip',
    reason,
    ...(detail === undefined ? {} : { detail }),
    ...situation.about,
    transition: transition.type === 'none' ? null : transitionOf(transition),
  };
}

export function hold(situation: Situation, reason: Reason, detail: string): Hold {
  const { record, about } = situation;
  const action = record === null ? 'create' : 'update';
  const key = record === null ? createKey(situation) : updateKey(situation, record.assetId);
  return { decision: 'held', reason, detail, ...about, action, key, before: null, after: null };
}

export function aboutOf(organization: OrganizationFact): Situation['about'] {
  const [section] = sortedBy(organization.sections, ({ name, uid }) => `${name}\n${uid}`);
  const subject: Subject = { kind: 'itglue-page', key: organization.id, name: organization.name };
  return { company: section === undefined ? null : { uid: section.uid, name: section.name }, subject };
}

export function duplicateProblem(situation: Situation, kept: AssetFact, other: AssetFact): PlannedProblem {
  const problem = problemOf(situation, 'duplicate', {
    message: `${situation.organization.name} has a second page with our Source Key, ${other.id}; ${kept.id} is kept current.`,
    hint: `Delete one of them in IT Glue, or choose with: documentation adopt itg:${situation.organization.id} <asset id>.`,
  });
  return { ...problem, id: `${problem.id}/${other.id}` };
}

export function problemOf(situation: Situation, kind: Reason, text: { message: string; hint: string }): PlannedProblem {
  return { id: `documentation/${kind}/${situation.organization.id}`, system: 'itglue', kind, ...text };
}

export function alone(decision: Decision): PagePlan {
  return { decision, problems: [] };
}
