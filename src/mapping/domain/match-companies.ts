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
 * Which of the candidates become links (RULES, Mapping 1 and 4). Per company, at its best grade that is not hidden;
 * "claimed" is what another company's best grade says of the same ConnectWise company:
 *
 * | candidates at that grade | claimed by others at that grade or a better one | already taken | grade is set to | result              |
 * | ------------------------ | ----------------------------------------------- | ------------- | --------------- | ------------------- |
 * | one                      | no                                              | no            | link            | link                |
 * | one                      | no                                              | no            | suggest         | suggest             |
 * | one                      | yes                                             | any           | any             | suggest, not unique |
 * | one                      | no                                              | yes           | any             | suggest, not unique |
 * | several                  | any                                             | any           | any             | suggest, not unique |
 * | none at any grade        |                                                 |               |                 | none                |
 *
 * A candidate of a lower grade never becomes a link while one of a better grade exists, on either side: so the links of
 * one pass take nothing from one another, and the next pass finds the same.
 */
export function matchCompanies({ open, taken, settings }: Claims): Map<string, Match> {
  const shown = open.map(({ company, candidates }) => ({
    key: linkKey(company),
    candidates: sortedByGrade(
      candidates.filter((candidate) => settings.automatic[candidate.grade as FoundGrade] !== 'hide'),
    ),
  }));
  const claimants = new Claimants(shown.map(({ candidates }) => candidates));
  return new Map(shown.map(({ key, candidates }) => [key, judge(candidates)]));

  function judge([best, ...others]: readonly Candidate[]): Match {
    if (best === undefined) return { kind: 'none' };
    const isFree = !claimants.hasRival(best) && !taken.has(best.connectwise.id);
    const isUnique = isFree && others.every((other) => other.grade !== best.grade);
    if (isUnique && settings.automatic[best.grade as FoundGrade] === 'link') return { kind: 'link', candidate: best };
    return { kind: 'suggest', candidates: [best, ...others], isUnique };
  }
}

/** Who claims which ConnectWise company by the best that it has. */
class Claimants {
  private readonly ranks = new Map<number, number[]>();

  constructor(companies: readonly (readonly Candidate[])[]) {
    for (const [best, ...others] of companies) {
      if (best === undefined) continue;
      for (const claim of [best, ...others.filter((other) => other.grade === best.grade)]) this.add(claim);
    }
  }

  /** Somebody else at that grade or a better one; the candidate itself is one of them. */
  hasRival({ grade, connectwise }: Candidate): boolean {
    const ranks = this.ranks.get(connectwise.id);
    return ranks !== undefined && ranks.filter((rank) => rank <= GRADES.indexOf(grade)).length > 1;
  }

  private add({ grade, connectwise }: Candidate): void {
    const ranks = this.ranks.get(connectwise.id) ?? [];
    ranks.push(GRADES.indexOf(grade));
    this.ranks.set(connectwise.id, ranks);
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
