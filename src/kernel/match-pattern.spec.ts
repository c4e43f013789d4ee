import { matchesAny, matchesPattern } from './match-pattern';

describe('matchesPattern', () => {
  it.each<[string, string, boolean]>([
    ['night*', 'Nightly', true],
    ['*ly', 'NIGHTLY', true],
    ['n?ghtly', 'nightly', true],
    ['n?ghtly', 'nghtly', false],
    ['*', '', true],
    ['', '', true],
    ['', 'x', false],
    ['a*b*c', 'a-x-b-y-c', true],
    ['a*b*c', 'a-x-c-y-b', false],
    ['[a-z]', 'm', false],
    ['a.c', 'abc', false],
  ])('%s against %s: %s', (pattern, text, matches) => {
    expect(matchesPattern(pattern, text)).toBe(matches);
  });

  it('takes no more than length by length steps', () => {
    expect(matchesPattern('*a'.repeat(50), 'b'.repeat(10_000))).toBe(false);
  });
});

describe('matchesAny', () => {
  it.each<[string, readonly string[], string | null, boolean]>([
    ['one of several is enough', ['a*', 'b*'], 'beta', true],
    ['none of them', ['a*', 'c*'], 'beta', false],
    ['nothing to match', ['*'], null, false],
    ['no pattern', [], 'beta', false],
  ])('%s', (_name, patterns, text, matches) => {
    expect(matchesAny(patterns, text)).toBe(matches);
  });
});
