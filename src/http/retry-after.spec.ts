import { parseRetryAfter } from './retry-after';

const NOW_MS = Date.parse('2026-11-02T08:00:00Z');

it.each([
  ['0', 0],
  ['25', 25_000],
  [' 1.5 ', 1_500],
  ['Mon, 02 Nov 2026 08:00:40 GMT', 40_000],
  ['Mon, 02 Nov 2026 07:00:00 GMT', 0],
  ['-5', undefined],
  ['2026', 2_026_000],
  ['soon', undefined],
  ['Monday', undefined],
  ['', undefined],
  [undefined, undefined],
])('Retry-After "%s" means %s ms', (value, expected) => {
  expect(parseRetryAfter(value, NOW_MS)).toBe(expected);
});
