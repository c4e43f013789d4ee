import { at, DEFAULTS } from '../../../test/support/ticket-world';
import { ticketed } from '../../../test/support/ticket-story';
import type { Recovery } from './recovery';
import type { TicketFact } from './ticket-facts';
import type { TicketSettings } from './ticket-settings';
import { ticketStateOf } from './ticket-state';

const NOW = at('2026-11-11T12:00');
const CLOSED_AT = at('2026-11-11T08:00');
const BASE = ticketed();
const ROW = BASE.row();
const TICKET = BASE.ticket();
const PARENT: TicketFact = { ...TICKET, id: 500 };
const FAILING: Recovery = { recovered: false, everRecovered: false, at: null, successes: 0 };
const BY_US: Partial<TicketFact> = { closed: true, closedAt: CLOSED_AT, closedByUs: true };
const BY_PERSON: Partial<TicketFact> = { closed: true, closedAt: CLOSED_AT };

describe('ticketStateOf', () => {
  it.each<[string, Partial<TicketFact> | null, Partial<TicketSettings>, boolean, object]>([
    ['was not read', null, {}, false, { type: 'unknown' }],
    ['is open', {}, {}, false, { type: 'open', merged: false }],
    [
      'was closed by us',
      BY_US,
      {},
      false,
      { type: 'over', base: { closedBy: 'ours', waitsFor: null, closedAt: CLOSED_AT } },
    ],
    [
      'was closed, nobody says when',
      { ...BY_US, closedAt: null },
      {},
      false,
      { type: 'over', base: { closedAt: NOW } },
    ],
    [
      'was closed by a person, wait',
      BY_PERSON,
      {},
      false,
      { type: 'over', base: { closedBy: 'person', waitsFor: 'evidence' } },
    ],
    [
      'was closed by a person, reopen',
      BY_PERSON,
      { onClosedByPerson: 'reopen' },
      false,
      { type: 'over', base: { waitsFor: null } },
    ],
    [
      'was closed by a person, ignore',
      BY_PERSON,
      { onClosedByPerson: 'ignore' },
      false,
      { type: 'over', base: { waitsFor: 'recovery' } },
    ],
    [
      'was closed by a person when it had recovered',
      BY_PERSON,
      {},
      true,
      { type: 'over', base: { closedBy: 'person', waitsFor: null } },
    ],
    [
      'is gone, problem',
      { deleted: true },
      {},
      false,
      { type: 'over', base: { waitsFor: 'recovery', told: ['deleted'] } },
    ],
    [
      'is gone, and it had recovered',
      { deleted: true },
      {},
      true,
      { type: 'over', base: { waitsFor: null, told: [] } },
    ],
    [
      'is gone, recreate',
      { deleted: true },
      { onDeleted: 'recreate' },
      false,
      { type: 'over', base: { waitsFor: null, told: [] } },
    ],
    [
      'was merged, its parent is open',
      { ...BY_PERSON, mergedIntoId: 500 },
      {},
      false,
      { type: 'open', merged: true, noteTo: { id: 500 } },
    ],
    [
      'was merged into one that was merged on',
      { ...BY_PERSON, mergedIntoId: 501 },
      {},
      false,
      { type: 'open', noteTo: { id: 500 } },
    ],
    [
      'was merged, its parent is closed: as by us',
      { ...BY_PERSON, mergedIntoId: 502 },
      {},
      false,
      { type: 'over', base: { closedBy: 'ours', waitsFor: null } },
    ],
    [
      'was merged, its parent is gone',
      { ...BY_PERSON, mergedIntoId: 503 },
      {},
      false,
      { type: 'over', base: { closedBy: 'ours' } },
    ],
    ['was merged, its parent was not read', { ...BY_PERSON, mergedIntoId: 599 }, {}, false, { type: 'unknown' }],
    [
      'was merged into one whose parent was not read',
      { ...BY_PERSON, mergedIntoId: 504 },
      {},
      false,
      { type: 'unknown' },
    ],
    ['was merged in a ring', { ...BY_PERSON, mergedIntoId: 505 }, {}, false, { type: 'over' }],
    [
      'was merged, ignore',
      { ...BY_PERSON, mergedIntoId: 500 },
      { onMerged: 'ignore' },
      false,
      { type: 'over', base: { closedBy: 'person', waitsFor: 'evidence' } },
    ],
    ['is on another board, follow', { boardId: 20 }, {}, false, { type: 'open' }],
    ['is on another board, ignore', { boardId: 20 }, { onMoved: 'ignore' }, false, { type: 'left' }],
    ['is with another company, ignore', { companyId: 251 }, { onMoved: 'ignore' }, false, { type: 'left' }],
    ['lies where it was, ignore', {}, { onMoved: 'ignore' }, false, { type: 'open' }],
  ])('%s', (_name, change, settings, recovered, wanted) => {
    const tickets = [
      PARENT,
      { ...PARENT, id: 501, mergedIntoId: 500, closed: true },
      { ...PARENT, id: 502, closed: true, closedAt: CLOSED_AT },
      { ...PARENT, id: 503, deleted: true },
      { ...PARENT, id: 504, mergedIntoId: 599, closed: true },
      { ...PARENT, id: 505, mergedIntoId: 506, closed: true },
      { ...PARENT, id: 506, mergedIntoId: 505, closed: true },
      ...(change ? [{ ...TICKET, ...change }] : []),
    ];
    const state = ticketStateOf({
      row: ROW,
      tickets: new Map(tickets.map((ticket) => [ticket.id, ticket])),
      settings: { ...DEFAULTS, ...settings },
      boardId: 10,
      recovery: { ...FAILING, recovered },
      now: NOW,
    });
    expect(state).toMatchObject(wanted);
  });

  it('knows nothing of a row without a ticket, and takes any board while ours is not known', () => {
    const input = { settings: { ...DEFAULTS, onMoved: 'ignore' as const }, boardId: null, recovery: FAILING, now: NOW };
    const tickets = new Map([[TICKET.id, { ...TICKET, boardId: 20 }]]);
    expect(ticketStateOf({ ...input, tickets, row: ROW })).toMatchObject({ type: 'open' });
    expect(ticketStateOf({ ...input, tickets, row: { ...ROW, ticketId: null } })).toEqual({ type: 'unknown' });
  });

  it('takes the incident out of its storm and forgets what was said', () => {
    const row = { ...ROW, told: ['disabled'], stormKey: 'main/storm/server:a#1' };
    const tickets = new Map([[TICKET.id, { ...TICKET, ...BY_US }]]);
    const state = ticketStateOf({ row, tickets, settings: DEFAULTS, boardId: 10, recovery: FAILING, now: NOW });
    expect(state).toMatchObject({ base: { state: 'resolved', told: [], stormKey: null, ticketId: TICKET.id } });
  });
});
