import type { JsonValue } from '../../../kernel/json';
import { ConnectWiseProbe } from '../../../../test/support/connectwise-sample';

type Action = Readonly<Record<string, JsonValue>>;

function probeWithTickets(): ConnectWiseProbe {
  const probe = new ConnectWiseProbe();
  probe.createTicket({ externalXRef: 'ours' });
  probe.createTicket({ summary: 'Parent' });
  probe.clock.moveTo('2026-11-05T12:00:00Z');
  return probe;
}

describe('what people do shows over the wire, under their names', () => {
  const BY_TECH = { _info: { updatedBy: 'tech1', lastUpdated: '2026-11-05T12:00:00Z' } };
  const rows: [string, Action, string, unknown][] = [
    [
      'owner',
      { do: 'set-owner', ticketId: 1, owner: 'tech1' },
      '/service/tickets/1',
      { owner: { identifier: 'tech1' } },
    ],
    ['status', { do: 'set-status', ticketId: 1, status: 'In Progress' }, '/service/tickets/1', { status: { id: 11 } }],
    ['closing', { do: 'close-ticket', ticketId: 1 }, '/service/tickets/1', { closedFlag: true, closedBy: 'tech1' }],
    [
      'another board',
      { do: 'move-to-board', ticketId: 1, board: 'Help Desk' },
      '/service/tickets/1',
      { board: { id: 2 }, status: { id: 20 } },
    ],
    [
      'another company',
      { do: 'move-to-company', ticketId: 1, companyId: 251 },
      '/service/tickets/1',
      { company: { id: 251 }, site: { id: 2 } },
    ],
    [
      'merging',
      { do: 'merge-ticket', ticketId: 1, intoTicketId: 2 },
      '/service/tickets/1',
      { closedFlag: true, mergedParentTicket: { id: 2 } },
    ],
    [
      'overwriting the reference',
      { do: 'set-external-reference', ticketId: 1, externalXRef: 'mine' },
      '/service/tickets/1',
      { externalXRef: 'mine' },
    ],
    [
      'a quantity',
      { do: 'set-quantity', additionId: 901, quantity: 9 },
      '/finance/agreements/55/additions/901',
      { quantity: 9 },
    ],
    [
      'the next invoice date',
      { do: 'set-next-invoice-date', agreementId: 55, date: '2027-01-01' },
      '/finance/agreements/55',
      { nextInvoiceDate: '2027-01-01T00:00:00Z' },
    ],
    [
      'cancelling an agreement',
      { do: 'cancel-agreement', agreementId: 55 },
      '/finance/agreements/55',
      { cancelledFlag: true, agreementStatus: 'Cancelled', dateCancelled: '2026-11-05T00:00:00Z' },
    ],
    [
      'an inactive product',
      { do: 'set-product-active', product: 'BKP-SRV', active: false },
      '/procurement/catalog/71',
      { inactiveFlag: true },
    ],
    [
      'the status of a company',
      { do: 'set-company-status', companyId: 250, status: 'Inactive' },
      '/company/companies/250',
      { status: { id: 2 } },
    ],
    [
      'a new name',
      { do: 'rename-company', companyId: 250, name: 'Alder Group' },
      '/company/companies/250',
      { name: 'Alder Group', identifier: 'Alder' },
    ],
    ['deleting a company', { do: 'delete-company', companyId: 250 }, '/company/companies/250', { deletedFlag: true }],
  ];

  it.each(rows)('%s', (_sentence, action, path, expected) => {
    const probe = probeWithTickets();
    probe.standIn.people({ by: 'tech1', ...action });
    expect(probe.ask('GET', path)).toMatchObject({ ...BY_TECH, ...(expected as object) });
  });
});

describe('what people do', () => {
  it('re-opens a ticket that somebody closed', () => {
    const probe = probeWithTickets();
    probe.standIn.people({ do: 'close-ticket', by: 'tech1', ticketId: 1 });
    probe.standIn.people({ do: 'reopen-ticket', by: 'tech1', ticketId: 1 });
    expect(probe.ask('GET', '/service/tickets/1')).toMatchObject({ closedFlag: false, status: { id: 10 } });
  });

  it('adds a note under a person’s name', () => {
    const probe = probeWithTickets();
    probe.standIn.people({ do: 'add-note', by: 'tech1', ticketId: 1, text: 'Looking at it', place: 'discussion' });
    expect(probe.ask('GET', '/service/tickets/1/notes')).toMatchObject([
      {
        text: 'Looking at it',
        detailDescriptionFlag: true,
        member: { identifier: 'tech1' },
        _info: { enteredBy: 'tech1' },
      },
    ]);
  });

  it('merges a company into another without moving lastUpdated, and takes along what hangs below', () => {
    const probe = probeWithTickets();
    const before = probe.ask('GET', '/company/companies/250')['_info'];
    probe.standIn.people({ do: 'merge-company', by: 'admin1', companyId: 250, intoCompanyId: 251 });
    const after = probe.ask('GET', '/company/companies/250');
    expect(after).toMatchObject({ deletedFlag: true, _info: before });
    expect(after).not.toHaveProperty('mergedIntoId');
    expect(probe.ids('/service/tickets', { conditions: 'company/id=251' })).toEqual([1, 2]);
    expect(probe.ids('/finance/agreements', { conditions: 'company/id=251' })).toEqual([55, 56, 57]);
  });

  it('deletes an addition and a priority', () => {
    const probe = probeWithTickets();
    probe.standIn.people({ do: 'delete-addition', by: 'admin1', additionId: 901 });
    probe.standIn.people({ do: 'delete-priority', by: 'admin1', priority: 'Priority 3' });
    expect(probe.send('GET', '/finance/agreements/55/additions/901').status).toBe(404);
    expect(probe.ids('/service/priorities')).toEqual([1]);
    expect(probe.ask('GET', '/service/tickets/1')).not.toHaveProperty('priority');
  });

  it.each<[string, Action, RegExp]>([
    ['an unknown action', { do: 'dance', by: 'tech1' }, /No action "dance"; there are: add-note/],
    ['a missing member', { do: 'close-ticket', by: 'tech1' }, /close-ticket needs ticketId as a number/],
    ['a misspelt member', { do: 'delete-ticket', by: 'tech1', ticketId: 1, why: 'x' }, /delete-ticket has no why/],
    ['an unknown person', { do: 'delete-ticket', by: 'nobody', ticketId: 1 }, /No member nobody/],
    ['an unknown ticket', { do: 'delete-ticket', by: 'tech1', ticketId: 9 }, /No record 9 in table ticket/],
    ['a date that is none', { do: 'end-agreement', by: 'admin1', agreementId: 55, date: 'soon' }, /yyyy-MM-dd/],
  ])('throws for %s', (_sentence, action, message) => {
    expect(() => probeWithTickets().standIn.people(action)).toThrow(message);
  });
});

describe('switches', () => {
  it.each<[string, string, JsonValue]>([
    ['an unknown switch', 'gravity', 'off'],
    ['a value that it does not have', 'mergedReopen', 'maybe'],
    ['a text for a number', 'searchLagMs', 'long'],
  ])('throw for %s', (_sentence, name, value) => {
    expect(() => {
      new ConnectWiseProbe().standIn.setSwitch(name, value);
    }).toThrow(/[Ss]witch/);
  });
});
