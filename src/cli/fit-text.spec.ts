import { cutText, displayWidth, fitText, wrapText } from './fit-text';

describe('displayWidth', () => {
  it.each<[string, string, number]>([
    ['Latin letters take one column each', 'Alpha', 5],
    ['Chinese and Japanese take two', '夜間バックアップ', 16],
    ['Korean takes two', '한국', 4],
    ['a combining accent takes none', 'e\u0301', 1],
    ['an emoji takes two', '🚀', 2],
  ])('%s', (_sentence, text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe('cutText and fitText', () => {
  it.each<[string, string, number, string]>([
    ['what fits is left alone', 'Alpha', 5, 'Alpha'],
    ['what does not ends in an ellipsis', 'Alphabet', 5, 'Alph…'],
    ['a space before the ellipsis goes', 'Alpha Bet', 7, 'Alpha…'],
    ['a wide character is never halved', '夜間夜間', 6, '夜間…'],
  ])('%s', (_sentence, text, columns, expected) => {
    expect(cutText(text, columns)).toBe(expected);
  });

  it('fills to the width', () => {
    expect(fitText('夜', 4)).toBe('夜  ');
    expect(fitText('Alphabet', 5)).toBe('Alph…');
  });
});

describe('wrapText', () => {
  it('breaks at spaces and leaves long words whole', () => {
    expect(wrapText('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrapText('a-very-long-word b', 5)).toEqual(['a-very-long-word', 'b']);
  });
});
