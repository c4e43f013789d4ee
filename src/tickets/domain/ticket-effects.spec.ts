import { readTicketPayload, readIncidentTransition, ticketEffect } from './ticket-effects';

describe('what comes back from the journal', () => {
  it('is what was written', () => {
    const payload = {
      kind: 'update-ticket',
      ticketId: 1,
      set: { team: { id: 2 } },
      processNotifications: false,
    } as const;
    const effect = ticketEffect(payload, { type: 'none' });
    expect(readTicketPayload(effect)).toEqual(payload);
    expect(readIncidentTransition(effect.transition)).toEqual({ type: 'none' });
  });

  it('is nothing for a decision without a transition', () => {
    expect(readIncidentTransition(null)).toEqual({ type: 'none' });
  });

  it('is refused where this program never wrote it', () => {
    expect(() => readTicketPayload({ kind: 'delete-ticket', payload: {}, transition: null })).toThrow('delete-ticket');
    expect(() => readIncidentTransition('open')).toThrow('Not a transition');
    expect(() => readIncidentTransition({ kind: 'open' })).toThrow('Not a transition');
  });
});
