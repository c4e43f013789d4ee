import type { SourceResult } from '../reconciliation/source-result';
import type { MissingPart, Part } from './domain/documentation-observation';

/** Rows of one connection by the uid of the company that they belong to, or why there are none. */
export type ByCompany<T> = ReadonlyMap<string, readonly T[]> | MissingPart;

/** What belongs to nobody's customer is left out. */
export function groupByCompany<Item, Row>(
  items: Iterable<Item>,
  companyOf: (item: Item) => string | null,
  rowOf: (item: Item) => Row,
): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const item of items) {
    const company = companyOf(item);
    if (company === null) continue;
    const group = groups.get(company);
    if (group) group.push(rowOf(item));
    else groups.set(company, [rowOf(item)]);
  }
  return groups;
}

export function partOf<T>(rows: ByCompany<T>, company: string): Part<T> {
  return isMissingPart(rows) ? rows : (rows.get(company) ?? []);
}

function isMissingPart<T>(rows: ByCompany<T>): rows is MissingPart {
  return 'missing' in rows;
}

/**
 * Why these reads together say nothing for sure; null when all are complete:
 *
 * | one of them                       | all others         | the part is                              |
 * | --------------------------------- | ------------------ | ---------------------------------------- |
 * | broke, was cut short, is shrunk   | any                | unread: the page keeps what it says      |
 * | is refused, or this VSPC has none | complete or refused | refused: the page says that it is missing |
 */
export function missingOf(what: string, reads: readonly SourceResult<unknown>[]): MissingPart | null {
  let refused: MissingPart | null = null;
  for (const read of reads) {
    if (read.complete) continue;
    if (!isRefused(read)) return { missing: 'unread', detail: `${what} could not be read.` };
    refused = { missing: 'refused', detail: `${what} cannot be shown: the bridge's account may not read them.` };
  }
  return refused;
}

/** Refused for good, and not just today. */
export function isRefused(read: SourceResult<unknown>): boolean {
  return !read.complete && (read.kind === 'forbidden' || read.kind === 'not-found');
}
