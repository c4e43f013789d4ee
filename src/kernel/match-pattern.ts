/**
 * `*` is any text, `?` any one character, without regard to case. No regular expression: names and
 * patterns are other people's text, and this takes at most length × length steps whatever they are.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  const wanted = pattern.toLowerCase();
  const given = text.toLowerCase();
  let wantedAt = 0;
  let givenAt = 0;
  let starAt = -1;
  let resumeAt = 0;
  while (givenAt < given.length) {
    const next = wanted[wantedAt];
    if (next === '*') {
      starAt = wantedAt;
      resumeAt = givenAt;
      wantedAt += 1;
    } else if (next === '?' || next === given[givenAt]) {
      wantedAt += 1;
      givenAt += 1;
    } else if (starAt >= 0) {
      wantedAt = starAt + 1;
      resumeAt += 1;
      givenAt = resumeAt;
    } else {
      return false;
    }
  }
  while (wanted[wantedAt] === '*') wantedAt += 1;
  return wantedAt === wanted.length;
}

export function matchesAny(patterns: readonly string[], text: string | null): boolean {
  return text !== null && patterns.some((pattern) => matchesPattern(pattern, text));
}
