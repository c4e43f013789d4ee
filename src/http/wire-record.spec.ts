import { parseWireRows, WireRecord, WireShapeError } from './wire-record';

function record(fields: unknown): WireRecord {
  return WireRecord.parse(fields, 'ticket');
}

describe('WireRecord', () => {
  it.each([
    ['a text', () => record({ a: 'x' }).text('a'), 'x'],
    ['an absent text', () => record({}).textOrNull('a'), null],
    ['a null text', () => record({ a: null }).textOrNull('a'), null],
    ['an empty text stays empty', () => record({ a: '' }).text('a'), ''],
    ['a flag', () => record({ a: true }).flag('a'), true],
    ['an absent flag is false', () => record({}).flag('a'), false],
    ['a whole number', () => record({ a: 12 }).integer('a'), 12],
    ['an absent whole number', () => record({}).integerOrNull('a'), null],
    ['an id as a number', () => record({ a: 1694461951918297 }).digits('a'), '1694461951918297'],
    ['an id as a text', () => record({ a: '574989297464115201' }).digits('a'), '574989297464115201'],
    ['an absent id', () => record({}).digitsOrNull('a'), null],
    ['a number as decimal text', () => record({ a: 0.1 }).decimal('a'), '0.1'],
    ['a text of a number', () => record({ a: '12.50' }).decimal('a'), '12.5'],
    ['a small number without exponent', () => record({ a: 1e-7 }).decimal('a'), '0.0000001'],
    ['an instant', () => record({ a: '2026-11-02T08:00:00Z' }).instantOrNull('a'), new Date('2026-11-02T08:00:00Z')],
    [
      'an instant with an offset',
      () => record({ a: '2026-11-02T08:00:00+02:00' }).instantOrNull('a'),
      new Date('2026-11-02T06:00:00Z'),
    ],
    ['year 1 is no instant', () => record({ a: '0001-01-01T00:00:00Z' }).instantOrNull('a'), null],
    ['an empty instant is none', () => record({ a: '' }).instantOrNull('a'), null],
    ['an inherited name is absent', () => record({}).value('constructor'), undefined],
    [
      'a nested object',
      () =>
        record({ a: { id: 3 } })
          .record('a')
          .integer('id'),
      3,
    ],
    ['an absent object', () => record({}).recordOrNull('a'), null],
    ['an absent list is empty', () => record({}).items('a'), []],
    ['content as it came', () => record({ a: { b_c: [1, null] } }).jsonObject('a'), { b_c: [1, null] }],
    ['absent content is empty', () => record({}).jsonObject('a'), {}],
    ['presence of null', () => record({ a: null }).has('a'), false],
  ])('reads %s', (_sentence, read, expected) => {
    expect(read()).toEqual(expected);
  });

  it.each([
    ['a number where a text belongs', () => record({ a: 5 }).text('a'), 'ticket.a should be a text, but is a number'],
    ['a missing text', () => record({}).text('a'), 'ticket.a should be a text, but is missing'],
    [
      'a text where a flag belongs',
      () => record({ a: 'true' }).flag('a'),
      'ticket.a should be true or false, but is a string',
    ],
    [
      'a number beyond 2^53',
      () => record({ a: 2 ** 53 }).integer('a'),
      'ticket.a should be a whole number below 2^53, but is a number',
    ],
    [
      'the digits of a number beyond 2^53',
      () => record({ a: '9007199254740993' }).integer('a'),
      'ticket.a should be a whole number below 2^53, but is a string',
    ],
    [
      'a fraction where an id belongs',
      () => record({ a: 1.5 }).digits('a'),
      'ticket.a should be an id of digits, but is a number',
    ],
    [
      'a word where a number belongs',
      () => record({ a: 'many' }).decimal('a'),
      'ticket.a should be a number, but is a string',
    ],
    ['a missing number', () => record({}).decimal('a'), 'ticket.a should be a number, but is missing'],
    [
      'a date without a zone',
      () => record({ a: '2026-11-02T08:00:00' }).instantOrNull('a'),
      'ticket.a should be an instant, but is a string',
    ],
    [
      'a month 13',
      () => record({ a: '2026-13-02T08:00:00Z' }).instantOrNull('a'),
      'ticket.a should be an instant, but is a string',
    ],
    [
      'a list where an object belongs',
      () => record({ a: [] }).recordOrNull('a'),
      'ticket.a should be an object, but is a list',
    ],
    [
      'an object where a list belongs',
      () => record({ a: {} }).items('a'),
      'ticket.a should be a list, but is an object',
    ],
    [
      'a row that is no object',
      () => record({ a: [1] }).records('a'),
      'ticket.a[0] should be an object, but is a number',
    ],
    ['a record that is null', () => record(null), 'ticket should be an object, but is null'],
    ['rows that are no list', () => parseWireRows({}, 'tickets'), 'tickets should be a list, but is an object'],
    ['a row of a list', () => parseWireRows(['x'], 'tickets'), 'tickets[0] should be an object, but is a string'],
  ])('refuses %s', (_sentence, read, message) => {
    expect(read).toThrow(WireShapeError);
    expect(read).toThrow(message);
  });
});
