import { utcDateOf } from '../../kernel/civil-date';
import { compareText } from '../../kernel/compare';
import type { ExpectedLink } from '../answer-key/answer-key';
import { expectLink } from '../answer-key/expect-links';
import { TRUSTED_GRADES } from '../bridge-settings';
import type { CompanyPlan } from '../world/company-plan';
import type { World } from '../world/create-world';
import { digitsOf, exactly, minus, roundedTo, times, type ExactFraction } from './exact-fraction';
import { MONTH_ID } from './month-life';
import { MONTH_LINES, MONTH_QUOTAS, MONTH_SLIPS, MONTH_STRAY_USERS, type MonthLine } from './month-lines';
import { LEFT_QUANTITY, listMonthAdditions, monthAdditionId } from './with-billing-month';

/** What a correct bridge has made of October when it is closed; from RULES and the plan of the world alone. */
export interface BillingMonthKey {
  readonly additions: readonly { readonly id: number; readonly quantity: string; readonly why: string }[];
  /** `<ConnectWise company>/<line> <reason>` of everything that waits for a person. */
  readonly holds: readonly string[];
  readonly leaks: readonly MonthLeak[];
}

export interface MonthLeak {
  readonly kind: string;
  /** Of the VSPC company, or of the tenant. */
  readonly uid: string;
  readonly product: string;
  readonly quantity: string;
  /** At list price. */
  readonly value: string;
}

export function billingMonthKey(world: World): BillingMonthKey {
  const cases = world.plans.flatMap((plan) => MONTH_LINES.map((line) => caseOf(world, plan, line)));
  return {
    additions: cases.flatMap(expectAddition),
    holds: cases.flatMap((each) => {
      const hold = holdOf(each);
      return hold === null ? [] : [`${each.plan.connectWise?.id ?? 0}/${each.line.name} ${hold}`];
    }),
    leaks: [...cases.flatMap((each) => leakOf(each) ?? []), ...strayTenants(world)],
  };
}

/** A line of a company at the close. */
interface MonthCase {
  readonly plan: CompanyPlan;
  readonly link: ExpectedLink;
  readonly line: MonthLine;
  /** What October comes to; null where a quota has no limit. */
  readonly due: ExactFraction | null;
  readonly addition: { readonly id: number; readonly quantity: number } | null;
}

function caseOf(world: World, plan: CompanyPlan, line: MonthLine): MonthCase {
  const planned = plan.connectWise?.agreements[0]?.additions.find((each) => each.line === line.name);
  const isOfMonth = listMonthAdditions(world).some((each) => each.plan === plan && each.line === line);
  const own = isOfMonth ? { id: monthAdditionId(plan, line), quantity: LEFT_QUANTITY } : null;
  const link = expectLink(plan);
  const value = line.counter.startsWith('quota.') ? quotaOf(plan, line) : usageOf(world, plan, { line, link });
  return { plan, link, line, due: value && quantityOf(value, line), addition: planned ?? own };
}

function quotaOf(plan: CompanyPlan, { counter }: MonthLine): ExactFraction | null {
  const bytes = MONTH_QUOTAS.filter((each) => each.story === plan.story && each.counter === counter).flatMap(
    (each) => each.bytes,
  );
  if (bytes.includes(null)) return null;
  return { top: BigInt(bytes.reduce<number>((sum, each) => sum + (each ?? 0), 0)), bottom: 1n };
}

/** Whoever is not linked has no month: the last day tells what is lost. */
function usageOf(world: World, plan: CompanyPlan, { line, link }: Pick<MonthCase, 'line' | 'link'>): ExactFraction {
  const values = dailySums(world, plan, line);
  const sum = values.reduce((total, value) => total + value, 0n);
  const last = values.at(-1) ?? 0n;
  switch (link.state === 'linked' ? line.measure : 'last') {
    case 'last':
      return { top: last, bottom: 1n };
    case 'peak':
      return { top: values.reduce((largest, value) => (value > largest ? value : largest), 0n), bottom: 1n };
    case 'average':
      return { top: sum, bottom: BigInt(values.length) };
    case 'sum':
      return { top: sum, bottom: 1n };
  }
}

/** Over the locations, one for each day of the month. */
function dailySums({ vspc }: World, { uid }: CompanyPlan, { counter }: MonthLine): readonly bigint[] {
  const days = new Map<string, bigint>();
  for (const { companyUid, date, counters } of vspc.usage) {
    const day = utcDateOf(date);
    if (companyUid !== uid || !day.startsWith(MONTH_ID)) continue;
    const counted = counters.find(({ type }) => type === counter)?.value ?? 0;
    days.set(day, (days.get(day) ?? 0n) + BigInt(counted));
  }
  return [...days].sort(([left], [right]) => compareText(left, right)).map(([, value]) => value);
}

const UNIT: Readonly<Record<MonthLine['unit'], bigint>> = { count: 1n, GB: 10n ** 9n, TB: 10n ** 12n, GiB: 2n ** 30n };

function quantityOf({ top, bottom }: ExactFraction, line: MonthLine): ExactFraction {
  const { unit, included, block, decimals, round } = line;
  const inUnits = minus({ top, bottom: bottom * UNIT[unit] }, exactly(included));
  const smallest = { top: 1n, bottom: 10n ** BigInt(decimals) };
  return roundedTo(inUnits, block === null ? smallest : exactly(block), round === 'none' ? 'half-up' : round);
}

