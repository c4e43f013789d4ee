import fc from 'fast-check';
import { cleanLine, cleanText, cutText } from './cut-text';

describe('cutText', () => {
  it.each<[string, string, number, string]>([
    ['fits', 'abc', 3, 'abc'],
    ['does not fit', 'abcd', 3, 'ab…'],
    ['never half a character', '😀😀😀', 2, '😀…'],
    ['counts characters, not halves', '😀😀😀', 3, '😀😀😀'],
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
          expect(Array.from(cutText(text, characters)).length).toBeLessThanOrEqual(characters);
        },
      ),
    );
  });

  it('cleans control characters, direction marks and halves of characters', () => {
    expect(cleanLine('a\u0000b\u202Ec\uD800d\r\ne')).toBe('a b cd e');
    expect(cleanText('one\r\n\r\n\r\n\r\ntwo')).toBe('one\n\ntwo');
  });
});
