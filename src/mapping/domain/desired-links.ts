import { claimLink, type Claim, type LinkClaim } from './claim-link';
import { linkKey } from './company-link';
import {
  desireAbsent,
  desireDangling,
  desireIgnored,
  desireSuggested,
  desireUnchanged,
  desireUnlinked,
} from './desire-unlinked';
import { desireLinked } from './desire-linked';
import type { DesiredLink } from './desired-link';
import { desireDeletedTarget } from './desire-deleted-target';
import { findCandidates, findDeletedTarget } from './find-candidates';
import { identityOf } from './link-row';
import { contextOf, resolveCwRef, type MappingContext } from './mapping-context';
import type { MappingObservation, VspcCompanyFact } from './mapping-observation';
import { matchCompanies, type Match } from './match-companies';
import { claimThrough, resellerOf, rollUpResellers } from './roll-up';

interface Claimed {
  readonly company: VspcCompanyFact;
  readonly claim: Claim | null;
}

/** Every row of the table as it should be: of the companies that VSPC shows, and of those that it showed before. */
export function desiredLinks(observation: MappingObservation): DesiredLink[] {
  const context = contextOf(observation);
  const { resellers: settings } = observation.settings;
  const companies = observation.vspc.filter((company) => company.kind === 'company');
  const resellers = rollUpResellers(observation.vspc, settings);
  const rolledUp = companies.filter((company) => resellerOf(company, settings) !== null);
  const own = companies.filter((company) => resellerOf(company, settings) === null);
  const claimed = [...resellers, ...own].map((company) => ({ company, claim: claimLink(company, null, context) }));
  const customers = rolledUp.map((company) => ({ company, claim: claimLink(company, null, context) }));
  const matches = matchOpen(claimed, customers, context);
  const answers = answersOf(resellers, claimed, matches, context);
  const rows = [
    ...claimed.map(({ company, claim }) => desire(company, claim, matches.get(linkKey(company)), context)),
    ...rolledUp.map((company) => desireCustomer(company, answers, context)),
  ];
  const present = new Set(rows.map(({ link }) => linkKey(link)));
  const absent = observation.links.filter((link) => !present.has(linkKey(link)));
  return [...rows, ...absent.map((link) => desireAbsent(link, context))];
}

/** Compares what nobody decided about; what anybody holds is taken. */
function matchOpen(
  claimed: readonly Claimed[],
  customers: readonly Claimed[],
  context: MappingContext,
): Map<string, Match> {
  const { settings } = context.observation;
  const held = [...claimed, ...customers].flatMap(({ claim }) => (claim?.kind === 'link' ? [claim] : []));
  const open = claimed
    .filter(({ company, claim }) => claim === null && findDeletedTarget(company, context.cw, settings) === null)
    .map(({ company }) => ({ company, candidates: findCandidates(company, context.cw, settings) }));
  const taken = new Set(held.map((claim) => Number(claim.company.id)));
  return matchCompanies({ open, taken, settings });
}

/** What each reseller answers its customers with, by its key. */
function answersOf(
  resellers: readonly VspcCompanyFact[],
  claimed: readonly Claimed[],
  matches: ReadonlyMap<string, Match>,
  context: MappingContext,
): Map<string, LinkClaim> {
  const claims = new Map(claimed.map(({ company, claim }) => [linkKey(company), claim]));
  const answers = new Map<string, LinkClaim>();
  for (const reseller of resellers) {
    const key = linkKey(reseller);
    const claim = claims.get(key) ?? claimOfMatch(matches.get(key), context);
    if (claim?.kind === 'link') answers.set(key, claimThrough(reseller, claim));
  }
  return answers;
}

/** A customer whose reseller has no company waits with it; it is never compared on its own. */
function desireCustomer(
  company: VspcCompanyFact,
  answers: ReadonlyMap<string, LinkClaim>,
  context: MappingContext,
): DesiredLink {
  const reseller = resellerOf(company, context.observation.settings.resellers);
  const claim = claimLink(company, answers.get(String(reseller)) ?? null, context);
  if (claim !== null) return desire(company, claim, undefined, context);
  return desireUnlinked(company, 'its reseller has no company in ConnectWise yet', false);
}

function desire(
  company: VspcCompanyFact,
  claim: Claim | null,
  match: Match | undefined,
  context: MappingContext,
): DesiredLink {
  switch (claim?.kind) {
    case 'ignored':
      return desireIgnored(company, claim.reason, context);
    case 'unlinked':
      return desireUnlinked(company, 'unlinked by an operator', true);
    case 'dangling':
      return desireDangling(company, claim, context);
    case 'link':
      return desireLinked(company, claim, { isNew: false }, context);
    case undefined:
      return desireCompared(company, match, context);
  }
}

/** What comparing the lists says of a company that nobody decided about. */
function desireCompared(company: VspcCompanyFact, match: Match | undefined, context: MappingContext): DesiredLink {
  const deleted = findDeletedTarget(company, context.cw, context.observation.settings);
  if (deleted !== null) return desireDeletedTarget(company, deleted, context);
  const found = claimOfMatch(match, context);
  if (found) return desireLinked(company, found, { isNew: true }, context);
  const stored = context.stored.get(linkKey(company));
  if (stored && !isComparable(context)) return desireUnchanged({ ...stored, ...identityOf(company) });
  if (match?.kind === 'suggest') return desireSuggested(company, match);
  return desireUnlinked(company, 'nothing in ConnectWise fits', false);
}

/** On half a list, a missing candidate means nothing: what was found before stands. */
function isComparable({ observation: { completeSources, connectwiseSource } }: MappingContext): boolean {
  return completeSources.has(connectwiseSource);
}

function claimOfMatch(match: Match | undefined, { cw }: MappingContext): LinkClaim | null {
  if (match?.kind !== 'link') return null;
  const { grade, reasons, connectwise } = match.candidate;
  const fact = resolveCwRef(connectwise, cw);
  return { kind: 'link', grade, company: connectwise, connectwise: fact, reasons };
}
