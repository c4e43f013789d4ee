import { ConnectWiseProbe } from '../../../../test/support/connectwise-sample';

const GOOD = { summary: 'Backup failed', company: { id: 250 }, board: { id: 1 } };

describe('POST of a ticket is refused for', () => {
  const rows: [string, unknown, unknown][] = [
    ['a missing summary', { company: { id: 250 } }, { errors: [{ code: 'MissingRequiredField', field: 'summary' }] }],
    ['a blank summary', { ...GOOD, summary: ' ' }, { errors: [{ code: 'MissingRequiredField' }] }],
    ['a missing company', { summary: 'x' }, { errors: [{ message: 'The company field is required.' }] }],
    ['a long summary', { ...GOOD, summary: 'x'.repeat(101) }, { errors: [{ field: 'summary' }] }],
    ['a long reference', { ...GOOD, externalXRef: 'x'.repeat(101) }, { errors: [{ field: 'externalXRef' }] }],
    ['a company as a number', { ...GOOD, company: 250 }, { code: 'ConnectWiseApi' }],
    ['a company as a text', { ...GOOD, company: 'Alder' }, { code: 'ConnectWiseApi' }],
    ['an unknown company', { ...GOOD, company: { id: 9 } }, { errors: [{ code: 'NotFound', field: 'company/id' }] }],
    [
      'an unknown identifier',
      { ...GOOD, company: { identifier: 'zz' } },
      { errors: [{ field: 'company/identifier' }] },
    ],
    ['a deleted company', { ...GOOD, company: { id: 253 } }, { errors: [{ code: 'NotFound' }] }],
    ['a company on hold', { ...GOOD, company: { id: 252 } }, { errors: [{ message: 'Ask accounting first.' }] }],
    ['a status of another board', { ...GOOD, status: { id: 20 } }, { errors: [{ field: 'status/id' }] }],
    ['an unknown status name', { ...GOOD, status: { name: 'Nope' } }, { errors: [{ field: 'status/name' }] }],
    ['an inactive status', { ...GOOD, status: { id: 12 } }, { errors: [{ field: 'status/id' }] }],
    ['a contact of another company', { ...GOOD, contact: { id: 2 } }, { errors: [{ field: 'contact/id' }] }],
    [
      'a combination of types that is not associated',
      { ...GOOD, type: { id: 2 }, subType: { id: 1 } },
      { errors: [{}] },
    ],
    ['an unknown enum value', { ...GOOD, severity: 'Huge' }, { code: 'ConnectWiseApi' }],
    ['a number for a text', { ...GOOD, summary: 5 }, { code: 'ConnectWiseApi' }],
    ['a text for a flag', { ...GOOD, automaticEmailCcFlag: 'yes' }, { code: 'ConnectWiseApi' }],
    ['milliseconds', { ...GOOD, requiredDate: '2026-11-02T08:00:00.000Z' }, { code: 'ConnectWiseApi' }],
    ['an offset', { ...GOOD, requiredDate: '2026-11-02T08:00:00+01:00' }, { code: 'ConnectWiseApi' }],
    ['a table that nobody fills', { ...GOOD, opportunity: { id: 1 } }, { errors: [{ code: 'NotFound' }] }],
    ['an unknown member of a reference', { ...GOOD, company: { recId: 250 } }, { code: 'ConnectWiseApi' }],
    ['an array', [GOOD], { code: 'ConnectWiseApi' }],
  ];

  it.each(rows)('%s', (_sentence, body, answer) => {
    const probe = new ConnectWiseProbe();
    const reply = probe.send('POST', '/service/tickets', { body });
    expect(reply.status).toBe(400);
    expect(reply.body).toMatchObject(answer as object);
    expect(probe.ask('GET', '/service/tickets/count')).toEqual({ count: 0 });
  });

  it('an unknown member, with the place where it stands', () => {
    const reply = new ConnectWiseProbe().send('POST', '/service/tickets', { body: { ...GOOD, enteredBy: 'me' } });
    expect(reply.body).toEqual({
      code: 'ConnectWiseApi',
      message: expect.stringMatching(
        /^Could not find member 'enteredBy' on object of type 'Ticket'\. Path 'enteredBy', line 1, position \d+\.$/,
      ) as string,
    });
  });

  it('a body of another type', () => {
    const headers = { 'content-type': 'text/plain' };
    expect(new ConnectWiseProbe().send('POST', '/service/tickets', { body: GOOD, headers }).status).toBe(415);
  });

  it('everything at once, in one answer', () => {
    const body = { summary: 'x'.repeat(101), company: { id: 250 }, externalXRef: 'y'.repeat(101) };
    const reply = new ConnectWiseProbe().send('POST', '/service/tickets', { body });
    expect((reply.body as { errors: unknown[] }).errors).toHaveLength(2);
  });
});

