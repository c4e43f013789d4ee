import type { AdditionFact } from './billing-observation';
import type { LineResult } from './line-result';

export interface Adoption {
  readonly result: LineResult;
  readonly addition: AdditionFact;
}

export interface AdoptionPlan {
  readonly adoptions: readonly Adoption[];
  /** Lines that a person has to look at one by one, and why. */
  readonly left: readonly { readonly result: LineResult; readonly detail: string }[];
}

/**
 * Which existing additions can be handed over without choosing (RULES, Billing 6). Of the lines that are held for want of
 * an addition, first line that fits:
 *
 * | the active additions of the line's product on its agreement | the line is            |
 * | ------------------------------------------------------------ | ---------------------- |
 * | none                                                         | left: nothing to adopt |
 * | several                                                      | left: a person chooses |
 * | one, that carries another line                               | left                   |
 * | one, that another line could adopt as well                   | left                   |
 * | one                                                          | adopted                |
 */
export function planAdoptions(
  results: readonly LineResult[],
  /** Line id by addition, of the additions that are ours. */
  taken: ReadonlyMap<number, string>,
): AdoptionPlan {
  const waiting = results.filter(({ verdict }) => verdict.reason === 'no-addition');
  const wanted = new Map<number, string[]>();
  for (const { id, candidates } of waiting) {
    for (const addition of candidates) wanted.set(addition.id, [...(wanted.get(addition.id) ?? []), id]);
  }
  const adoptions: Adoption[] = [];
  const left: AdoptionPlan['left'][number][] = [];
  for (const result of waiting) {
    const [addition] = result.candidates;
    const detail = whyLeft(result, addition, { taken, wanted });
    if (addition && detail === null) adoptions.push({ result, addition });
    else left.push({ result, detail: detail ?? result.verdict.detail });
  }
  return { adoptions, left };
}

function whyLeft(
  { candidates, settings, verdict }: LineResult,
  addition: AdditionFact | undefined,
  { taken, wanted }: { taken: ReadonlyMap<number, string>; wanted: ReadonlyMap<number, readonly string[]> },
): string | null {
  if (!addition) return verdict.detail;
  if (candidates.length > 1) {
    return `additions ${candidates.map(({ id }) => id).join(', ')} are all of ${settings.product}`;
  }
  const owner = taken.get(addition.id);
  if (owner !== undefined) return `addition ${addition.id} carries ${owner} already`;
  const rivals = wanted.get(addition.id) ?? [];
  return rivals.length > 1 ? `addition ${addition.id} would carry ${rivals.join(' and ')}` : null;
}
