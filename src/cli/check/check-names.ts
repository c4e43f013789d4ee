import { suggest } from '../../config/nearest';
import type { CheckItem } from './check-item';

export interface NamedRecord {
  readonly id: number;
  readonly name: string;
  readonly inactive?: boolean;
}

export interface WantedName {
  readonly system: string;
  /** `board`, `open status`, … */
  readonly what: string;
  /** The board that it belongs to. */
  readonly on?: string;
  readonly wanted: string | number;
  /** File that holds the name. */
  readonly file: string;
}

/** A name is looked up as the streams do it: without regard to case, a number by its id. */
export function findNamed<T extends NamedRecord>(records: readonly T[], wanted: string | number): T | undefined {
  if (typeof wanted === 'number') return records.find(({ id }) => id === wanted);
  const name = wanted.trim().toLowerCase();
  return records.find((record) => record.name.trim().toLowerCase() === name);
}

const MOST_NAMES = 12;

export function judgeName(records: readonly NamedRecord[], { system, what, on, wanted, file }: WantedName): CheckItem {
  const found = findNamed(records, wanted);
  const base = { system, name: what };
  const where = on === undefined ? '' : ` on ${on}`;
  if (!found) {
    const names = records.filter(({ inactive }) => inactive !== true).map(({ name }) => name);
    const hint = `Correct it in ${file}. ${suggest(String(wanted), names.slice(0, MOST_NAMES))}`;
    return { ...base, ok: false, message: `there is no ${what} ${render(wanted)}${where}`, hint };
  }
  if (found.inactive === true) {
    const hint = `Make it active in ConnectWise, or name another one in ${file}.`;
    return { ...base, ok: false, message: `${what} ${render(wanted)}${where} is inactive`, hint };
  }
  return { ...base, ok: true, message: `${what} ${render(wanted)}${where} is there`, hint: null };
}

function render(wanted: string | number): string {
  return typeof wanted === 'number' ? `with the id ${wanted}` : `“${wanted}”`;
}
