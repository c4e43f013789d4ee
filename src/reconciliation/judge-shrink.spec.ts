import { judgeShrink, type RememberedList } from './judge-shrink';

const now = new Date('2026-11-02T08:00:00Z');
const list = (over: Partial<RememberedList>): RememberedList => ({
  keyCount: 100,
  shrunkAt: null,
  shrunkDigest: null,
  shrinkAccepted: false,
  ...over,
});

describe('judgeShrink', () => {
  it.each<[string, RememberedList | null, number, string]>([
    ['a source that was never read has nothing to compare with', null, 0, 'believe'],
    ['a list that grew is believed', list({}), 140, 'believe'],
    ['20 % less is still believed', list({}), 80, 'believe'],
    ['more than 20 % less waits', list({}), 79, 'wait'],
    ['a short list may lose nine keys', list({ keyCount: 12 }), 3, 'believe'],
    ['ten keys of a short list wait', list({ keyCount: 12 }), 2, 'wait'],
    ['an empty list after a long one waits', list({}), 0, 'wait'],
    ['an operator has accepted it', list({ shrinkAccepted: true }), 0, 'believe'],
    [
      'the same short list 24 h ago',
      list({ shrunkAt: new Date('2026-11-01T08:00:00Z'), shrunkDigest: 'd' }),
      0,
      'believe',
    ],
    [
      'the same short list too recently',
      list({ shrunkAt: new Date('2026-11-01T08:00:01Z'), shrunkDigest: 'd' }),
      0,
      'wait',
    ],
    ['another short list 24 h ago', list({ shrunkAt: new Date('2026-11-01T08:00:00Z'), shrunkDigest: 'e' }), 0, 'wait'],
  ])('%s', (_sentence, remembered, keyCount, expected) => {
    expect(judgeShrink(remembered, keyCount, 'd', now)).toBe(expected);
  });
});
