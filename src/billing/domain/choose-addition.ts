import type { CivilDate } from '../../kernel/civil-date';
import type { AdditionFact } from './billing-observation';
import type { LineState } from './line-state';

export type AdditionChoice =
  | { readonly kind: 'existing'; readonly addition: AdditionFact; readonly state: LineState }
  | { readonly kind: 'create' }
  | {
      readonly kind: 'held';
      readonly reason: 'no-addition' | 'addition-deleted';
      readonly detail: string;
      /** Additions of the product that a person may adopt. */
      readonly candidates: readonly AdditionFact[];
    };

export interface AdditionQuestion {
  readonly state: LineState | null;
  readonly agreementId: number;
  /** Identifier in the catalog. */
  readonly product: string;
  readonly createMissing: boolean;
  /** Of the chosen agreement. */
  readonly additions: readonly AdditionFact[];
  readonly today: CivilDate;
}

/**
 * The addition that carries a line (RULES, Billing 6). First line that fits:
 *
 * | ours, in the chosen agreement           | active one of the product | createMissing | choice                |
 * | --------------------------------------- | ------------------------- | ------------- | --------------------- |
 * | shown, open-ended or not over yet       | any                       | any           | that one              |
 * | no longer shown                         | any                       | any           | held addition-deleted |
 * | cancelled by a person                   | any                       | any           | held addition-deleted |
 * | none, cancelled by us, or elsewhere     | one or more               | any           | held no-addition: adopt it, a second would bill twice |
 * | none, cancelled by us, or elsewhere     | none                      | yes           | create                |
 * | none, cancelled by us, or elsewhere     | none                      | no            | held no-addition      |
 */
export function chooseAddition(question: AdditionQuestion): AdditionChoice {
  const { state, agreementId, additions, today } = question;
  if (state?.agreementId !== agreementId || state.cancelledOn !== null) return chooseWithoutOurs(question);
  const ours = additions.find((addition) => addition.id === state.additionId);
  if (!ours) {
    const detail = `addition ${state.additionId} is not in agreement ${agreementId} any more`;
    return { kind: 'held', reason: 'addition-deleted', detail, candidates: listCandidates(question) };
  }
  if (!isActive(ours, today)) {
    const detail = `addition ${ours.id} was cancelled as of ${ours.cancelledDate ?? ''}`;
    return { kind: 'held', reason: 'addition-deleted', detail, candidates: listCandidates(question) };
  }
  return { kind: 'existing', addition: ours, state };
}

function chooseWithoutOurs(question: AdditionQuestion): AdditionChoice {
  const candidates = listCandidates(question);
  if (candidates.length === 0 && question.createMissing) return { kind: 'create' };
  const detail =
    candidates.length === 0
      ? `agreement ${question.agreementId} has no active addition of ${question.product}`
      : `addition ${candidates.map((candidate) => candidate.id).join(', ')} of ${question.product} is not adopted`;
  return { kind: 'held', reason: 'no-addition', detail, candidates };
}

function listCandidates({ additions, product, today }: AdditionQuestion): AdditionFact[] {
  return additions.filter(
    (addition) => addition.product?.toLowerCase() === product.toLowerCase() && isActive(addition, today),
  );
}

/** An addition with a cancellation date is over from that day on. */
export function isActive(addition: AdditionFact, today: CivilDate): boolean {
  return addition.cancelledDate === null || addition.cancelledDate > today;
}
