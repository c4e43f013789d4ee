import { at, DEFAULTS, HOUR } from '../../../test/support/ticket-world';
import { WallClock } from './civil-time';
import { matchesSubject, mergeSettings, RuleBook, type MatchSubject } from './match-rule';
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
    resellerName: 'Reseller One',
  },
  connection: 'main',
  server: 'backup01',
  job: 'Nightly files',
  alarm: null,
  category: 'BackupRepository',
  severity: 'error',
  tag: 'gold',
};

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
    ['reseller by uid', { reseller: ['north'] }, true],
    ['reseller by name', { reseller: ['reseller *'] }, true],
    ['another reseller', { reseller: ['South'] }, false],
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