/**
 * First line that fits:
 *
 * | the line of the company                               | waits as            |
 * | ----------------------------------------------------- | ------------------- |
 * | of nobody's company, or of an inactive one            | (not at all)        |
 * | is not used                                           | (not at all)        |
 * | rests on a name                                       | confirm-for-billing |
 * | has a quota without a limit                           | bad-counter         |
 * | has a product that is not sold any more               | product-inactive    |
 * | has no agreement; two                                 | none; ambiguous     |
 * | closes a month that was invoiced meanwhile            | already-invoiced    |
 * | has no addition, or one that has ended                | no-addition         |
 * | has units included on both sides                      | included-twice      |
 */
function holdOf(each: MonthCase): string | null {
  const { plan, link, line, due } = each;
  if (!isBilled(link, line, plan) || due?.top === 0n) return null;
  if (!isTrusted(link)) return 'confirm-for-billing';
  if (due === null) return 'bad-counter';
  return line.isInactive ? 'product-inactive' : holdOfAgreement(each, plan.connectWise?.agreements.length ?? 0);
}

function holdOfAgreement({ plan, line, addition }: MonthCase, agreements: number): string | null {
  if (agreements !== 1) return agreements === 0 ? 'none' : 'ambiguous';
  if (plan.story === MONTH_SLIPS.invoiced.story && line.measure !== 'last') return 'already-invoiced';
  if (addition === null || isSlip(plan, line, MONTH_SLIPS.expired)) return 'no-addition';
  return isSlip(plan, line, MONTH_SLIPS.includedTwice) ? 'included-twice' : null;
}

function isBilled(link: ExpectedLink, line: MonthLine, plan: CompanyPlan): boolean {
  return link.state === 'linked' && plan.connectWise?.state === 'active' && covers(line, plan);
}

function covers({ only }: MonthLine, { story }: CompanyPlan): boolean {
  return only === null || only.includes(story);
}

function isTrusted({ grade }: ExpectedLink): boolean {
  return TRUSTED_GRADES.some((trusted) => trusted === grade);
}

function isSlip({ story }: CompanyPlan, { name }: MonthLine, slip: { story: string; line: string }): boolean {
  return story === slip.story && name === slip.line;
}

function expectAddition(each: MonthCase): BillingMonthKey['additions'] {
  const { addition, due, link, plan, line } = each;
  if (addition === null) return [];
  const hold = holdOf(each);
  const isKept = hold !== null || !isBilled(link, line, plan) || due === null || due.top === 0n;
  const left = { id: addition.id, quantity: String(addition.quantity), why: hold ?? 'left alone' };
  return [isKept ? left : { id: addition.id, quantity: digitsOf(due), why: 'usage' }];
}

/**
 * First line that fits:
 *
 * | the line of the company                      | leak               |
 * | -------------------------------------------- | ------------------ |
 * | of nobody's company, used                    | usage-without-link |
 * | not used, and its addition bills             | no-usage           |
 * | waits as confirm-for-billing                 | link-not-trusted   |
 * | waits as product-inactive                    | inactive-product   |
 * | waits as none                                | no-agreement       |
 * | waits as no-addition; its addition has ended | no-line; expired-addition |
 * | is used, and its addition costs nothing      | zero-price         |
 */
function leakOf(each: MonthCase): MonthLeak | null {
  const { plan, link, line, due } = each;
  if (due === null || !covers(line, plan)) return null;
  if (link.state !== 'linked') return due.top === 0n ? null : leak('usage-without-link', each, due);
  if (!isBilled(link, line, plan)) return null;
  return due.top === 0n ? leakOfIdle(each) : leakOfUsed(each, due);
}

function leakOfIdle(each: MonthCase): MonthLeak | null {
  return each.addition === null ? null : leak('no-usage', each, exactly(each.addition.quantity));
}

function leakOfUsed(each: MonthCase, due: ExactFraction): MonthLeak | null {
  const kind = LEAKS[holdOf(each) ?? ''];
  if (kind === 'no-line' && each.addition !== null) return leak('expired-addition', each, due);
  if (kind !== undefined) return leak(kind, each, due);
  return isSlip(each.plan, each.line, MONTH_SLIPS.freeOfCharge) ? leak('zero-price', each, due) : null;
}

const LEAKS: Readonly<Record<string, string>> = {
  'confirm-for-billing': 'link-not-trusted',
  'product-inactive': 'inactive-product',
  none: 'no-agreement',
  'no-addition': 'no-line',
};

function leak(kind: string, { plan, line }: Pick<MonthCase, 'plan' | 'line'>, quantity: ExactFraction): MonthLeak {
  const { product, price } = line;
  const value = digitsOf(times(quantity, exactly(price)));
  return { kind, uid: plan.uid, product, quantity: digitsOf(quantity), value };
}

function strayTenants({ vspc }: World): MonthLeak[] {
  const line = MONTH_LINES.find(({ counter }) => counter === 'Vb365ProtectedUsers');
  const quantity = exactly(MONTH_STRAY_USERS);
  return vspc.vb365Organizations
    .filter(({ mappedOrganizationUid }) => mappedOrganizationUid == null)
    .map(({ instanceUid: uid }) => ({
      ...{ kind: 'm365-without-company', uid, product: line?.product ?? '', quantity: digitsOf(quantity) },
      value: digitsOf(times(quantity, exactly(line?.price ?? 0))),
    }));
}
