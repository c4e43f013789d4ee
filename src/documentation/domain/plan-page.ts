import type { Decision } from '../../kernel/change';
import type { Page } from './build-page';
import { buildPage } from './build-page';
import type { DocumentationTransition } from './documentation-effects';
import { effectOf } from './documentation-effects';
import type { OrganizationFact, PageRecord } from './documentation-observation';
import type { PageContext, PagePlan, Situation } from './page-situation';
import { aboutOf, absence, alone, duplicateProblem, hold, locate, problemOf, skip } from './page-situation';
import type { OpenTarget, ReadyTarget } from './plan-asset-type';
import { planFound, planNew } from './plan-page-write';

const DAY_MS = 86_400_000;
const ARCHIVE_AFTER_MS = 30 * DAY_MS;

/**
 * What becomes of one organization's page. First line that fits:
 *
 * | organization            | asset                          | what there is to say          | becomes                        |
 * | ----------------------- | ------------------------------ | ----------------------------- | ------------------------------ |
 * | gone from IT Glue       |                                |                               | skip organization-gone; a problem after 24 h |
 * | ignored under 30 days   |                                |                               | skip ignored                   |
 * | ignored for 30 days     | there, not archived            |                               | archive                        |
 * | ignored for 30 days     | any other                      |                               | skip ignored                   |
 * | suspended               |                                |                               | skip suspended                 |
 * | no linked company       |                                |                               | skip unlinked                  |
 * | linked                  |                                | jobs not read                 | held incomplete-observation    |
 * | linked                  | type missing or unusable       |                               | held type-missing, field-changed |
 * | linked                  | moved to another organization  |                               | held deleted, and a problem    |
 * | linked                  | known, not there, under 24 h   |                               | skip deleted                   |
 * | linked                  | known, not there, `ask`        |                               | held deleted, and a problem    |
 * | linked                  | known, not there, `recreate`   |                               | create deleted                 |
 * | linked                  | none                           | a field that people require   | held field-changed             |
 * | linked                  | none                           |                               | create content-changed         |
 * | linked                  | archived by somebody           |                               | skip suspended                 |
 * | linked                  | a file, or a password          | something (`judge-write.ts`)  | held upload-field              |
 * | linked                  | there                          | something (`judge-write.ts`)  | update                         |
 * | linked                  | there                          | nothing                       | skip unchanged                 |
 *
 * Two assets with our key: the rest of the table for the oldest, and a problem that names the others.
 */
export function planPage(organization: OrganizationFact, record: PageRecord | null, context: PageContext): PagePlan {
  const situation = { context, organization, record, about: aboutOf(organization) };
  if (!organization.present) return planGone(situation);
  if (organization.ignoredSince !== null) return alone(planIgnored(situation, organization.ignoredSince));
  if (organization.suspended) return alone(skip(situation, 'suspended', 'A company of it has to be looked at first.'));
  if (organization.sections.length === 0) {
    return alone(skip(situation, 'unlinked', 'No company is linked to it; the page stays as it is.'));
  }
  const { target, observation, format } = context;
  const page = buildPage(organization, { ...observation, format });
  if (page === null) return alone(hold(situation, 'incomplete-observation', 'Its jobs could not be read.'));
  if (target.kind === 'blocked') return alone(hold(situation, target.reason, target.detail));
  return target.kind === 'coming' ? planFirst(situation, page, target) : planLocated(situation, page, target);
}

/** Into a type that is made in this pass; one that was there before took its pages along. */
function planFirst(situation: Situation, page: Page, target: OpenTarget): PagePlan {
  if (situation.record !== null) return planVanished(situation, page, target);
  return alone(planNew(situation, page, 'content-changed', target));
}

function planLocated(situation: Situation, page: Page, target: ReadyTarget): PagePlan {
  const location = locate(situation);
  switch (location.kind) {
    case 'found':
      return {
        decision: planFound(situation, page, location.asset, target),
        problems: location.duplicates.map((other) => duplicateProblem(situation, location.asset, other)),
      };
    case 'moved':
      return deletedProblem(situation, `Somebody moved the page to the organization ${location.organizationId}.`);
    case 'vanished':
      return planVanished(situation, page, target);
    case 'none':
      return alone(planNew(situation, page, 'content-changed', target));
  }
}

function planVanished(situation: Situation, page: Page, target: OpenTarget): PagePlan {
  const { observation } = situation.context;
  const { record } = situation;
  if (!observation.assetsComplete) {
    return alone(hold(situation, 'incomplete-observation', 'Its page was not found in a list that is not complete.'));
  }
  const since = record?.absentSince ?? null;
  if (since === null || observation.now.getTime() - since.getTime() < DAY_MS) {
    const detail = 'The page is not in IT Glue any more; it counts as deleted after 24 hours.';
    return alone(skip(situation, 'deleted', detail, absence(situation, 'asset', since)));
  }
  if (observation.settings.onDeleted === 'recreate') return alone(planNew(situation, page, 'deleted', target));
  return deletedProblem(situation, 'Somebody deleted the page.');
}

function deletedProblem(situation: Situation, detail: string): PagePlan {
  const { organization } = situation;
  const problem = problemOf(situation, 'deleted', {
    message: `${detail} ${organization.name} has none now.`,
    hint: `Restore it in IT Glue, name another with: documentation adopt itg:${organization.id} <asset id>, or set onDeleted: recreate.`,
  });
  return { decision: hold(situation, 'deleted', detail), problems: [problem] };
}

function planIgnored(situation: Situation, ignoredSince: Date): Decision {
  const { observation } = situation.context;
  const location = locate(situation);
  const isDue = observation.now.getTime() - ignoredSince.getTime() >= ARCHIVE_AFTER_MS;
  if (!isDue || location.kind !== 'found' || location.asset.archived) {
    return skip(situation, 'ignored', 'Its companies are ignored; the page is archived 30 days after that.');
  }
  const { organization, about } = situation;
  const assetId = location.asset.id;
  const transition: DocumentationTransition = { type: 'archived', organizationId: organization.id, assetId };
  return {
    decision: 'change',
    ...about,
    action: 'archive',
    changeClass: 'destructive',
    inferredFromAbsence: false,
    sources: [observation.sources.assets],
    // Another after an operator restored it: the day of the ignoring tells one from the next.
    key: `archive/${organization.id}/${String(ignoredSince.getTime())}`,
    reason: 'ignored',
    before: { archived: false },
    after: { archived: true },
    effects: [effectOf('archive-asset', { organizationId: organization.id, assetId }, transition)],
    transition: null,
  };
}

function planGone(situation: Situation): PagePlan {
  const { organization, record, context } = situation;
  const detail = 'The organization is not in IT Glue any more.';
  if (record === null) return alone(skip(situation, 'organization-gone', detail));
  const since = record.organizationAbsentSince;
  const decision = skip(situation, 'organization-gone', detail, absence(situation, 'organization', since));
  if (since === null || context.observation.now.getTime() - since.getTime() < DAY_MS) return alone(decision);
  const problem = problemOf(situation, 'organization-gone', {
    message: `The organization ${organization.name} is gone from IT Glue, and its page with it.`,
    hint: 'Link its companies to another organization, or restore it.',
  });
  return { decision, problems: [problem] };
}
