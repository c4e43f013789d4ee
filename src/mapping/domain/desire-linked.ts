import type { Reason } from '../../kernel/reasons';
import type { LinkClaim } from './claim-link';
import {
  linkKey,
  type Candidate,
  type CompanyLink,
  type DependentStream,
  type Health,
  type LinkedCwCompany,
  type NamesWhenLinked,
} from './company-link';
import type { DesiredLink } from './desired-link';
import { findByIds } from './find-candidates';
import { findSurvivor } from './find-survivor';
import { judgeHealth, streamsStoppedBy } from './judge-health';
import { identityOf } from './link-row';
import type { MappingContext } from './mapping-context';
import type { VspcCompanyFact } from './mapping-observation';
import { healthProblem, organizationProblem } from './mapping-problems';
import { placeOrganization, type OrganizationPlace } from './place-organization';

/** Grades that are evidence of the lists themselves; a file or a person needs none. */
const DECIDED_GRADES: ReadonlySet<string> = new Set(['pinned', 'confirmed', 'formerly-pinned']);

interface Judged {
  readonly health: Health;
  readonly evidence: Evidence;
  readonly rivals: readonly Candidate[];
}

/** The row of a company that a claim, or a unique candidate, links. `isNew`: nobody but the lists says so. */
export function desireLinked(
  company: VspcCompanyFact,
  claim: LinkClaim,
  how: { readonly isNew: boolean },
  context: MappingContext,
): DesiredLink {
  const stored = context.stored.get(linkKey(company)) ?? null;
  const connectwise = claim.company;
  const same = stored?.connectwise?.id === connectwise.id ? stored : null;
  const { health, evidence, rivals } = judge(company, claim, { connectwise, same }, context);
  const place = placeOrganization(company, connectwise, same, context);
  const link: CompanyLink = {
    ...identityOf(company),
    state: 'linked',
    grade: evidence.grade,
    score: 1,
    reasons: evidence.reasons,
    connectwise,
    itglue: place.itglue,
    health,
    suspended: suspendedStreams(company, health, place, context),
    candidates: rivals,
    ...(place.note === null ? {} : { notes: [place.note] }),
    namesWhenLinked: namesWhenLinked(company, connectwise, same),
    linkedAt: same?.linkedAt ?? context.observation.now.toISOString(),
    ignoredAt: null,
  };
  return {
    link,
    reason: reasonOf(link),
    inferredFromAbsence: how.isNew || claim.connectwise === null,
    isApproved: claim.grade === 'confirmed',
    problems: [healthProblem(link), organizationProblem(link, place)].filter((problem) => problem !== null),
  };
}

function judge(
  company: VspcCompanyFact,
  claim: LinkClaim,
  row: { readonly connectwise: LinkedCwCompany; readonly same: CompanyLink | null },
  context: MappingContext,
): Judged {
  const found = findByIds(company, context.cw, context.observation.settings);
  const isDeleted = claim.connectwise?.deleted ?? context.observation.goneConnectwise.has(row.connectwise.id);
  const isFound = !DECIDED_GRADES.has(claim.grade);
  const rival = isFound
    ? found.find((candidate) => candidate.grade === 'external-id' && candidate.connectwise.id !== row.connectwise.id)
    : undefined;
  const survivor = isDeleted
    ? findSurvivor(company, { deleted: claim.connectwise, stored: row.same, found }, context)
    : null;
  const isUnseen = claim.connectwise === null && !isDeleted;
  const facts = {
    isMissingInVspc: false,
    isDeleted,
    hasSurvivor: survivor !== null,
    isContradicted: rival !== undefined,
    isInactive: claim.connectwise?.inactive ?? false,
    isRenamed: isRenamed(company, row.connectwise, row.same),
  };
  return {
    health: isUnseen && row.same ? row.same.health : judgeHealth(facts),
    evidence: isFound ? bestEvidence(claim, row.connectwise, found) : claim,
    rivals: [survivor ?? rival].filter((candidate) => candidate !== undefined),
  };
}

type Evidence = Pick<LinkClaim, 'grade' | 'reasons'>;

/** A link by name that VSPC's companyId backs up later is as good as that. */
function bestEvidence(claim: LinkClaim, connectwise: LinkedCwCompany, found: readonly Candidate[]): Evidence {
  const better = found.find(({ grade, ...of }) => grade === 'external-id' && of.connectwise.id === connectwise.id);
  return better && claim.grade !== 'external-id' ? better : claim;
}

function namesWhenLinked(
  company: VspcCompanyFact,
  connectwise: LinkedCwCompany,
  same: CompanyLink | null,
): NamesWhenLinked {
  return (
    same?.namesWhenLinked ?? { vspc: same?.name ?? company.name, connectwise: (same?.connectwise ?? connectwise).name }
  );
}

function isRenamed(company: VspcCompanyFact, connectwise: LinkedCwCompany, same: CompanyLink | null): boolean {
  const then = namesWhenLinked(company, connectwise, same);
  return then.vspc !== company.name || then.connectwise !== connectwise.name;
}

/** What its health, its pin and a vanished organization stop, in one order. */
function suspendedStreams(
  company: VspcCompanyFact,
  health: Health,
  place: OrganizationPlace,
  context: MappingContext,
): readonly DependentStream[] {
  const off = context.pins.get(linkKey(company))?.streamsOff ?? [];
  const organization: readonly DependentStream[] = place.isGone ? ['documentation'] : [];
  return [...new Set([...streamsStoppedBy(health), ...off, ...organization])].sort();
}

function reasonOf({ health, grade }: CompanyLink): Reason {
  return (health === 'ok' || health === 'renamed') && grade ? grade : 'health';
}
