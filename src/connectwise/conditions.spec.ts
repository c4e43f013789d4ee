import { IntegrationError } from '../kernel/integration-error';
import { allOf, anyOf, where, whereContains, whereIn, type Condition } from './conditions';

describe('conditions', () => {
  const cases: readonly (readonly [string, Condition, string])[] = [
    ['a text in double quotes', where('externalXRef', '=', 'vspcb:prod:0a:1'), 'externalXRef = "vspcb:prod:0a:1"'],
    ['a text with single quotes as it is', where('name', '=', "Moe's & Sons"), `name = "Moe's & Sons"`],
    ['other alphabets', where('name', '=', 'Ромашка 株式会社 🚀'), 'name = "Ромашка 株式会社 🚀"'],
    ['an empty text', where('name', '!=', ''), 'name != ""'],
    ['a whole number bare', where('company/id', '=', 250), 'company/id = 250'],
    ['a fraction bare', where('quantity', '>=', 1.5), 'quantity >= 1.5'],
    ['true', where('closedFlag', '=', true), 'closedFlag = True'],
    ['false', where('closedFlag', '=', false), 'closedFlag = False'],
    ['null', where('cancelledDate', '=', null), 'cancelledDate = null'],
    [
      'an instant in brackets, to the second',
      where('lastUpdated', '>', new Date('2026-11-02T08:00:00.987Z')),
      'lastUpdated > [2026-11-02T08:00:00Z]',
    ],
    ['a part of a text', whereContains('externalXRef', 'vspcb:prod_2:'), 'externalXRef contains "vspcb:prod_2:"'],
    ['a list of numbers', whereIn('id', [1, 2, 3]), 'id in (1,2,3)'],
    ['a list of texts', whereIn('identifier', ['A,1', 'B)']), 'identifier in ("A,1","B)")'],
    ['parts joined by AND', allOf(where('a', '=', 1), where('b', '=', 2)), 'a = 1 AND b = 2'],
    ['parts joined by OR', anyOf(where('a', '=', 1), where('b', '=', 2)), 'a = 1 OR b = 2'],
    [
      'OR inside AND in parentheses',
      allOf(where('a', '=', 1), anyOf(where('b', '=', 2), where('c', '=', 3))),
      'a = 1 AND (b = 2 OR c = 3)',
    ],
    ['a lonely alternative without parentheses', allOf(anyOf(where('a', '=', 1))), 'a = 1'],
    [
      'AND inside OR without parentheses',
      anyOf(allOf(where('a', '=', 1), where('b', '=', 2)), where('c', '=', 3)),
      'a = 1 AND b = 2 OR c = 3',
    ],
  ];

  it.each(cases)('writes %s', (_sentence, condition, text) => {
    expect(condition.text).toBe(text);
  });

  it.each([
    ['a double quote', 'a"b'],
    ['a quote that would end the value', '" OR id > 0 OR name = "'],
    ['a backslash', 'a\\b'],
    ['a line break', 'a\nb'],
    ['a null character', 'a\0b'],
    ['a line separator', 'a\u2028b'],
    ['a right-to-left mark', 'a\u200Fb'],
    ['half of a surrogate pair', 'a\uD83Db'],
  ])('refuses %s instead of escaping it', (_sentence, value) => {
    for (const build of [
      () => where('name', '=', value),
      () => whereContains('name', value),
      () => whereIn('name', [value]),
    ]) {
      expect(build).toThrow(IntegrationError);
      expect(build).toThrow(/cannot search for safely/);
    }
  });

  it('calls a refused value a rejection that was not sent', () => {
    expect(caught(() => where('name', '=', '"'))).toMatchObject({
      kind: 'rejected',
      notDone: true,
      system: 'connectwise',
    });
  });

  it.each(['*', '%', '[', ']'])('refuses the wildcard %s where it would act', (wildcard) => {
    expect(() => whereContains('name', `a${wildcard}`)).toThrow(/wildcard/);
    expect(where('name', '=', `a${wildcard}`).text).toBe(`name = "a${wildcard}"`);
  });

  it.each([
    ['a field that is no path', () => where('name = "x" OR id', '=', 1)],
    ['a field that ends in a slash', () => where('company/', '=', 1)],
    ['an order with null', () => where('id', '>', null)],
    ['an empty list', () => whereIn('id', [])],
    ['no parts at all', () => allOf()],
    ['no alternatives at all', () => anyOf()],
    ['not a number', () => where('id', '=', Number.NaN)],
    ['a number beyond 2^53', () => where('id', '=', 2 ** 53)],
    ['a number with an exponent', () => where('id', '=', 1e-9)],
  ])('treats %s as our own mistake', (_sentence, build) => {
    const error = caught(build);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(IntegrationError);
  });
});

function caught(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}
