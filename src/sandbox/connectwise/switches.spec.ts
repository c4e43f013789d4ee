import { ConnectWiseProbe, sampleData } from '../../../test/support/connectwise-sample';

describe('UNCERTAIN, by switch', () => {
  let probe: ConnectWiseProbe;

  beforeEach(() => {
    probe = new ConnectWiseProbe();
  });

  function statusOf(method: string, path: string, body: unknown): number {
    return probe.send(method, path, { body }).status;
  }

  it('the operator in is taken in conditions on children', () => {
    const query = { childConditions: 'types/name in ("Customer","Prospect")' };
    const ask = (): number => probe.send('GET', '/company/companies', { query }).status;
    expect(ask()).toBe(400);
    probe.standIn.setSwitch('inForChildConditions', 'accept');
    expect(ask()).toBe(200);
  });

  it('a value for a computed field is refused', () => {
    const addition = { product: { id: 71 }, billCustomer: 'Billable', extPrice: 5 };
    expect(statusOf('POST', '/finance/agreements/55/additions', addition)).toBe(201);
    probe.standIn.setSwitch('computedField', 'refuse');
    expect(statusOf('POST', '/finance/agreements/55/additions', addition)).toBe(400);
  });

  it('a merged ticket takes no more notes', () => {
    probe.createTicket();
    probe.createTicket();
    probe.ask('POST', '/service/tickets/2/merge', { body: { mergeTicketIds: [1], status: { id: 13 } } });
    const note = { text: 'again', internalAnalysisFlag: true };
    expect(statusOf('POST', '/service/tickets/1/notes', note)).toBe(201);
    probe.standIn.setSwitch('mergedNote', 'refuse');
    expect(statusOf('POST', '/service/tickets/1/notes', note)).toBe(400);
  });

  it('a ticket needs a type where its board has types', () => {
    const boards = sampleData().boards.map((board) => ({
      ...board,
      types: board.types?.map((type) => ({ ...type, defaultFlag: false })) ?? [],
    }));
    probe = new ConnectWiseProbe(sampleData({ boards }));
    probe.standIn.setSwitch('ticketType', 'required');
    const ticket = { summary: 'x', company: { id: 250 }, board: { id: 1 } };
    expect(statusOf('POST', '/service/tickets', { ...ticket, type: { id: 1 } })).toBe(201);
    expect(statusOf('POST', '/service/tickets', { ...ticket, board: { id: 2 } })).toBe(201);
    expect(statusOf('POST', '/service/tickets', ticket)).toBe(400);
  });

  it('an addition of an inactive product is taken', () => {
    const addition = { product: { id: 73 }, billCustomer: 'Billable' };
    expect(statusOf('POST', '/finance/agreements/55/additions', addition)).toBe(400);
    probe.standIn.setSwitch('inactiveProduct', 'accept');
    expect(statusOf('POST', '/finance/agreements/55/additions', addition)).toBe(201);
  });

  it('compound conditions on agreements find nothing', () => {
    const query = { conditions: 'company/id=250 and cancelledFlag=false' };
    expect(probe.ids('/finance/agreements', query)).toEqual([55]);
    probe.standIn.setSwitch('compoundAgreementConditions', 'empty');
    expect(probe.ids('/finance/agreements', query)).toEqual([]);
    expect(probe.ids('/finance/agreements', { conditions: 'company/id=250' })).toEqual([55]);
  });

  it('line breaks of a note collapse', () => {
    probe.createTicket();
    const body = { text: 'one\r\ntwo', internalAnalysisFlag: true };
    const say = (): unknown => probe.ask('POST', '/service/tickets/1/notes', { body })['text'];
    expect(say()).toBe('one\r\ntwo');
    probe.standIn.setSwitch('noteLineBreaks', 'collapse');
    expect(say()).toBe('one two');
  });

  it('a note has a longest length', () => {
    probe.createTicket();
    probe.standIn.setSwitch('noteMaxLength', 5);
    const note = { text: '12345', internalAnalysisFlag: true };
    expect(statusOf('POST', '/service/tickets/1/notes', note)).toBe(201);
    expect(statusOf('POST', '/service/tickets/1/notes', { ...note, text: '123456' })).toBe(400);
  });
});
