import { ConnectWiseProbe } from '../../../../test/support/connectwise-sample';

/** No message leaves the machine for this address, but what would have been sent is in the snapshot. */
const HOOK = 'http://hook.example/?recordId=';

type Act = (probe: ConnectWiseProbe) => unknown;

const summary = (text: string) => ({ body: [{ op: 'replace', path: 'summary', value: text }] });
const addTicket: Act = (probe) => probe.createTicket();
const changeTicket: Act = (probe) => probe.ask('PATCH', '/service/tickets/1', summary('other'));
const deleteTicket: Act = (probe) => probe.send('DELETE', '/service/tickets/1');
const byHand =
  (action: Readonly<Record<string, string | number>>): Act =>
  (probe) =>
    probe.standIn.people({ by: 'tech1', ...action });
const addAddition: Act = (probe) =>
  probe.ask('POST', '/finance/agreements/55/additions', { body: { product: { id: 71 }, billCustomer: 'Billable' } });
const patchAgreement: Act = (probe) =>
  probe.ask('PATCH', '/finance/agreements/55', { body: [{ op: 'replace', path: 'name', value: 'Alder' }] });

async function countCalls(callback: Readonly<Record<string, unknown>>, act: Act): Promise<number> {
  const probe = new ConnectWiseProbe();
  probe.createTicket();
  probe.standIn.setSwitch('furtherTicketLevels', 'accept');
  probe.ask('POST', '/system/callbacks', { body: { url: HOOK, objectId: 1, level: 'owner', ...callback } });
  act(probe);
  await probe.standIn.callbacksSent();
  const { callbackDeliveries } = probe.standIn.snapshot() as { callbackDeliveries: { results: unknown }[] };
  for (const { results } of callbackDeliveries) expect(results).toEqual(['not-loopback']);
  return callbackDeliveries.length;
}

const TICKET = { type: 'ticket' };
const COMPANY = { type: 'company' };
const AGREEMENT = { type: 'agreement' };

const rows: [string, Readonly<Record<string, unknown>>, Act, number][] = [
  ['a new ticket', TICKET, addTicket, 1],
  ['a changed ticket', TICKET, changeTicket, 1],
  ['a deleted ticket', TICKET, deleteTicket, 1],
  ['a ticket that a technician closes', TICKET, byHand({ do: 'close-ticket', ticketId: 1 }), 1],
  ['a ticket that is merged, and the one that it goes into', TICKET, mergeTickets, 3],
  ['a note, which is no ticket', TICKET, byHand({ do: 'add-note', ticketId: 1, text: 'x' }), 0],
  ['a ticket on the board', { ...TICKET, level: 'board', objectId: 1 }, changeTicket, 1],
  ['a ticket on another board', { ...TICKET, level: 'board', objectId: 2 }, changeTicket, 0],
  ['a ticket in the status', { ...TICKET, level: 'status', objectId: 10 }, changeTicket, 1],
  ['a ticket in another status', { ...TICKET, level: 'status', objectId: 11 }, changeTicket, 0],
  ['the ticket itself', { ...TICKET, level: 'ticket', objectId: 1 }, changeTicket, 1],
  ['another ticket', { ...TICKET, level: 'ticket', objectId: 2 }, changeTicket, 0],
  ['a ticket of the company', { ...TICKET, level: 'company', objectId: 250 }, changeTicket, 1],
  ['a change by API of a callback that is self-suppressed', { ...TICKET, isSelfSuppressedFlag: true }, changeTicket, 0],
  [
    'a change by somebody else of a callback that is self-suppressed',
    { ...TICKET, isSelfSuppressedFlag: true },
    byHand({ do: 'close-ticket', ticketId: 1 }),
    1,
  ],
  ['a callback that is inactive', { ...TICKET, inactiveFlag: true }, changeTicket, 0],
  ['a ticket whose request says skipCallback', TICKET, (probe) => probe.createTicket({ skipCallback: true }), 0],
  ['a company', COMPANY, byHand({ do: 'rename-company', companyId: 250, name: 'New' }), 1],
  ['a company that is deleted', COMPANY, byHand({ do: 'delete-company', companyId: 250 }), 1],
  [
    'a company of the type',
    { ...COMPANY, level: 'type', objectId: 2 },
    byHand({ do: 'rename-company', companyId: 251, name: 'New' }),
    1,
  ],
  [
    'a company of another type',
    { ...COMPANY, level: 'type', objectId: 2 },
    byHand({ do: 'rename-company', companyId: 250, name: 'New' }),
    0,
  ],
  ['an agreement', AGREEMENT, patchAgreement, 1],
  ['an agreement of the company', { ...AGREEMENT, level: 'company', objectId: 250 }, patchAgreement, 1],
  ['an agreement of another company', { ...AGREEMENT, level: 'company', objectId: 251 }, patchAgreement, 0],
  ['an addition, for which there is no callback', AGREEMENT, addAddition, 0],
  ['a type of which the server has nothing', { type: 'invoice' }, changeTicket, 0],
];

function mergeTickets(probe: ConnectWiseProbe): void {
  probe.createTicket();
  probe.standIn.people({ do: 'merge-ticket', by: 'tech1', ticketId: 1, intoTicketId: 2 });
}

describe('how often a callback is called', () => {
  it.each(rows)('%s', async (_sentence, callback, act, times) => {
    expect(await countCalls(callback, act)).toBe(times);
  });
});
