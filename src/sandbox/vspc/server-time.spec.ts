import { ServerTime } from './server-time';

describe('server time of Berlin', () => {
  const time = new ServerTime('Europe/Berlin');

  it.each([
    ['a winter evening', '2026-01-15T20:00:00.123Z', '2026-01-15T21:00:00.1230000+01:00'],
    ['a summer morning', '2026-07-15T06:00:00Z', '2026-07-15T08:00:00.0000000+02:00'],
    ['a civil date, which is 00:00 UTC', '2024-07-18T00:00:00Z', '2024-07-18T02:00:00.0000000+02:00'],
    ['the last second before summer time', '2026-03-29T00:59:59Z', '2026-03-29T01:59:59.0000000+01:00'],
    ['the first second of summer time', '2026-03-29T01:00:00Z', '2026-03-29T03:00:00.0000000+02:00'],
    ['the first 02:30 of the autumn night', '2026-10-25T00:30:00Z', '2026-10-25T02:30:00.0000000+02:00'],
    ['the second 02:30 of the autumn night', '2026-10-25T01:30:00Z', '2026-10-25T02:30:00.0000000+01:00'],
    ['the year 1', '0001-01-01T00:00:00Z', '0001-01-01T00:53:00.0000000+00:53'],
  ])('renders %s', (_name, instant, expected) => {
    expect(time.render(new Date(instant))).toBe(expected);
  });

  it.each([
    ['offset', '2026-10-25T02:30:00.1234567+01:00', '2026-10-25T01:30:00.123Z'],
    ['Z', '2026-10-25T02:30:00Z', '2026-10-25T02:30:00.000Z'],
    ['no offset', '2026-07-25T02:30', '2026-07-25T02:30:00.000Z'],
    ['a day', '2026-07-25', '2026-07-25T00:00:00.000Z'],
  ])('parses %s', (_name, text, expected) => {
    expect(time.parse(text, 'utc')?.toISOString()).toBe(expected);
  });

  it.each(['', 'yesterday', '2026-13-01', '2026-07-25 02:30', '2026-07-25T02:30:00.12345678Z'])(
    'does not parse "%s"',
    (text) => {
      expect(time.parse(text, 'utc')).toBeUndefined();
    },
  );

  it('reads a missing offset as server-local when told', () => {
    expect(time.parse('2026-07-25T02:30', 'server-local')?.toISOString()).toBe('2026-07-25T00:30:00.000Z');
  });

  it('goes west and by half hours, too', () => {
    expect(new ServerTime('America/St_Johns').render(new Date('2026-01-15T20:00:00Z'))).toBe(
      '2026-01-15T16:30:00.0000000-03:30',
    );
  });

  it('refuses a zone that does not exist', () => {
    expect(() => new ServerTime('Europe/Nowhere')).toThrow('no time zone');
  });
});
