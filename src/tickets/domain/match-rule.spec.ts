import { at, DEFAULTS, HOUR, mapping } from '../../../test/support/ticket-world';
import { WallClock } from './civil-time';
import { lastFiring, parseCron } from './cron-firing';
import { matchesPattern } from './match-pattern';
import { matchesSubject, mergeSettings, RuleBook, type MatchSubject } from './match-rule';
import { activeSilences } from './silences';
import type { TicketMatch, TimeOfDay } from './ticket-settings';

const SUBJECT: MatchSubject = {
  condition: 'failed',
  workload: 'server',
  kind: 'BackupVm',
  company: {
    uid: 'ALPHA-UID',
    names: ['Alpha', 'Alpha Inc'],
    connectwiseId: 250,
    type: 'Customer',
    status: 'Active',
    reseller: 'North',
  },
  connection: 'main',
  server: 'backup01',
  job: 'Nightly files',
  alarm: null,
  category: 'BackupRepository',
  severity: 'error',
  tag: 'gold',
};

describe('matchesPattern', () => {
  it.each<[string, string, boolean]>([
    ['night*', 'Nightly', true],
    ['*ly', 'NIGHTLY', true],
    ['n?ghtly', 'nightly', true],
    ['n?ghtly', 'nghtly', false],
    ['*', '', true],
    ['', '', true],
    ['', 'x', false],
    ['a*b*c', 'a-x-b-y-c', true],
    ['a*b*c', 'a-x-c-y-b', false],
    ['[a-z]', 'm', false],
    ['a.c', 'abc', false],
  ])('%s against %s: %s', (pattern, text, matches) => {
    expect(matchesPattern(pattern, text)).toBe(matches);
  });

  it('takes no more than length by length steps', () => {
    expect(matchesPattern('*a'.repeat(50), 'b'.repeat(10_000))).toBe(false);
  });
});

describe('matchesSubject', () => {
  it.each<[string, TicketMatch, boolean]>([
    ['no key: everything', {}, true],
    ['condition', { condition: ['missed', 'failed'] }, true],
    ['another condition', { condition: ['missed'] }, false],
    ['workload', { workload: ['server'] }, true],
    ['kind, any letter case', { kind: ['backupvm'] }, true],
    ['company by name of either system', { company: ['alpha i*'] }, true],
    ['company by ConnectWise id', { company: ['cw:250'] }, true],
    ['a bare integer is a ConnectWise company', { company: ['250'] }, true],
    ['company by VSPC reference', { company: ['vspc:main/alpha-uid'] }, true],
    ['company of another connection', { company: ['vspc:east/alpha-uid'] }, false],
    ['companyType', { companyType: ['cust*'] }, true],
    ['companyStatus', { companyStatus: ['Inactive'] }, false],
    ['connection', { connection: ['main'] }, true],
    ['reseller', { reseller: ['north'] }, true],
    ['server', { server: ['backup*'] }, true],
    ['job', { job: ['*files'] }, true],
    ['alarm, where there is none', { alarm: ['*'] }, false],
    ['category', { category: ['BackupRepository'] }, true],
    ['severity', { severity: ['warning'] }, false],
    ['tag', { tag: ['gold'] }, true],
    ['all keys have to match', { job: ['*files'], server: ['other'] }, false],
  ])('%s', (_name, match, matches) => {
    expect(matchesSubject(match, SUBJECT)).toBe(matches);
  });
});

describe('RuleBook', () => {
  const evenings: TimeOfDay = { days: ['mon'], fromMinute: 22 * 60, toMinute: 6 * 60 };
  const book = new RuleBook(
    DEFAULTS,
    [
      { name: 'at night', match: { time: evenings }, set: { priority: 'High', afterFailures: 9 } },
      { name: 'files', match: { job: ['*files'] }, set: { afterFailures: 2, priority: 'Low' } },
      { name: 'all', match: {}, set: { afterFailures: 3 } },
    ],
    WallClock.in('UTC'),
  );

  it('lets the first that matches win, and one with a time of day decide the priority alone', () => {
    expect(book.settingsFor(SUBJECT)).toMatchObject({ rule: 'files', settings: { afterFailures: 2, board: 'Backup' } });
    expect(book.settingsFor({ ...SUBJECT, job: 'other' })).toMatchObject({ rule: 'all' });
  });

  it.each<[string, string, string]>([
    ['Monday at 22:00', '2026-11-02T22:00', 'High'],
    ['Tuesday at 05:59, of Monday night', '2026-11-03T05:59', 'High'],
    ['Tuesday at 06:00', '2026-11-03T06:00', 'Low'],
    ['Monday at 05:00, of Sunday night', '2026-11-02T05:00', 'Low'],
    ['Monday at noon', '2026-11-02T12:00', 'Low'],
  ])('priority on %s', (_name, now, priority) => {
    expect(book.priorityAt(SUBJECT, at(now))).toBe(priority);
  });

  it('merges maps by key and replaces lists', () => {
    const merged = mergeSettings(DEFAULTS, { status: { protected: ['Waiting'] }, storm: { threshold: 3 } });
    expect(merged.status).toEqual({ ...DEFAULTS.status, protected: ['Waiting'] });
    expect(merged.storm).toEqual({ threshold: 3, withinMs: HOUR });
  });
});

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
  ])('%s', (_name, expression, timezone, wanted) => {
    const cron = parseCron(expression);
    const firing = cron && lastFiring(cron, WallClock.in(timezone), at(NOW), 4 * HOUR);
    expect(firing).toBe(wanted === null ? null : at(wanted));
  });
});

describe('activeSilences', () => {
  const clock = WallClock.in('UTC');
  it.each<[string, Parameters<typeof activeSilences>[0][number]['period'], string, boolean]>([
    [
      'before it begins',
      { kind: 'once', fromMs: at('2026-12-24'), untilMs: at('2026-12-27') },
      '2026-12-23T23:59',
      false,
    ],
    [
      'at its beginning',
      { kind: 'once', fromMs: at('2026-12-24'), untilMs: at('2026-12-27') },
      '2026-12-24T00:00',
      true,
    ],
    ['at its end', { kind: 'once', fromMs: at('2026-12-24'), untilMs: at('2026-12-27') }, '2026-12-27T00:00', false],
    ['without a beginning', { kind: 'once', fromMs: null, untilMs: at('2026-12-27') }, '2026-01-01T00:00', true],
    ['recurring, inside', { kind: 'recurring', every: '0 2 * * 0', forMs: 4 * HOUR }, '2026-11-08T05:59', true],
    ['recurring, at its end', { kind: 'recurring', every: '0 2 * * 0', forMs: 4 * HOUR }, '2026-11-08T06:00', false],
    ['recurring, another day', { kind: 'recurring', every: '0 2 * * 0', forMs: 4 * HOUR }, '2026-11-09T03:00', false],
  ])('%s', (_name, period, now, active) => {
    const { silences } = mapping({}, { silences: [{ match: {}, period, reason: 'patches' }] });
    expect(activeSilences(silences, at(now), clock)).toHaveLength(active ? 1 : 0);
  });
});
