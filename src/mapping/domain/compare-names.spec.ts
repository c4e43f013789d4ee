import { NAME_PAIRS } from '../../../bench/name-pairs.bench-data';
import { compareNames, isMisspelt } from './compare-names';
import { parseCompanyName } from './parse-name';

function gradeOf(left: string, right: string): string {
  return compareNames(parseCompanyName(left), parseCompanyName(right))?.grade ?? 'none';
}

describe('compareNames', () => {
  it.each([
    ['have different trade names', 'Tesk LLC dba Velmora Foods', 'Tesk LLC dba Ondrelund Foods', 'none'],
    ['have the same trade name', 'Tesk LLC dba Velmora Foods', 'Brax LLC dba Velmora Foods', 'exact-name'],
    ['numbers differ', 'Velmora Store 12', 'Velmora Store 14', 'none'],
    ['one has a number', 'Velmora Foods 2', 'Velmora Foods', 'none'],
    ['numbers in words differ', 'Velmora Phase II', 'Velmora Phase III', 'none'],
    ['years differ', 'Velmora Foods 2019', 'Velmora Foods 2020', 'none'],
    ['directions differ', 'Velmora East', 'Velmora West', 'none'],
    ['places differ', 'Velmora Boston', 'Velmora Austin', 'none'],
    ['one has a place in brackets', 'Velmora (Boston)', 'Velmora', 'none'],
    ['two codes of one series', '[1043] Velmora Foods', '[1044] Velmora Foods', 'none'],
    ['two codes of one series, and misspelt', '[1043] Velmora Foods', '[1044] Velmorra Foods', 'none'],
    ['same letters', 'VÉLMORA-Foods', 'velmora foods', 'exact-name'],
    ['same letters, umlauts spelled out', 'Müller Grund', 'Mueller Grund', 'exact-name'],
    ['same letters, one legal form', 'Velmora Foods GmbH', 'Velmora Foods', 'exact-name'],
    ['same letters, "company" and another form', 'Velmora Company', 'Velmora Inc', 'exact-name'],
    ['a legal form contradicts', 'Velmora Foods GmbH', 'Velmora Foods AG', 'strong'],
    ['a code of another series contradicts', '[1043] Velmora Foods', 'Velmora Foods (2044)', 'strong'],
    ['the same code', '[1043] Velmora Foods', 'Velmora Foods (1043)', 'exact-name'],
    ['a tag contradicts', 'Velmora Foods (old)', 'Velmora Foods', 'strong'],
    ['sorted out of the way', 'zz_Velmora Foods', 'Velmora Foods', 'strong'],
    ['a domain of that name', 'velmora.com', 'Velmora', 'strong'],
    ["one's legal name is the other's name", 'Tesk LLC dba Velmora Foods', 'Tesk', 'strong'],
    ["the other's legal name is the one's name", 'Tesk', 'Tesk LLC dba Velmora Foods', 'strong'],
    ["one's former name is the other's name", 'Velmora Foods (formerly Tesk)', 'Tesk', 'strong'],
    ["the other's former name is the one's name", 'Tesk', 'Velmora Foods fka Tesk', 'strong'],
    ['another order', 'Velmora Foods Brax', 'Brax Velmora Foods', 'strong'],
    ['without a generic word', 'Velmora Foods Services', 'Velmora Foods', 'strong'],
    ['nothing but generic words in common', 'The Services of Solutions', 'The Services', 'none'],
    ['one misspelt word', 'Velmorra Foods', 'Velmora Foods', 'strong'],
    ['two misspelt words', 'Velmorra Machning', 'Velmora Machining', 'strong'],
    ['two letters the wrong way round', 'Vlemora Foods', 'Velmora Foods', 'strong'],
    ['written apart and misspelt', 'Data Wroks Velmora', 'Dataworks Velmora', 'strong'],
    ['three misspelt words', 'Velmorra Machning Ferrys', 'Velmora Machining Ferries', 'none'],
    ['one has more words', 'Velmora Foods Holding', 'Velmora Foods', 'weak'],
    ['a word of each differs, much is alike', 'Velmora Machining Printing', 'Velmora Machining Printers', 'weak'],
    ['a word of each differs', 'Velmora Foods', 'Velmora Timber', 'none'],
    ['no word in common', 'Velmora', 'Ondrelund', 'none'],
    ['no name at all', '', 'Velmora', 'none'],
    ['nothing but signs', '---', '***', 'none'],
  ])('%s', (_sentence, left, right, grade) => {
    expect(gradeOf(left, right)).toBe(grade);
    expect(gradeOf(right, left)).toBe(grade);
  });

  it('tells why in words', () => {
    const reasons = (left: string, right: string) =>
      compareNames(parseCompanyName(left), parseCompanyName(right))?.reasons.join(', ');
    expect(reasons('Velmora GmbH', 'Velmora AG')).toBe('the names are the same, the legal forms differ');
    expect(reasons('Velmorra Foods', 'Velmora Foods')).toBe('the same words, misspelt: velmorra / velmora');
    expect(reasons('Foods Velmora', 'Velmora Foods')).toBe('the same words in another order');
    expect(reasons('Velmora Services', 'Velmora')).toBe('the same words but for “services”');
    expect(reasons('Velmora Holding', 'Velmora')).toBe('they differ in “holding”');
  });

  it('does not look for what is only weakly alike when nobody wants it', () => {
    const [left, right] = ['Velmora Foods Holding', 'Velmora Foods'].map(parseCompanyName);
    expect(compareNames(left!, right!, 'strong')).toBeNull();
  });
});

