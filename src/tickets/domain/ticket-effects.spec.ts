import {
  readIncidentTransition,
  readTicketPayload,
  ticketEffect,
  visitPayload,
  type TicketPayload,
  type TicketPayloadVisitor,
} from './ticket-effects';

describe('visitPayload', () => {
  const visitor: TicketPayloadVisitor<string> = {
    createTicket: ({ kind }) => kind,
    attachConfiguration: ({ kind }) => kind,
    addNote: ({ kind }) => kind,
    setStatus: ({ kind }) => kind,
    updateTicket: ({ kind }) => kind,
  };

  it.each<TicketPayload['kind']>(['create-ticket', 'attach-configuration', 'add-note', 'set-status', 'update-ticket'])(
    '%s has a method of its own',
    (kind) => {
      expect(visitPayload({ kind } as TicketPayload, visitor)).toBe(kind);
    },
  );
});

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
