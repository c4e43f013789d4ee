import { at } from '../../../test/support/ticket-world';
import { ticketed } from '../../../test/support/ticket-story';
import { MATCH_CONDITIONS } from './ticket-settings';
import {
  applyTransition,
  CONDITIONS,
  hasOpenTicket,
  isSnoozed,
  lastingWords,
  severityOf,
  type IncidentRow,
  type IncidentTransition,
} from './incident';
import { adoptIncident, resolveIncident, snoozeIncident } from './incident-commands';

const ROW = ticketed().row();
const NEXT: IncidentRow = { ...ROW, generation: 2, ticketId: null, openedAt: null, lastNoteAt: null };
const OUTCOME = { at: at('2026-11-12'), ticketId: 77, owner: 'tech' };

function amended(change: Partial<Extract<IncidentTransition, { type: 'amended' }>> = {}): IncidentTransition {
  return { type: 'amended', key: ROW.key, generation: 1, set: { runs: 9 }, stamp: ['lastNoteAt'], ...change };
}

describe('conditions', () => {
  it('have one order, worst first, and it is closed (RULES, Tickets 2)', () => {
    expect(MATCH_CONDITIONS).toEqual([
      'failed',
      'missed',
      'unprotected',
      'source-offline',
      'long-running',
      'disabled',
      'warning',
      'alarm',
    ]);
    expect(CONDITIONS).toEqual([...MATCH_CONDITIONS, 'problem']);
    expect(CONDITIONS.map(severityOf)).toEqual(CONDITIONS.map((_condition, index) => index));
  });
});

describe('applyTransition', () => {
  it.each<[string, IncidentRow | null, IncidentTransition, object | null]>([
    ['none: the row as it is', ROW, { type: 'none' }, ROW],
    ['none, without a row', null, { type: 'none' }, null],
    ['record: the row as it says', ROW, { type: 'record', row: NEXT }, NEXT],
    ['record, without a row', null, { type: 'record', row: NEXT }, NEXT],
    ['record that comes late undoes nothing newer', NEXT, { type: 'record', row: ROW }, NEXT],
    [
      'opened: with the ticket of the outcome',
      ROW,
      { type: 'opened', row: NEXT },
      { ...NEXT, ticketId: 77, ownerAtCreation: 'tech', openedAt: OUTCOME.at, lastNoteAt: OUTCOME.at },
    ],
    [
      'opened that comes late undoes nothing newer',
      { ...NEXT, generation: 3 },
      { type: 'opened', row: NEXT },
      { generation: 3, ticketId: null },
    ],
    ['amended: what it sets, with the time of the outcome', ROW, amended(), { runs: 9, lastNoteAt: OUTCOME.at }],
    ['amended, of another generation', NEXT, amended(), NEXT],
    ['amended, of another subject', ROW, amended({ key: 'main/vbr-job/other' }), ROW],
    ['amended, without a row', null, amended(), null],
  ])('%s', (_name, row, transition, wanted) => {
    const applied = applyTransition(row, transition, OUTCOME);
    if (wanted === null) expect(applied).toBeNull();
    else expect(applied).toMatchObject(wanted);
  });

  it('keeps what the row knows where the outcome tells nothing', () => {
    const row = { ...NEXT, ticketId: 5, ownerAtCreation: 'anna' };
    expect(applyTransition(null, { type: 'opened', row }, { at: 1 })).toMatchObject({
      ticketId: 5,
      ownerAtCreation: 'anna',
    });
  });
});

describe('hasOpenTicket', () => {
  it.each<[string, Partial<IncidentRow>, boolean]>([
    ['open', {}, true],
    ['without a ticket', { ticketId: null }, false],
    ['closed', { closedAt: 1 }, false],
    ['resolved by an operator', { state: 'resolved' }, false],
  ])('%s', (_name, change, open) => {
    expect(hasOpenTicket({ ...ROW, ...change })).toBe(open);
  });
});

describe('commands of an operator', () => {
  const UNTIL = at('2026-11-13');
  it('adopt: opens at the next pass, deleted or not', () => {
    const row = { ...ROW, told: ['deleted', 'company:7'], waitsFor: 'recovery' as const };
    expect(adoptIncident(row)).toMatchObject({ adopted: true, waitsFor: null, told: ['company:7'] });
  });

  it('snooze: until then, and not a moment longer', () => {
    const row = snoozeIncident(ROW, UNTIL, 'hardware ordered');
    expect(row).toMatchObject({ state: 'snoozed', snoozeReason: 'hardware ordered' });
    expect([isSnoozed(row, UNTIL - 1), isSnoozed(row, UNTIL), isSnoozed(ROW, UNTIL)]).toEqual([true, false, false]);
  });

  it('resolve: over until there is new evidence', () => {
    const row = resolveIncident(snoozeIncident(ROW, UNTIL, 'x'), UNTIL);
    expect(row).toMatchObject({
      state: 'resolved',
      closedAt: UNTIL,
      closedBy: 'person',
      waitsFor: 'evidence',
      snoozedUntil: null,
    });
    expect(resolveIncident({ ...ROW, closedAt: 5 }, UNTIL).closedAt).toBe(5);
  });
});

describe('lastingWords', () => {
  it('keeps the company and the storm, and nothing that may be said again', () => {
    expect(lastingWords(['disabled', 'company:7', 'main/storm/server:a#1', 'recovered'])).toEqual([
      'company:7',
      'main/storm/server:a#1',
    ]);
  });
});
