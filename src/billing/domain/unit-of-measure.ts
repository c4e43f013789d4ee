import type { Unit } from './product-line';

/** Spellings of ConnectWise's units of measure that mean an amount of data or time. */
const UNIT_WORDS: Readonly<Record<string, Unit>> = {
  gb: 'GB',
  gigabyte: 'GB',
  gigabytes: 'GB',
  tb: 'TB',
  terabyte: 'TB',
  terabytes: 'TB',
  gib: 'GiB',
  tib: 'TiB',
  hour: 'hours',
  hours: 'hours',
  hr: 'hours',
  hrs: 'hours',
};

/** What is counted one by one. `Each` and the like are every product's default and say nothing. */
const COUNT_WORDS = [
  ...['user', 'users', 'seat', 'seats', 'licence', 'license', 'licenses', 'mailbox', 'mailboxes'],
  ...['server', 'servers', 'vm', 'vms', 'workstation', 'workstations', 'device', 'devices', 'endpoint', 'endpoints'],
];

/**
 * Whether a line's unit contradicts the product's unit of measure (RULES, Billing 9).
 *
 * | product's unit            | line's unit     | disagrees |
 * | ------------------------- | --------------- | --------- |
 * | none, or says nothing     | any             | no        |
 * | an amount of data or time | the same        | no        |
 * | an amount of data or time | another         | yes       |
 * | something counted         | count           | no        |
 * | something counted         | anything else   | yes       |
 */
export function unitDisagrees(unit: Unit, unitOfMeasure: string | null): boolean {
  const word = unitOfMeasure?.trim().toLowerCase() ?? '';
  const meant = UNIT_WORDS[word] ?? (COUNT_WORDS.includes(word) ? 'count' : null);
  return meant !== null && meant !== unit;
}
