import { ConnectWiseProbe } from '../../../../test/support/connectwise-sample';

function patchStatus(probe: ConnectWiseProbe, id: number, more: readonly unknown[] = []): number {
  const body = [{ op: 'replace', path: 'status', value: { id } }, ...more];
  return probe.send('PATCH', '/service/tickets/1', { body }).status;
}

function ticket(probe: ConnectWiseProbe, id = 1): Record<string, unknown> {
  return probe.ask('GET', `/service/tickets/${id}`);
}

interface Snapshot {
  readonly notifications: readonly Readonly<Record<string, unknown>>[];
}

function notifications(probe: ConnectWiseProbe): Snapshot['notifications'] {
  return (probe.standIn.snapshot() as unknown as Snapshot).notifications;
}

const SILENT = { processNotifications: false };

describe('closing and re-opening', () => {
  it('is done by status, and the server writes down who and when', () => {
    const probe = new ConnectWiseProbe();
    probe.createTicket();
    probe.clock.moveTo('2026-11-03T10:00:00Z');
    expect(patchStatus(probe, 13)).toBe(200);
    expect(ticket(probe)).toMatchObject({
      closedFlag: true,
      closedDate: '2026-11-03T10:00:00Z',
      closedBy: 'bridge',
      _info: { lastUpdated: '2026-11-03T10:00:00Z', updatedBy: 'bridge' },
    });
    expect(patchStatus(probe, 10)).toBe(200);
    expect(ticket(probe)).toMatchObject({ closedFlag: false });
    expect(ticket(probe)).not.toHaveProperty('closedDate');
  });

  it('keeps the first closing when a closed ticket is changed again', () => {
    const probe = new ConnectWiseProbe();
    probe.createTicket();
    probe.standIn.people({ do: 'close-ticket', by: 'tech1', ticketId: 1 });
    probe.send('PATCH', '/service/tickets/1', { body: [{ op: 'replace', path: 'summary', value: 'x' }] });
    expect(ticket(probe)).toMatchObject({ closedBy: 'tech1', _info: { updatedBy: 'bridge' } });
  });

  it('refuses to re-open a merged ticket, unless told otherwise', () => {
    const probe = new ConnectWiseProbe();
    probe.createTicket();
    probe.createTicket({ summary: 'Parent' });
    const body = { mergeTicketIds: [1], status: { id: 13 } };
    expect(probe.ask('POST', '/service/tickets/2/merge', { body })).toMatchObject({ success: true });
    expect(ticket(probe)).toMatchObject({ closedFlag: true, mergedParentTicket: { id: 2, summary: 'Parent' } });
    expect(ticket(probe, 2)).toMatchObject({ hasMergedChildTicketFlag: true });
    expect(patchStatus(probe, 10)).toBe(400);
    probe.standIn.setSwitch('mergedReopen', 'accept');
    expect(patchStatus(probe, 10)).toBe(200);
  });

  it('answers 404 everywhere to a ticket that was deleted', () => {
    const probe = new ConnectWiseProbe();
    probe.createTicket({ initialDescription: 'x' });
    probe.standIn.people({ do: 'delete-ticket', by: 'tech1', ticketId: 1 });
    expect(probe.send('GET', '/service/tickets/1')).toMatchObject({
      status: 404,
      body: { code: 'NotFound', message: 'Ticket 1 not found' },
    });
    expect(patchStatus(probe, 10)).toBe(404);
    expect(probe.send('GET', '/service/tickets/1/notes').status).toBe(404);
    expect(probe.createTicket()['id']).toBe(2);
  });
});

describe('notes', () => {
  it.each([
    ['none', {}, 400],
    ['all false', { detailDescriptionFlag: false, internalAnalysisFlag: false }, 400],
    ['discussion', { detailDescriptionFlag: true }, 201],
    ['internal', { internalAnalysisFlag: true }, 201],
    ['resolution', { resolutionFlag: true }, 201],
  ])('need a place: %s', (_sentence, flags, status) => {
    const probe = new ConnectWiseProbe();
    probe.createTicket();
    expect(probe.send('POST', '/service/tickets/1/notes', { body: { text: 'x', ...flags } }).status).toBe(status);
  });

  it('are by the API member, and allNotes adds what was written with time', () => {
    const probe = new ConnectWiseProbe();
    probe.createTicket();
    const note = probe.ask('POST', '/service/tickets/1/notes', { body: { text: 'ours', internalAnalysisFlag: true } });
    expect(note).toMatchObject({
      ticketId: 1,
      member: { identifier: 'bridge' },
      createdBy: 'bridge',
      internalFlag: true,
    });
    probe.clock.advance(60_000);
    probe.standIn.people({ do: 'add-time-entry', by: 'tech1', ticketId: 1, hours: 0.5, text: 'fixed' });
    const query = { fields: 'noteType,text,member/identifier' };
    expect(probe.ask('GET', '/service/tickets/1/allNotes', { query })).toEqual([
      { noteType: 'TicketNote', text: 'ours', member: { identifier: 'bridge' } },
      { noteType: 'TimeEntryNote', text: 'fixed', member: { identifier: 'tech1' } },
    ]);
    expect(probe.ids('/service/tickets/1/timeentries')).toEqual([1]);
    expect(ticket(probe)).toMatchObject({ actualHours: 0.5 });
  });
});

describe('the notification log', () => {
  it('has an entry for every write, unless the request says not to', () => {
    const probe = new ConnectWiseProbe();
    probe.createTicket({ contact: { id: 1 }, owner: { id: 2 }, ...SILENT });
    patchStatus(probe, 11, [{ op: 'replace', path: 'processNotifications', value: false }]);
    probe.send('POST', '/service/tickets/1/notes', { body: { text: 'x', internalAnalysisFlag: true, ...SILENT } });
    expect(notifications(probe)).toEqual([]);
    patchStatus(probe, 10);
    probe.send('POST', '/service/tickets/1/notes', { body: { text: 'x', internalAnalysisFlag: true } });
    probe.send('POST', '/service/tickets/1/notes', { body: { text: 'x', detailDescriptionFlag: true } });
    expect(notifications(probe)).toMatchObject([
      { cause: 'ticket-updated', recipients: ['contact:Ann Alder', 'resource:tech1'] },
      { cause: 'note-added', recipients: ['resource:tech1'] },
      { cause: 'note-added', recipients: ['contact:Ann Alder', 'resource:tech1'] },
    ]);
  });
});

describe('configurations of a ticket', () => {
  it('are attached by id or device identifier, listed and taken off', () => {
    const probe = new ConnectWiseProbe();
    probe.createTicket();
    const path = '/service/tickets/1/configurations';
    expect(probe.send('POST', path, { body: { name: 'SRV01' } })).toMatchObject({
      status: 400,
      body: { errors: [{ code: 'MissingRequiredField', message: 'id or deviceIdentifier is required.' }] },
    });
    expect(probe.send('POST', path, { body: { id: 99 } }).status).toBe(404);
    expect(probe.send('POST', path, { body: { deviceIdentifier: 'dev-1' } }).status).toBe(201);
    expect(probe.ask('GET', path)).toMatchObject([{ id: 31, deviceIdentifier: 'dev-1' }]);
    expect(probe.send('DELETE', `${path}/31`).status).toBe(204);
    expect(probe.ids(path)).toEqual([]);
  });
});
