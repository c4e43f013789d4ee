import { DEFAULTS, observation } from '../../../test/support/ticket-world';
import { ticketed, TOUCH } from '../../../test/support/ticket-story';
import { hasProtectedStatus, personActive, type PersonActive } from './people-first';
import type { TicketFact, TicketPeople } from './ticket-facts';
import type { TicketSettings } from './ticket-settings';

const STORY = ticketed();
const ROW = { ...STORY.row(), ownerAtCreation: 'dispatch' };
const BOARD = observation().catalog.boards[0]!;
const NOBODY: TicketPeople = { notes: [], timeEntries: [] };
const TIME: TicketPeople = { notes: [], timeEntries: [TOUCH] };
const NOTE: TicketPeople = { notes: [TOUCH], timeEntries: [] };

type Touch = TicketSettings['humanTouch'];

describe('personActive', () => {
  it.each<[string, Partial<TicketFact>, Partial<Touch>, PersonActive]>([
    ['nobody', {}, {}, null],
    ['a protected status', { statusName: 'In Progress' }, {}, 'status'],
    ['a protected status, before anything is read', { statusName: 'In Progress', people: null }, {}, 'status'],
    ['another owner, not asked for', { owner: 'tech' }, {}, null],
    ['another owner', { owner: 'tech' }, { owner: true }, 'owner'],
    ['the owner at creation', {}, { owner: true }, null],
    ['an owner who was taken off it', { owner: null }, { owner: true }, 'owner'],
    ['a robot for an owner', { owner: 'Robot' }, { owner: true, ignoreMembers: ['ROBOT'] }, null],
    ['notes and times that were not read', { people: null }, {}, 'unknown'],
    ['the same, only times asked for', { people: null }, { note: false }, 'unknown'],
    ['the same, nothing asked for', { people: null }, { note: false, time: false }, null],
    ['a time entry', { people: TIME }, {}, 'time'],
    ['a time entry, not asked for', { people: TIME }, { time: false }, null],
    ['a time entry of a robot', { people: TIME }, { ignoreMembers: ['tech'] }, null],
    ['a note', { people: NOTE }, {}, 'note'],
    ['a note, not asked for', { people: NOTE }, { note: false }, null],
    ['a note of a robot', { people: NOTE }, { ignoreMembers: ['Tech'] }, null],
    [
      'a note of a contact',
      { people: { notes: [{ member: null, at: 0 }], timeEntries: [] } },
      { ignoreMembers: ['tech'] },
      'note',
    ],
    [
      'a robot and a person',
      { people: { notes: [TOUCH, { member: 'anna', at: 0 }], timeEntries: [] } },
      { ignoreMembers: ['tech'] },
      'note',
    ],
  ])('%s', (_name, change, touch, wanted) => {
    const ticket: TicketFact = { ...STORY.ticket(), owner: 'dispatch', people: NOBODY, ...change };
    const settings = { ...DEFAULTS, humanTouch: { ...DEFAULTS.humanTouch, ...touch } };
    expect(personActive(ticket, ROW, settings, BOARD)).toBe(wanted);
  });
});

describe('hasProtectedStatus', () => {
  it.each<[string, string | number, Partial<TicketFact>, boolean, boolean]>([
    ['by name, in any case', ' in PROGRESS ', { statusName: 'In Progress', statusId: 201 }, true, true],
    ['by id', 101, { statusId: 101 }, true, true],
    ['by another id', 101, { statusId: 102 }, true, false],
    ['by the id that its board has for the name', 'In Progress', { statusId: 101, statusName: '' }, true, true],
    ['without a board, the name decides', 'In Progress', { statusId: 101, statusName: '' }, false, false],
    ['without a status', 'In Progress', { statusId: null, statusName: '' }, true, false],
    ['a name that the board does not have', 'Waiting', { statusId: 101, statusName: 'New' }, true, false],
  ])('%s', (_name, wanted, change, withBoard, is) => {
    const settings = { ...DEFAULTS, status: { ...DEFAULTS.status, protected: [wanted] } };
    const ticket = { ...STORY.ticket(), ...change };
    expect(hasProtectedStatus(ticket, settings, withBoard ? BOARD : null)).toBe(is);
  });
});
