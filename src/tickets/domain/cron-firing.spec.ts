import { at, HOUR } from '../../../test/support/ticket-world';
import { WallClock } from './civil-time';
import { lastFiring, parseCron } from './cron-firing';

describe('cron', () => {
  const NOW = '2026-11-08T03:30';
  it.each<[string, string, string, string | null]>([
    ['every Sunday at two', '0 2 * * 0', 'UTC', '2026-11-08T02:00'],
    ['7 is Sunday too', '0 2 * * 7', 'UTC', '2026-11-08T02:00'],
    ['names', '0 2 * nov sun', 'UTC', '2026-11-08T02:00'],
    ['later today: not yet', '0 4 * * 0', 'UTC', null],
    ['another day', '0 2 * * 1', 'UTC', null],
    ['steps', '*/20 * * * *', 'UTC', '2026-11-08T03:20'],
    ['a range', '10-15 3 * * *', 'UTC', '2026-11-08T03:15'],
    ['a value with a step runs on', '5/10 3 * * *', 'UTC', '2026-11-08T03:25'],
    ['either day field is enough', '0 1 1 * 0', 'UTC', '2026-11-08T01:00'],
    ['in a zone', '0 22 * * 6', 'America/New_York', '2026-11-08T03:00'],
    ['nonsense never fires', '61 * * * *', 'UTC', null],
    ['too few fields', '0 2 * *', 'UTC', null],
    ['a name that is none', '0 2 * * foo', 'UTC', null],
    ['a list', '10,20 3 * * *', 'UTC', '2026-11-08T03:20'],
    ['an empty part of a list', '10, 3 * * *', 'UTC', null],
    ['a range backwards', '15-10 3 * * *', 'UTC', null],
    ['a range with a step', '0-20/15 3 * * *', 'UTC', '2026-11-08T03:15'],
    ['a step of nought', '*/0 3 * * *', 'UTC', null],
    ['a day of the month', '0 2 8 * *', 'UTC', '2026-11-08T02:00'],
    ['another month', '0 2 * 12 *', 'UTC', null],
    ['yesterday, within the time looked back', '50 23 * * *', 'UTC', '2026-11-07T23:50'],
    ['yesterday, too long ago', '20 23 * * *', 'UTC', null],
    ['just as long ago as we look', '30 23 * * *', 'UTC', '2026-11-07T23:30'],
    ['spaces around it', '  0   2 * * 0 ', 'UTC', '2026-11-08T02:00'],
    ['not an expression at all', 'soon % * * *', 'UTC', null],
  ])('%s', (_name, expression, timezone, wanted) => {
    const cron = parseCron(expression);
    const firing = cron && lastFiring(cron, WallClock.in(timezone), at(NOW), 4 * HOUR);
    expect(firing).toBe(wanted === null ? null : at(wanted));
  });
});

describe('cron across a night in which the clock is moved', () => {
  it.each<[string, string, string, string | null]>([
    ['in spring, an hour that is left out fires an hour later', '30 2 * * *', '2026-03-08T07:30', '2026-03-08T07:30'],
    [
      'in autumn, an hour that comes twice fires once, the first time',
      '30 1 * * *',
      '2026-11-01T07:00',
      '2026-11-01T05:30',
    ],
  ])('%s', (_name, expression, now, wanted) => {
    const firing = lastFiring(parseCron(expression)!, WallClock.in('America/New_York'), at(now), 4 * HOUR);
    expect(firing).toBe(wanted === null ? null : at(wanted));
  });
});
