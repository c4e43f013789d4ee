import type { AdditionPlan, AgreementPlan, UsagePlan } from './company-plan';
import type { Story } from './company-stories';
import { PRODUCT_LINES, quantityOf } from './product-lines';
import type { RandomSource } from './random-source';

const FIRST_AGREEMENT_ID = 10_000;
const FIRST_ADDITION_ID = 100_000;
const ADDITIONS_PER_COMPANY = 10;

interface AgreementInput {
  readonly index: number;
  readonly story: Story;
  readonly usage: UsagePlan;
}

/**
 * The agreements of a company as its bookkeeper left them: one of the right type with an addition per product in use,
 * last month's quantities still in it. Who has two of the type has the additions on the first.
 */
export function planAgreements(input: AgreementInput, draw: RandomSource): readonly AgreementPlan[] {
  if (input.story === 'no-agreement') return [];
  const first = FIRST_AGREEMENT_ID + input.index * 2;
  const main = { id: first, name: 'Managed backup', additions: planAdditions(input, draw) };
  if (input.story !== 'two-agreements') return [main];
  return [main, { id: first + 1, name: 'Managed backup (branch)', additions: [] }];
}

function planAdditions({ index, story, usage }: AgreementInput, draw: RandomSource): readonly AdditionPlan[] {
  const additions: AdditionPlan[] = [];
  for (const [place, line] of PRODUCT_LINES.entries()) {
    const due = Number(quantityOf(line, usage[line.name]));
    const drift = draw.between(-1, 2);
    // An addition for something that nobody uses any more: lowering it to zero is a person's decision.
    const isLeftOver = story === 'reseller-customer' && line.name === 'microsoft-365';
    // Used, and never sold: there is no addition to put the quantity on.
    const isMissing = story === 'renamed' && line.name === 'virtual-machines';
    if (isMissing || (due === 0 && !isLeftOver)) continue;
    const quantity = isLeftOver ? 2 : Math.max(1, due - drift);
    const id = FIRST_ADDITION_ID + index * ADDITIONS_PER_COMPANY + place;
    additions.push({ id, line: line.name, quantity: Number(quantity.toFixed(2)) });
  }
  return additions;
}
