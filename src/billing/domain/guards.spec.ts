import { Quantity } from '../../kernel/quantity';
import { judgeGuards, tooManyCompanies, type GuardedChange } from './guards';

const GUARDS = { maxIncreasePercent: '50', maxDecreasePercent: '30', ignoreBelow: '5', maxCompaniesPercent: '20' };

function change(before: string | null, after: string, more: Partial<GuardedChange> = {}): GuardedChange {
  const quantity = before === null ? null : new Quantity(before);
  return {
    before: quantity,
    after: new Quantity(after),
    isRolledBack: false,
    isDrift: false,
    isFirstOfAdopted: false,
    ...more,
  };
}

describe('judgeGuards', () => {
  it.each<[sentence: string, change: GuardedChange, reason: string | null]>([
    ['exactly the allowed increase goes', change('10', '15'), null],
    ['more than the allowed increase waits', change('10', '16'), 'guard-increase'],
    ['exactly the allowed decrease goes', change('100', '70'), null],
    ['more than the allowed decrease waits', change('100', '69'), 'guard-decrease'],
    ['a small change is not worth a question', change('2', '6.9'), null],
    ['a change of ignoreBelow is', change('2', '7'), 'guard-increase'],
    ['from zero counts as +100 %', change('0', '5'), 'guard-increase'],
    ['from zero to little goes', change('0', '4'), null],
    ['a creation counts as +100 %', change(null, '5'), 'guard-increase'],
    ['to zero always waits, however small', change('1', '0'), 'guard-zero'],
    [
      'the first write to an adopted addition always waits',
      change('5', '6', { isFirstOfAdopted: true }),
      'guard-adopted',
    ],
    ['zero is named before adoption', change('5', '0', { isFirstOfAdopted: true }), 'guard-zero'],
    ['what somebody changed is kept', change('5', '6', { isDrift: true }), 'drift'],
    ['after a rollback everything waits', change('5', '6', { isRolledBack: true, isDrift: true }), 'rolled-back'],
  ])('%s', (_sentence, guarded, reason) => {
    expect(judgeGuards(guarded, GUARDS)).toBe(reason);
  });

  it('a creation may go where doubling is allowed', () => {
    expect(judgeGuards(change(null, '50'), { ...GUARDS, maxIncreasePercent: '100' })).toBeNull();
  });

  it.each([
    [20, 100, false],
    [21, 100, true],
    [1, 4, true],
    [0, 0, false],
  ])('%i of %i companies at once: waits %s', (changing, withLines, waits) => {
    expect(tooManyCompanies(changing, withLines, GUARDS)).toBe(waits);
  });
});
