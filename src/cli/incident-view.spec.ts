import { blankRow } from '../tickets/domain/incident-row';
import type { IncidentRow } from '../tickets/domain/incident';
import { findIncident, viewIncident } from './incident-view';

function row(change: Partial<IncidentRow> = {}): IncidentRow {
  const subject = { kind: 'vbr-job', key: 'job-1', name: 'Nightly' } as const;
  const blank = blankRow({ key: 'main/vbr-job/job-1', subject, connection: 'main', source: 'source' });
  return { ...blank, state: 'open', ...change };
}

describe('the reason that the list of incidents shows', () => {
  it.each<[string, Partial<IncidentRow>, string]>([
    ['what is wrong, while its ticket is open', {}, 'failed-runs'],
    [
      'of several kinds of one condition the right one',
      { worst: 'unprotected', reason: 'never-protected' },
      'never-protected',
    ],
    ['its storm', { stormKey: 'main/storm/server:s1#1' }, 'storm'],
    ['its state, before there is a ticket', { state: 'baseline' }, 'baseline'],
    ['that it holds', { state: 'holding' }, 'holding'],
    ['that it is snoozed', { state: 'snoozed' }, 'silenced'],
    ['that it recovered, while people are on its ticket', { state: 'recovering' }, 'recovered'],
    ['that it is over', { state: 'resolved' }, 'recovered'],
    ['that a person closed it', { state: 'resolved', closedBy: 'person' }, 'closed-by-person'],
    ['that its ticket was deleted', { state: 'resolved', closedBy: 'person', told: ['deleted'] }, 'deleted'],
    ['that a system refuses the bridge', { worst: 'problem', reason: 'system-auth' }, 'system-auth'],
  ])('is %s', (_what, change, reason) => {
    expect(viewIncident(row(change), new Map()).reason).toBe(reason);
  });
});

describe('findIncident', () => {
  const rows = [
    row(),
    row({ key: 'main/vbr-job/job-2', subject: { kind: 'vbr-job', key: 'job-2', name: 'nightly' }, ticketId: 1000 }),
  ];

  it.each<[string, string, number]>([
    ['its key', 'main/vbr-job/job-2', 1],
    ['the key of its subject', 'job-1', 0],
    ['the subject as plans name it', 'main/job-1', 0],
    ['job: and the key', 'job:job-2', 1],
    ['its ticket', 'ticket:1000', 1],
    ['its ticket, as people write it', 'ticket:#1000', 1],
  ])('finds by %s', (_what, reference, index) => {
    expect(findIncident(rows, reference)).toBe(rows[index]);
  });

  it.each<[string, string, RegExp]>([
    ['a name of two', 'NIGHTLY', /fits 2 incidents/],
    ['a ticket that nobody knows', 'ticket:1', /No incident is known/],
    ['a ticket without a number', 'ticket:abc', /No incident is known/],
    ['a name as a job', 'job:Nightly', /No incident is known/],
  ])('refuses %s', (_what, reference, message) => {
    expect(() => findIncident(rows, reference)).toThrow(message);
  });
});