describe('POST of a ticket', () => {
  it('answers 201 with defaults and expanded references', () => {
    const probe = new ConnectWiseProbe();
    const reply = probe.send('POST', '/service/tickets', { body: { summary: 'x', company: { identifier: 'alder' } } });
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({
      board: { id: 1 },
      status: { id: 10, name: 'New' },
      company: { id: 250, identifier: 'Alder', name: 'Alder Clinic' },
      site: { id: 1, name: 'Main' },
      type: { id: 1 },
      team: { id: 1 },
      priority: { id: 3 },
      source: { id: 1 },
      severity: 'Medium',
      recordType: 'ServiceTicket',
      closedFlag: false,
      _info: { enteredBy: 'bridge' },
    });
    expect(reply.body).not.toHaveProperty('initialDescription');
  });

  it('makes notes of the initial texts, each in its place', () => {
    const probe = new ConnectWiseProbe();
    probe.createTicket({ initialDescription: 'd', initialInternalAnalysis: 'i', initialResolution: 'r' });
    const query = { fields: 'text,detailDescriptionFlag,internalAnalysisFlag,resolutionFlag' };
    expect(probe.ask('GET', '/service/tickets/1/notes', { query })).toEqual([
      { text: 'd', detailDescriptionFlag: true, internalAnalysisFlag: false, resolutionFlag: false },
      { text: 'i', detailDescriptionFlag: false, internalAnalysisFlag: true, resolutionFlag: false },
      { text: 'r', detailDescriptionFlag: false, internalAnalysisFlag: false, resolutionFlag: true },
    ]);
  });

  it('knows no uniqueness of the external reference', () => {
    const probe = new ConnectWiseProbe();
    probe.createTicket({ externalXRef: 'same' });
    probe.createTicket({ externalXRef: 'same' });
    expect(probe.ids('/service/tickets', { conditions: 'externalXRef="same"' })).toEqual([1, 2]);
  });

  it.each([
    ['inactiveStatus', 'accept', { status: { id: 12 } }],
    ['deletedCompany', 'accept', { company: { id: 253 } }],
    ['disallowSaving', 'accept', { company: { id: 252 } }],
    ['unknownMember', 'ignore', { colour: 'red' }],
    ['createdStatus', '200', {}],
  ])('follows the switch %s=%s', (name, value, members) => {
    const probe = new ConnectWiseProbe();
    probe.standIn.setSwitch(name, value);
    const { status } = probe.send('POST', '/service/tickets', { body: { ...GOOD, ...members } });
    expect(status).toBe(name === 'createdStatus' ? 200 : 201);
  });
});

describe('POST of a company', () => {
  it('refuses an identifier that is taken, without regard to case', () => {
    const reply = new ConnectWiseProbe().send('POST', '/company/companies', {
      body: { identifier: 'ALDER', name: 'x' },
    });
    expect(reply.body).toMatchObject({
      errors: [{ code: 'ObjectExists', message: 'Company ID already in use.', field: 'identifier' }],
    });
  });

  it('takes types only at its creation', () => {
    const probe = new ConnectWiseProbe();
    const body = { identifier: 'New', name: 'New', types: [{ id: 1 }] };
    expect(probe.ask('POST', '/company/companies', { body })['types']).toMatchObject([{ id: 1, name: 'Customer' }]);
    const patch = [{ op: 'replace', path: 'types', value: [{ id: 2 }] }];
    expect(probe.send('PATCH', '/company/companies/254', { body: patch }).status).toBe(400);
  });
});
