import { addDays } from '../../kernel/civil-date';
import { formatAmount } from './amount';
import { measurePeriod, type Measured, type MeasureInput } from './measure';
import { periodOf } from './period';
import type { DayValue } from './samples';

const NOVEMBER = periodOf('2026-11', { timezone: 'UTC', settleAfterMs: 0 });
const UNKNOWN: DayValue = { kind: 'unknown', why: 'no-row', detail: 'no usage' };
const BAD: DayValue = { kind: 'unknown', why: 'bad-counter', detail: 'ManagedVms is negative' };

function known(value: number): DayValue {
  return { kind: 'known', value, parts: [value], restsOnAbsence: false };
}

/** `days` from the first of November on: a number, a gap `?`, or a bad counter `!`. */
function measure(days: string, more: Partial<MeasureInput>): Measured {
  const values = days.split(' ').map((day) => (day === '?' ? UNKNOWN : day === '!' ? BAD : known(Number(day))));
  return measurePeriod({
    measure: 'last',
    period: NOVEMBER,
    from: '2026-01-01',
    today: addDays('2026-11-01', values.length - 1),
    isClosing: false,
    readDay: (date) => values[Number(date.slice(8)) - 1] ?? UNKNOWN,
    ...more,
  });
}

function show(measured: Measured): string {
  return measured.kind === 'value' ? formatAmount(measured.value) : `${measured.kind} ${measured.reason}`;
}

const THIRTY = Array.from({ length: 30 }, (_, index) => String(index + 1));
const WHOLE = THIRTY.join(' ');

describe('measurePeriod', () => {
  it.each<[sentence: string, days: string, more: Partial<MeasureInput>, expected: string]>([
    ['last: the newest day', '5 6 7', {}, '7'],
    ['last: today may still be counted', '5 6 ?', {}, '6'],
    ['last: two days old is the present', '5 6 ? ?', {}, '6'],
    ['last: three days old is held', '5 6 ? ? ?', {}, 'held unknown-days'],
    ['last: a bad counter on the newest day is passed over', '5 6 !', {}, '6'],
    ['last: held by a bad counter says so', '5 ! ! !', {}, 'held bad-counter'],
    ['last: nothing in the first days of a period is no alarm', '? ?', {}, 'none unchanged'],
    ['last: nothing for four days is', '? ? ? ?', {}, 'held unknown-days'],
    ['last: nothing since the link is no alarm', '5 6 ?', { from: '2026-11-03' }, 'none before-link'],
    ['last: at the close, the last day of the period', WHOLE, { isClosing: true, today: '2026-12-02' }, '30'],
    [
      'last: at the close, not the day before',
      `${THIRTY.slice(0, 29).join(' ')} ?`,
      { isClosing: true, today: '2026-12-02' },
      'held unknown-days',
    ],
    ['peak: the largest day', '5 9 7', { measure: 'peak' }, '9'],
    ['peak: gaps do not matter', '5 ? ? ? ? 7', { measure: 'peak' }, '7'],
    ['peak: without any day it is held', '? ? ? ? ?', { measure: 'peak' }, 'held unknown-days'],
    ['average: over the days that are known', '4 ? 8', { measure: 'average' }, '6'],
    ['average: today is not missing yet', '4 8 ?', { measure: 'average' }, '6'],
    ['average: three unknown days are bearable', '4 ? ? ? 8', { measure: 'average' }, '6'],
    ['average: four are not', '4 ? ? ? ? 8', { measure: 'average' }, 'held unknown-days'],
    ['sum: of all days', '4 5 6', { measure: 'sum' }, '15'],
    ['sum: one unknown day holds it', '4 ? 6', { measure: 'sum' }, 'held unknown-days'],
    ['sum: a bad counter today holds it', '4 5 !', { measure: 'sum' }, 'held bad-counter'],
    ['days before the link are not days of the period', '90 90 5 7', { measure: 'average', from: '2026-11-03' }, '6'],
    [
      'linked after the period: nothing is billed',
      WHOLE,
      { isClosing: true, today: '2026-12-03', from: '2026-12-01' },
      'none before-link',
    ],
    ['the period has not begun by UTC', '?', { today: '2026-10-31' }, 'none unchanged'],
    [
      'the close looks at no day after the period',
      WHOLE,
      { measure: 'sum', isClosing: true, today: '2026-12-05' },
      '465',
    ],
  ])('%s', (_sentence, days, more, expected) => {
    expect(show(measure(days, more))).toBe(expected);
  });

  it('keeps the days that it counted, and how many it lacked', () => {
    const measured = measure('4 ? 8', { measure: 'average' });
    const days = measured.kind === 'value' ? measured.days : [];
    expect(days.map(({ date, value }) => ({ date, value: formatAmount(value) }))).toEqual([
      { date: '2026-11-01', value: '4' },
      { date: '2026-11-03', value: '8' },
    ]);
    expect(measured).toMatchObject({ unknownDays: 1 });
  });
});