describe('isMisspelt', () => {
  it.each([
    ['the same', 'velmora', 'velmora', true],
    ['a letter in a word of five', 'brakx', 'brakz', true],
    ['a letter in a shorter word', 'tesk', 'tisk', false],
    ['the first letter', 'harvolane', 'marvolane', false],
    ['two letters in a word of nine', 'quorellane', 'quoralane', true],
    ['two letters in a shorter word', 'velmora', 'velmaro', false],
    ['three letters more', 'velmora', 'velmorabcd', false],
    ['a number on the left', 'velm0ra', 'velmora', false],
    ['a number on the right', 'velmora', 'velm0ra', false],
  ])('%s', (_sentence, left, right, expected) => {
    expect(isMisspelt(left, right)).toBe(expected);
  });
});

describe('on the labelled pairs', () => {
  const judged = NAME_PAIRS.map((pair) => ({ ...pair, grade: gradeOf(pair.left, pair.right) }));
  const share = (pairs: typeof judged, grades: readonly string[]) =>
    pairs.filter((pair) => grades.includes(pair.grade)).length / pairs.length;

  it('no near miss is linked', () => {
    expect(judged.filter((pair) => pair.label === 'other' && pair.grade === 'exact-name')).toEqual([]);
  });

  it('what can be told without risk is linked', () => {
    expect(
      share(
        judged.filter((pair) => pair.label === 'same'),
        ['exact-name'],
      ),
    ).toBeGreaterThanOrEqual(0.95);
  });

  it('linked or suggested is nearly all that is the same, and hardly anything else', () => {
    const shown = judged.filter((pair) => pair.grade === 'exact-name' || pair.grade === 'strong');
    expect(
      share(
        judged.filter((pair) => pair.label !== 'other'),
        ['exact-name', 'strong'],
      ),
    ).toBeGreaterThanOrEqual(0.95);
    expect(shown.filter((pair) => pair.label !== 'other').length / shown.length).toBeGreaterThanOrEqual(0.97);
  });

  it('there are enough of them, each once', () => {
    expect(new Set(NAME_PAIRS.map(({ left, right }) => `${left}|${right}`)).size).toBe(NAME_PAIRS.length);
    expect(NAME_PAIRS.length).toBeGreaterThanOrEqual(400);
  });
});
