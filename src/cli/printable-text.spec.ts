import { createColors } from 'picocolors';
import { printable, shownName, singleLine } from './printable-text';

it.each([
  ['a bell and a zero', 'a\u0007b\u0000c', 'abc'],
  ['what clears the screen', 'a\u001b[2Jb', 'a[2Jb'],
  ['what sets the title of the window', 'a\u001b]0;title\u0007b', 'a]0;titleb'],
  ['what turns the direction', 'a\u202egnirts\u202c', 'agnirts'],
  ['a carriage return', 'good\rbad', 'goodbad'],
])('%s does nothing on a terminal', (_what, text, shown) => {
  expect(printable(text)).toBe(shown);
});

it('colours and lines stay', () => {
  const text = `${createColors(true).bold('bold')}\n\tindented`;
  expect(printable(text)).toBe(text);
});

it('rows of a table for a spreadsheet end as they should', () => {
  expect(printable('name,id\r\nA,1\r\n')).toBe('name,id\r\nA,1\r\n');
});

it('a name of several lines is one', () => {
  expect(singleLine('one\r\n\ttwo')).toBe('one two');
});

it.each([
  ['is shown', 'Nightly', 'Nightly'],
  ['of an emoji is one', '👩‍👧', '👩‍👧'],
  ['that is empty is said to be none', '', '(without a name)'],
  ['of blanks is none', ' \t ', '(without a name)'],
  ['of marks that nobody sees is none', '\u200b\u200d\u202e', '(without a name)'],
])('a name %s', (_what, name, shown) => {
  expect(shownName(name)).toBe(shown);
});
