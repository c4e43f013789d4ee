import type { Row } from './property-path';
import { badParameter } from './vspc-refusal';

const DEFAULT_LIMIT = 100;
const MAX_OFFSET = 2_147_483_647;

export interface Paging {
  readonly limit: number;
  readonly offset: number;
}

/** Facts 2.1: limit 1 to 500, default 100; offset from 0; anything else is a logical 400. */
export function parsePaging(query: URLSearchParams, maxLimit: number): Paging {
  return {
    limit: parseWhole(query, 'limit', { initial: DEFAULT_LIMIT, least: 1, most: maxLimit }),
    offset: parseWhole(query, 'offset', { initial: 0, least: 0, most: MAX_OFFSET }),
  };
}

interface Bounds {
  readonly initial: number;
  readonly least: number;
  readonly most: number;
}

function parseWhole(query: URLSearchParams, name: string, { initial, least, most }: Bounds): number {
  const source = query.get(name);
  if (source === null) return initial;
  const value = /^-?\d+$/.test(source) ? Number(source) : Number.NaN;
  if (Number.isNaN(value)) throw badParameter(name, `'${name}' must be a whole number.`);
  if (value < least) throw badParameter(name, `'${name}' must not be less than ${least}.`);
  if (value > most) throw badParameter(name, `'${name}' must not be more than ${most}.`);
  return value;
}

export interface PagingFaults {
  readonly ignoresOffset: boolean;
  /** The first element disappears once a later page is asked for. */
  readonly shrinks: boolean;
  /** Turns the list by so many places: nobody promises an order without sort. */
  readonly shift: number;
}

export interface Page {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly offset: number;
}

export function pagingOf(all: readonly Row[], { limit, offset }: Paging, faults: PagingFaults): Page {
  const rows = faults.shrinks && offset > 0 ? all.slice(1) : all;
  const start = faults.ignoresOffset ? 0 : offset;
  const page =
    faults.shift === 0 ? rows.slice(start, start + limit) : turnedPage(rows, start, { limit, shift: faults.shift });
  return { rows: page, total: rows.length, offset };
}

function turnedPage(rows: readonly Row[], start: number, { limit, shift }: { limit: number; shift: number }): Row[] {
  const page: Row[] = [];
  for (let place = start; place < Math.min(start + limit, rows.length); place += 1) {
    const row = rows[(place + shift) % rows.length];
    if (row !== undefined) page.push(row);
  }
  return page;
}
