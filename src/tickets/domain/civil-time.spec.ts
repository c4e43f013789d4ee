import { at } from '../../../test/support/ticket-world';
import { shiftDay, WallClock } from './civil-time';

const BERLIN = WallClock.in('Europe/Berlin');

describe('a wall clock', () => {
  it.each<[string, string, string, string]>([
    ['in winter', 'Europe/Berlin', '2026-11-02T22:30', '2026-11-02 23:30 +01:00'],
    ['in summer', 'Europe/Berlin', '2026-07-02T22:30', '2026-07-03 00:30 +02:00'],
    ['before the clocks go back', 'Europe/Berlin', '2026-10-25T00:30', '2026-10-25 02:30 +02:00'],
    ['after they went back', 'Europe/Berlin', '2026-10-25T01:30', '2026-10-25 02:30 +01:00'],
    ['west of Greenwich', 'America/New_York', '2026-11-02T03:05', '2026-11-01 22:05 -05:00'],
    ['half an hour off', 'Asia/Kolkata', '2026-11-02T20:00', '2026-11-03 01:30 +05:30'],
    ['half an hour off, westward', 'America/St_Johns', '2026-11-02T20:00', '2026-11-02 16:30 -03:30'],
    ['in UTC', 'UTC', '2026-11-02T20:00', '2026-11-02 20:00 +00:00'],
    ['of a zone that does not exist, as UTC', 'Nowhere/Atlantis', '2026-11-02T20:00', '2026-11-02 20:00 +00:00'],
  ])('shows an instant %s', (_where, zone, instant, text) => {
    expect(WallClock.in(zone).text(at(instant))).toBe(text);
  });

  it('tells day, weekday and minute', () => {
    expect(BERLIN.civil(at('2026-11-01T23:30'))).toEqual({ year: 2026, month: 11, day: 2, weekday: 1, minute: 30 });
  });

  it.each<[string, number, string]>([
    ['the first of two', 150, '2026-10-25T00:30'],
    ['before them', 60, '2026-10-24T23:00'],
    ['after them', 240, '2026-10-25T03:00'],
  ])('finds the instant of a minute, the night clocks go back: %s', (_which, minute, instant) => {
    expect(BERLIN.instantOf({ year: 2026, month: 10, day: 25 }, minute)).toBe(at(instant));
  });

  it.each<[string, number, string]>([
    ['one that is left out, as if the clock had not moved', 150, '2026-03-29T01:30'],
    ['before it', 60, '2026-03-29T00:00'],
    ['after it', 240, '2026-03-29T02:00'],
  ])('finds the instant of a minute, the night clocks go forward: %s', (_which, minute, instant) => {
    expect(BERLIN.instantOf({ year: 2026, month: 3, day: 29 }, minute)).toBe(at(instant));
  });

  it.each<[string, number, number, string]>([
    ['the end of a month', 30, 1, '2026-12-1'],
    ['the end of a year', 30, 32, '2027-1-1'],
    ['back', 1, -1, '2026-10-31'],
  ])('counts days over %s', (_what, day, days, shifted) => {
    const found = shiftDay({ year: 2026, month: 11, day }, days);
    expect(`${found.year}-${found.month}-${found.day}`).toBe(shifted);
  });
});
