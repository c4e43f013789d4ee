import type { CivilDate } from '../../kernel/civil-date';
import { matchesPattern } from '../../kernel/match-pattern';
import type { AgreementFact } from './billing-observation';
import type { AgreementSelector } from './product-line';

export type AgreementChoice =
  | { readonly kind: 'chosen'; readonly agreement: AgreementFact }
  | {
      readonly kind: 'held';
      readonly reason: 'ambiguous' | 'none' | 'expired' | 'not-started';
      readonly detail: string;
      readonly candidates: readonly AgreementFact[];
    };

export interface AgreementQuestion {
  readonly companyId: number;
  readonly group: string;
  readonly selector: AgreementSelector | null;
  /** The agreements that companies.yaml names for the group: none, or one, or by mistake several. */
  readonly pinnedIds: readonly number[];
  /** Of the company. */
  readonly agreements: readonly AgreementFact[];
  /** Business day of the pass. */
  readonly today: CivilDate;
}

type Standing = 'active' | 'ended' | 'not-started';

/**
 * The agreement that carries a line (RULES, Billing 5). First line that fits:
 *
 * | pinned for the group             | matches of the type or name          | choice           |
 * | -------------------------------- | ------------------------------------ | ---------------- |
 * | yes, active                      | any                                  | the pinned one   |
 * | yes, ended, cancelled            | any                                  | held expired     |
 * | yes, not started                 | any                                  | held not-started |
 * | yes, but not of this company     | any                                  | held none        |
 * | more than one                    | any                                  | held ambiguous   |
 * | no                               | exactly one active                   | that one         |
 * | no                               | more than one active                 | held ambiguous   |
 * | no                               | none active, one that will start     | held not-started |
 * | no                               | only ended or cancelled ones         | held expired     |
 * | no                               | none                                 | held none        |
 */
export function chooseAgreement(question: AgreementQuestion): AgreementChoice {
  const [pinnedId, ...others] = question.pinnedIds;
  if (pinnedId === undefined) return chooseMatch(question);
  if (others.length === 0) return choosePinned(question, pinnedId);
  return held('ambiguous', `companies.yaml pins ${question.pinnedIds.join(' and ')} for ${question.group}`, []);
}

function choosePinned({ agreements, group, today }: AgreementQuestion, pinnedId: number): AgreementChoice {
  const agreement = agreements.find((candidate) => candidate.id === pinnedId);
  if (!agreement) {
    return held('none', `agreement ${pinnedId}, pinned for ${group}, is not one of this company`, []);
  }
  const standing = standingOf(agreement, today);
  if (standing === 'active') return { kind: 'chosen', agreement };
  const detail = `agreement ${pinnedId} “${agreement.name}”, pinned for ${group}, ${WORDS[standing]}`;
  return held(standing === 'ended' ? 'expired' : 'not-started', detail, [agreement]);
}

function chooseMatch({ agreements, selector, today }: AgreementQuestion): AgreementChoice {
  if (selector === null) return held('none', 'no agreement is pinned, and the line names neither type nor name', []);
  const matching = agreements.filter((agreement) => isMatch(agreement, selector));
  const active = matching.filter((agreement) => standingOf(agreement, today) === 'active');
  const [only, ...others] = active;
  if (only && others.length === 0) return { kind: 'chosen', agreement: only };
  if (only) return held('ambiguous', `${active.length} active agreements match: ${listNames(active)}`, active);
  const waiting = matching.filter((agreement) => standingOf(agreement, today) === 'not-started');
  if (waiting.length > 0) return held('not-started', `${listNames(waiting)} has not started`, waiting);
  if (matching.length > 0) return held('expired', `${listNames(matching)} has ended or is cancelled`, matching);
  return held('none', `no agreement of the ${describe(selector)}`, []);
}

function isMatch(agreement: AgreementFact, selector: AgreementSelector): boolean {
  if ('type' in selector) return agreement.type?.toLowerCase() === selector.type.toLowerCase();
  return matchesPattern(selector.name, agreement.name);
}

/** The server computes the status; where it shows none, its dates tell. */
export function standingOf(agreement: AgreementFact, today: CivilDate): Standing {
  const { startDate, endDate, dateCancelled, status } = agreement;
  if (agreement.cancelled || status === 'Cancelled' || status === 'Expired') return 'ended';
  if (isBefore(dateCancelled, today) || isBefore(endDate, today)) return 'ended';
  if (startDate !== null && startDate > today) return 'not-started';
  return status === 'Inactive' ? 'ended' : 'active';
}

function isBefore(date: CivilDate | null, today: CivilDate): boolean {
  return date !== null && date < today;
}

const WORDS = { ended: 'has ended or is cancelled', 'not-started': 'has not started' } as const;

function listNames(agreements: readonly AgreementFact[]): string {
  return agreements.map(({ id, name }) => `${id} “${name}”`).join(', ');
}

function describe(selector: AgreementSelector): string {
  return 'type' in selector ? `type ${selector.type}` : `name ${selector.name}`;
}

function held(
  reason: 'ambiguous' | 'none' | 'expired' | 'not-started',
  detail: string,
  candidates: readonly AgreementFact[],
): AgreementChoice {
  return { kind: 'held', reason, detail, candidates };
}
