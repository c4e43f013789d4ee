import { judgeEmptyLookUp } from './judge-look-up';

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 2, 8, minutes));

describe('judgeEmptyLookUp', () => {
  it.each<[string, number | null, number | null, number, string]>([
    ['nothing counts before settleFor has passed since the lost answer', 1, null, 10, 'too-early'],
    ['the first one that counts is settleFor after the lost answer', 1, null, 11, 'first'],
    ['after a kill the request may have left one lease after the intent', null, null, 10, 'too-early'],
    ['after a kill the first one that counts is a lease and settleFor later', null, null, 11, 'first'],
    ['a second within the interval does not count', 0, 10, 14, 'wait'],
    ['a second one interval later decides', 0, 10, 15, 'not-done'],
  ])('%s', (_sentence, sentBy, firstEmpty, now, expected) => {
    const instant = (minutes: number | null) => (minutes === null ? null : at(minutes));
    const lookUp = { intendedAt: at(0), sentBy: instant(sentBy), firstEmptyAt: instant(firstEmpty), now: at(now) };
    expect(judgeEmptyLookUp(lookUp)).toBe(expected);
  });
});
