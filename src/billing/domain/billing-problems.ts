import type { PlannedProblem } from '../../kernel/change';
import type { Reason } from '../../kernel/reasons';
import { listAdditionProblems } from './addition-problems';
import { isApprovable } from './evaluate-billing';
import type { LineResult } from './line-result';

/** What a person has to decide about billing, each with the command or the place that decides it. */
export function listBillingProblems(results: readonly LineResult[]): readonly PlannedProblem[] {
  const problems = new Map<string, PlannedProblem>();
  for (const result of results) {
    const problem = problemOf(result);
    if (problem && !problems.has(problem.id)) problems.set(problem.id, problem);
  }
  const waiting = results.filter((result) => isApprovable(result) && !isRejected(result));
  return [...problems.values(), ...listAdditionProblems(results), ...approvalProblem(waiting)];
}

function isRejected({ verdict }: LineResult): boolean {
  return verdict.kind === 'held' && verdict.isRejected === true;
}

/** One for all: who approves looks at the preview anyway. */
function approvalProblem(waiting: readonly LineResult[]): readonly PlannedProblem[] {
  if (waiting.length === 0) return [];
  const [first] = waiting;
  const example = first ? `, for example ${describe(first)}` : '';
  return [
    {
      id: 'billing/approvals',
      system: 'connectwise',
      kind: 'approval',
      message: `${waiting.length} quantities wait for approval${example}.`,
      hint: 'Look at them with: vspc-bridge billing preview. Then: vspc-bridge billing approve <line id>… | --all',
    },
  ];
}

function describe({ id, company, before, after, verdict }: LineResult): string {
  return `${id} (${company.name}): ${before ?? 'none'} → ${after ?? '0'}, ${verdict.detail}`;
}

function problemOf(result: LineResult): PlannedProblem | null {
  const { verdict, company, line, settings } = result;
  if (verdict.kind !== 'held') return badCounterProblem(result);
  const hint = HINTS[verdict.reason]?.(result);
  if (hint === undefined) return null;
  const isOfProduct = PRODUCT_REASONS.has(verdict.reason);
  const id = isOfProduct ? `billing/${verdict.reason}/${settings.product}` : `billing/${verdict.reason}/${result.id}`;
  const where = isOfProduct ? `Line ${line}` : `${company.name}, line ${line}`;
  return { id, system: 'connectwise', kind: verdict.reason, message: `${where}: ${verdict.detail}.`, hint };
}

/** The quantity comes from other days: nothing waits, and a person should know. */
function badCounterProblem({ id, calculation, company, line }: LineResult): PlannedProblem | null {
  const badCounter = calculation?.kind === 'value' ? calculation.badCounter : null;
  if (badCounter === null) return null;
  const message = `${company.name}, line ${line}: ${badCounter}; that day is not counted.`;
  const hint = 'Look at the usage of that day in VSPC.';
  return { id: `billing/bad-counter/${id}`, system: 'connectwise', kind: 'bad-counter', message, hint };
}

/** The same for every company: told once. */
const PRODUCT_REASONS: ReadonlySet<Reason> = new Set<Reason>([
  'product-missing',
  'product-inactive',
  'product-bundle',
  'unit-mismatch',
]);

const PIN_AGREEMENT = ({ company, settings }: LineResult): string =>
  `Name the agreement in mappings/companies.yaml: agreements: { ${settings.group}: <id> } for ${company.name}.`;

const HINTS: Readonly<Partial<Record<Reason, (result: LineResult) => string>>> = {
  ambiguous: PIN_AGREEMENT,
  none: ({ company }) => `Make an agreement for ${company.name} in ConnectWise, or exclude the company from the line.`,
  expired: ({ company }) => `Renew the agreement of ${company.name} in ConnectWise, or name another in companies.yaml.`,
  'confirm-for-billing': ({ company }) =>
    `Confirm the link: ${company.members
      .filter((member) => !member.isTrusted)
      .map((member) => `vspc-bridge companies confirm vspc:${member.connection}/${member.uid}`)
      .join('; ')}`,
  'addition-deleted': ({ company, line }) =>
    `Adopt another: vspc-bridge billing adopt --company cw:${company.id} --line ${line} --addition <id>. Or exclude the company from the line.`,
  'already-invoiced': () => 'Correct the invoice by hand; the next period is written as usual.',
  'included-twice': () => 'Set Less Included of the addition to 0, or included of the line.',
  'product-missing': ({ settings }) =>
    `Correct product in mappings/products.yaml, or make ${settings.product} in the catalog.`,
  'product-inactive': ({ settings }) =>
    `Make ${settings.product} active again, or name another product in mappings/products.yaml.`,
  'product-bundle': () => 'Name a product of the bundle in mappings/products.yaml.',
  'unit-mismatch': () => 'Correct unit in mappings/products.yaml, or the unit of measure of the product.',
  'bad-counter': () => 'Look at the usage of that day in VSPC; the quantity goes on when the counter is right again.',
  conflict: () => 'Give each line a product, group or agreement of its own in mappings/products.yaml.',
};
