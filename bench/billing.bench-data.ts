import type { UsageSample } from '../src/billing/domain/samples';
import { USAGE_COUNTERS } from '../src/billing/domain/usage-counters';
import { addDays, type CivilDate } from '../src/kernel/civil-date';
import { BillingWorld, LINE, addition, agreement, company } from '../test/support/billing-world';

export const COMPANIES = 5_000;
export const LINES = 6;
/** A month that is closed, the present one so far, and a week before. */
export const DAYS = 40;
const LAST_DAY = '2026-11-10';
const FIRST_ID = 1_000;
/** What VSPC counts for a company besides what is billed. */
const OTHER_COUNTERS = Object.keys(USAGE_COUNTERS).slice(0, 8);

/** A large provider without its usage: every company with six lines, half of them over whole months. */
export function largeProvider(): BillingWorld {
  const world = new BillingWorld();
  const measures = ['last', 'last', 'last', 'peak', 'average', 'sum'] as const;
  world.lines = measures.map((measure, index) => ({
    ...LINE,
    name: `line-${index}`,
    measure,
    counters: [`Counter${index}`],
    product: `PRODUCT-${index}`,
  }));
  world.products = world.lines.map(({ product }, index) => ({
    ...{ id: 500 + index, identifier: product, inactive: false, isBundle: false, unitOfMeasure: 'Each', price: '9.5' },
  }));
  for (let index = 0; index < COMPANIES; index += 1) addLargeCompany(world, FIRST_ID + index);
  return world;
}

export function listDates(): readonly CivilDate[] {
  return Array.from({ length: DAYS }, (_, back) => addDays(LAST_DAY, -back)).reverse();
}

/** The usage of one day: of every company two locations, each with what is billed and eight counters more. */
export function samplesOf({ lines }: BillingWorld, date: CivilDate): UsageSample[] {
  return Array.from({ length: COMPANIES * 2 }, (_, index) => {
    const id = FIRST_ID + Math.floor(index / 2);
    const billed = lines.map((line, place) => [line.counters[0] ?? '', String(place + (id % 7))]);
    const others = OTHER_COUNTERS.map((name, place) => [name, String(id * 1_234_567 + place)]);
    const counters = Object.fromEntries([...billed, ...others]) as UsageSample['counters'];
    return { connection: 'main', companyUid: `c${id}`, location: index % 2 === 0 ? 'a' : 'b', date, counters };
  });
}

function addLargeCompany(world: BillingWorld, id: number): void {
  world.companies.push(company(id));
  world.agreements.push(agreement(id, { id: id + 100_000 }));
  for (const [index, line] of world.lines.entries()) {
    const additionId = id * 10 + 1_000_000 + index;
    const place = { id: additionId, agreementId: id + 100_000, product: line.product, productId: 500 + index };
    world.additions.push(addition(id, { ...place, quantity: '4' }));
    world.states.push({
      ...{ companyId: id, line: line.name, agreementId: id + 100_000, additionId, origin: 'adopted' },
      ...{ writtenQuantity: '4', writtenPeriod: '2026-11', closedPeriod: '2026-10', revision: 1 },
      ...{ cancelledOn: null, rolledBackRun: null, rollback: null, member: null },
    });
  }
}
