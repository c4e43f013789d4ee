/**
 * `*` is any text, `?` any one character, without regard to case. No regular expression: names and patterns are other
 * people's text, and this takes at most length × length steps whatever they are.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  const wanted = pattern.toLowerCase();
  const given = text.toLowerCase();
  // reached[n]: the pattern so far fits the first n characters.
  let reached = Array.from({ length: given.length + 1 }, (_, length) => length === 0);
  // By code units, as `given` is compared.
  for (const symbol of Array.from({ length: wanted.length }, (_, at) => wanted.charAt(at))) {
    const before = reached;
    const next = [symbol === '*' && before[0] === true];
    for (let length = 1; length <= given.length; length += 1) {
      next.push(
        fits(symbol, given[length - 1], {
          whole: before[length],
          shorter: before[length - 1],
          grown: next[length - 1],
        }),
      );
    }
    reached = next;
  }
  return reached[given.length] === true;
}

interface Reached {
  /** Without this symbol the pattern fits up to here. */
  readonly whole: boolean | undefined;
  /** Without this symbol it fits up to the character before. */
  readonly shorter: boolean | undefined;
  /** With this symbol it fits up to the character before. */
  readonly grown: boolean | undefined;
}

function fits(symbol: string, character: string | undefined, { whole, shorter, grown }: Reached): boolean {
  if (symbol === '*') return whole === true || grown === true;
  return shorter === true && (symbol === '?' || symbol === character);
}
