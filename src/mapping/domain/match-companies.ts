import type { Candidate } from './company-link';
import { linkKey } from './company-link';
import { GRADES, type CompaniesMapping, type FoundGrade } from './company-pins';
import type { VspcCompanyFact } from './mapping-observation';

/** What comparing says of one company that nobody decided about. */
export type Match =
  | { readonly kind: 'link'; readonly candidate: Candidate }
  | { readonly kind: 'suggest'; readonly candidates: readonly [Candidate, ...Candidate[]]; readonly isUnique: boolean }
  | { readonly kind: 'none' };

export interface Claims {
  /** Companies still without a link, with what they may be. */
  readonly open: readonly { readonly company: VspcCompanyFact; readonly candidates: readonly Candidate[] }[];
  /** ConnectWise ids that a link, a pin or a confirmation already holds. */
  readonly taken: ReadonlySet<number>;
  readonly settings: CompaniesMapping;
}

/**
 * Which of the candidates become links (RULES, Mapping 1 and 4). Per company, at its best grade that is not hidden:
 *
 * | candidates at that grade | claimed by others at that grade | already taken | grade is set to | result                |
 * | ------------------------ | ------------------------------- | ------------- | --------------- | --------------------- |
 * | one                      | no                              | no            | link            | link                  |
 * | one                      | no                              | no            | suggest         | suggest               |
 * | one                      | yes                             | any           | any             | suggest, not unique   |
 * | one                      | no                              | yes           | any             | suggest, not unique   |
 * | several                  | any                             | any           | any             | suggest, not unique   |
 * | none at any grade        |                                 |               |                 | none                  |
 *
 * A candidate of a lower grade never becomes a link while one of a better grade exists.
 */
export function matchCompanies({ open, taken, settings }: Claims): Map<string, Match> {
  const shown = open.map(({ company, candidates }) => ({
    company,
    candidates: candidates.filter((candidate) => settings.automatic[candidate.grade as FoundGrade] !== 'hide'),
  }));
  const claimants = countClaims(shown.flatMap((entry) => entry.candidates));
  return new Map(shown.map(({ company, candidates }) => [linkKey(company), judge(candidates)]));

  function judge(candidates: readonly Candidate[]): Match {
    const [best, ...others] = sortedByGrade(candidates);
    if (best === undefined) return { kind: 'none' };
    const isUnique = others.every((other) => other.grade !== best.grade) && isFree(best);
    if (isUnique && settings.automatic[best.grade as FoundGrade] === 'link') return { kind: 'link', candidate: best };
    return { kind: 'suggest', candidates: [best, ...others], isUnique };
  }

  function isFree(candidate: Candidate): boolean {
    return claimants.get(claimKey(candidate)) === 1 && !taken.has(candidate.connectwise.id);
  }
}

/** Best grade first, then best score, then the lower id: an order that no list order disturbs. */
function sortedByGrade(candidates: readonly Candidate[]): Candidate[] {
  return [...candidates].sort(
    (left, right) =>
      GRADES.indexOf(left.grade) - GRADES.indexOf(right.grade) ||
      right.score - left.score ||
      left.connectwise.id - right.connectwise.id,
  );
}

function claimKey(candidate: Candidate): string {
  return `${candidate.grade}/${candidate.connectwise.id}`;
}

function countClaims(candidates: readonly Candidate[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const candidate of candidates) counts.set(claimKey(candidate), (counts.get(claimKey(candidate)) ?? 0) + 1);
  return counts;
}
