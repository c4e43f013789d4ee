import { foldText, foldWithDigraphs } from './fold-text';
import { stripLegalForms } from './legal-forms';
import { isCode, isRemark, isStatusTag, splitDecoration } from './name-decoration';
import { canonicalWord } from './name-words';
import { exactKeysOf, namesOf, parseCompanyName, wordsOf } from './parse-name';
import { websiteHost } from './website-host';

describe('parseCompanyName', () => {
  it.each([
    ['case and punctuation', 'QUORELLA—Dental.', 'quorelladental'],
    ['ampersand', 'Brax & Sons', 'braxandsons'],
    ['an apostrophe joins', "Brax's Foods", 'braxsfoods'],
    ['initials are one word', 'J. P. Brax', 'jpbrax'],
    ['a leading article', 'The Brax', 'brax'],
    ['a trailing article', 'Brax, The', 'brax'],
    ['an article alone', 'The', 'the'],
    ['abbreviations', 'Brax Mfg. Intl', 'braxmanufacturinginternational'],
    ['leading zeros', 'Brax 007', 'brax7'],
    ['ordinals', 'First Brax', '1stbrax'],
    ['ordinals in figures', '01st Brax', '1stbrax'],
    ['brackets with its own initials', 'Quorella Dental (QD)', 'quorelladental'],
    ['brackets with something else', 'Quorella (Harbour)', 'quorellaharbour'],
    ['remarks', '[VIP] Quorella - Managed', 'quorella'],
    ['a code before', '1043 Quorella', 'quorella'],
    ['a code behind', 'Quorella #12', 'quorella'],
    ['a code as a segment', 'Quorella | C1043', 'quorella'],
    ['full width', 'Ｑｕｏｒｅｌｌａ', 'quorella'],
    ['invisible signs', 'Quo\u200brella\ufeff', 'quorella'],
    ['a domain', 'www.quorella.co.uk', 'quorella'],
    ['nothing but brackets', '(Quorella)', 'quorella'],
    ['nothing but a code', '1043', '1043'],
    ['two legal forms', 'Quorella Pty. Ltd.', 'quorella'],
    ['a legal form in front stays', 'AB Tech', 'abtechnology'],
    ['a legal form alone stays', 'Limited', 'limited'],
    ['glued in another script', '架空精密工業株式会社', '架空精密工業'],
    ['voicing marks are letters', 'がく', 'がく'],
  ])('%s', (_sentence, name, key) => {
    expect(parseCompanyName(name).main.key).toBe(key);
  });

  it.each([
    ['Tesk LLC d/b/a Velmora', 'tesk', 'velmora', undefined],
    ['Tesk (dba Velmora)', 'tesk', 'velmora', undefined],
    ['Tesk t/a Velmora', 'tesk', 'velmora', undefined],
    ['Velmora (formerly Tesk)', 'velmora', undefined, 'tesk'],
    ['Velmora', 'velmora', undefined, undefined],
  ])('%s has its other names', (name, main, trade, former) => {
    const parsed = parseCompanyName(name);
    expect([parsed.main.key, parsed.trade?.key, parsed.former?.key]).toEqual([main, trade, former]);
    expect(namesOf(parsed).length).toBe(1 + Number(trade !== undefined) + Number(former !== undefined));
  });

  it('compares by the trade name first, with and without umlauts', () => {
    expect(exactKeysOf(parseCompanyName('Tesk dba Müller'))).toEqual(['muller', 'mueller']);
    expect(exactKeysOf(parseCompanyName('Tesk'))).toEqual(['tesk']);
  });

  it('reads what stands out of a name', () => {
    expect(parseCompanyName('[C-1043] North Quorella 12 Boston Ltd (old)').main).toMatchObject({
      numbers: '12',
      places: 'boston north',
      legalClass: 'ltd',
      codes: [{ text: 'c1043', series: '[ c-9' }],
      tags: ['old'],
    });
  });
});

describe('the parts', () => {
  it.each([
    ['Łódź Großmann Ærø', 'lodz grossmann aero'],
    ['İstanbul', 'istanbul'],
    ['ＡＢ', 'ab'],
    ['Ёлка', 'елка'],
  ])('foldText(%s)', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  it('foldWithDigraphs spells umlauts out', () => {
    expect(foldWithDigraphs('Äöü Ø Å')).toBe('aeoeue oe aa');
  });

  it('wordsOf keeps marks that are part of a letter', () => {
    expect(wordsOf('क्षेत्र + b c')).toEqual(['क्षेत्र', 'and', 'bc']);
  });

  it.each([
    [['brax', 'gmbh', 'and', 'co', 'kg'], ['brax'], 'gmbhkg'],
    [['brax', 'sa', 'de', 'cv'], ['brax'], 'sadecv'],
    [['brax', 'company'], ['brax'], ''],
    [['brax', 'company', 'inc'], ['brax'], 'inc'],
    [['brax', 'inc', 'company'], ['brax'], 'inc'],
    [['brax'], ['brax'], null],
    [['inc'], ['inc'], null],
    [[], [], null],
  ])('stripLegalForms(%j)', (words, rest, legalClass) => {
    expect(stripLegalForms(words)).toEqual({ words: rest, legalClass });
  });

  it.each([
    ['mfg', 'manufacturing'],
    ['ii', '2'],
    ['002nd', '2nd'],
    ['0012', '12'],
    ['quorella', 'quorella'],
    ['constructor', 'constructor'],
  ])('canonicalWord(%s)', (word, canonical) => {
    expect(canonicalWord(word)).toBe(canonical);
  });

  it('tells codes, tags and remarks apart', () => {
    expect(['1043', 'C-1043', '#7', 'QUO-DEN', 'Foods', 'OLD', 'X-'].map(isCode)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(['Old', 'do not use', "don't use", 'Managed'].map(isStatusTag)).toEqual([true, true, true, false]);
    expect(['Managed', 'VIP', 'Harbour'].map(isRemark)).toEqual([true, true, false]);
  });

  it('splitDecoration leaves a name of nothing but decoration as it is', () => {
    expect(splitDecoration('Managed - VIP')).toEqual({ core: 'Managed - VIP', parts: [] });
    expect(splitDecoration('() Quorella')).toEqual({ core: 'Quorella', parts: [] });
  });

  it.each([
    ['https://www.Example.com/en?x', 'example.com'],
    ['example.com:8080', 'example.com'],
    [null, ''],
  ])('websiteHost(%s)', (website, host) => {
    expect(websiteHost(website)).toBe(host);
  });
});
