import type { CwTicket } from '../connectwise/cw-ticket';
import type { CwNote } from '../connectwise/tickets.api';
import { isOwnNote, ticketFact } from './ticket-facts.mapping';

const CLOSED_AT = new Date('2026-11-02T07:00:00Z');

function ticket(change: Partial<CwTicket> = {}): CwTicket {
  return {
    id: 1234,
    summary: 'Backup failed: Nightly',
    board: { id: 1, name: 'Backup', identifier: null },
    status: { id: 11, name: 'New', identifier: null },
    company: { id: 250, name: 'Alpha', identifier: 'alpha' },
    priority: { id: 3, name: 'Medium', identifier: null },
    owner: null,
    team: null,
    externalXRef: 'vspcb:prod:0123456789abcdef:1',
    closed: false,
    closedDate: null,
    closedBy: null,
    mergedIntoTicketId: null,
    actualHours: '0',
    audit: { enteredBy: 'bridge', dateEntered: null, updatedBy: null, lastUpdated: null },
    ...change,
  };
}

describe('a ticket as the planner sees it', () => {
  it.each<[string, Partial<CwTicket>, object]>([
    ['that is open', {}, { id: 1234, boardId: 1, statusId: 11, statusName: 'New', companyId: 250, closed: false }],
    ['whose notes were not read', {}, { people: null, deleted: false }],
    [
      'that the member who entered it closed was closed by us',
      { closed: true, closedDate: CLOSED_AT, closedBy: 'bridge' },
      { closed: true, closedAt: CLOSED_AT.getTime(), closedByUs: true },
    ],
    ['that somebody else closed', { closed: true, closedBy: 'jdoe' }, { closedByUs: false, closedAt: null }],
    ['that nobody is said to have closed', { closed: true, closedBy: null }, { closedByUs: false }],
    [
      'of which neither is told',
      {
        closed: true,
        closedBy: null,
        audit: { enteredBy: null, dateEntered: null, updatedBy: null, lastUpdated: null },
      },
      { closedByUs: false },
    ],
    ['that was closed once and is open again', { closedBy: 'bridge' }, { closedByUs: false }],
    ['that was merged', { mergedIntoTicketId: 900 }, { mergedIntoId: 900 }],
    ['that has an owner', { owner: { id: 5, name: 'Jo', identifier: 'jdoe' } }, { owner: 'jdoe' }],
    [
      'with nothing but an id',
      { board: null, status: null, company: null, priority: null, externalXRef: null },
      { boardId: null, statusId: null, statusName: '', companyId: null, priorityId: null, externalXRef: null },
    ],
  ])('%s', (_sentence, change, expected) => {
    expect(ticketFact(ticket(change))).toMatchObject(expected);
  });
});

function note(change: Partial<CwNote>): CwNote {
  return {
    id: 1,
    text: 'Checked.',
    placements: ['internal'],
    member: null,
    contact: null,
    createdBy: null,
    dateCreated: null,
    ...change,
  };
}

describe('a note is ours', () => {
  it.each<[string, Partial<CwNote>, string | null, boolean]>([
    ['by the mark on its last line', { text: 'Recovered.\n[vspcb:0123abcd]', createdBy: 'other' }, 'bridge', true],
    ['also with blanks behind the mark', { text: 'Recovered.\n[vspcb:0123abcd] \n' }, null, true],
    [
      'when the member wrote it who entered the ticket: the first text has no mark',
      { createdBy: 'bridge' },
      'bridge',
      true,
    ],
    [
      'not when a person quotes the mark in the middle',
      { text: '[vspcb:0123abcd] seen that?', createdBy: 'jdoe' },
      'bridge',
      false,
    ],
    ['not when a person wrote it', { createdBy: 'jdoe' }, 'bridge', false],
    [
      'not when a contact of the customer wrote it',
      { createdBy: 'bridge', contact: { id: 7, name: 'Kim', identifier: null } },
      'bridge',
      false,
    ],
    ['not when nobody knows who entered the ticket', { createdBy: null }, null, false],
  ])('%s', (_sentence, change, enteredBy, isOurs) => {
    expect(isOwnNote(note(change), enteredBy)).toBe(isOurs);
  });
});
