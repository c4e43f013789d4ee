import fc from 'fast-check';
import { cleanLine, cleanText, cutText, isVisible } from './cut-text';

const HALF = /\p{Surrogate}/u;

describe('cutText', () => {
  it.each<[string, string, number, string]>([
    ['fits', 'abc', 3, 'abc'],
    ['does not fit', 'abcd', 3, 'ab…'],
    ['never half a character', '😀😀😀', 4, '😀…'],
    ['an emoji is two', '😀😀😀', 6, '😀😀😀'],
    ['no joint that joins nothing', '👩‍👧 at home', 4, '👩…'],
    ['no space before the ellipsis', 'ab cd', 4, 'ab…'],
  ])('%s', (_name, text, characters, cut) => {
    expect(cutText(text, characters)).toBe(cut);
  });

  it('is never longer than asked, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.integer({ min: 1, max: 120 }),
        (text, characters) => {
          const cut = cutText(text, characters);
          expect(cut.length).toBeLessThanOrEqual(characters);
          if (!HALF.test(text)) expect(HALF.test(cut)).toBe(false);
        },
      ),
    );
  });

  it.each([
    ['a word', 'Nightly', true],
    ['an emoji', '🧨', true],
    ['a dot', '.', true],
    ['blanks', ' \u00a0\u3000', false],
    ['marks without width', '\u200b\u200d\ufe0f', false],
    ['nothing', '', false],
  ])('%s: there is something to see', (_what, text, visible) => {
    expect(isVisible(text)).toBe(visible);
  });

  it('cleans control characters, direction marks and halves of characters', () => {
    expect(cleanLine('a\u0000b\u202Ec\uD800d\r\ne')).toBe('a b cd e');
    expect(cleanText('one\r\n\r\n\r\n\r\ntwo')).toBe('one\n\ntwo');
  });
});
