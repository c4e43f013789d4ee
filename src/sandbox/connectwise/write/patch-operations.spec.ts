import { ConnectWiseProbe } from '../../../../test/support/connectwise-sample';

interface Case {
  readonly sentence: string;
  readonly body: unknown;
  readonly status: number;
  /** Part of the answer. */
  readonly answer?: unknown;
}

const CASES: readonly Case[] = [
  {
    sentence: 'replaces a plain field',
    body: [{ op: 'replace', path: 'summary', value: 'New text' }],
    status: 200,
    answer: { summary: 'New text' },
  },
  {
    sentence: 'takes a leading slash',
    body: [{ op: 'replace', path: '/summary', value: 'New text' }],
    status: 200,
    answer: { summary: 'New text' },
  },
  {
    sentence: 'adds like replace',
    body: [{ op: 'add', path: 'poNumber', value: 'PO1' }],
    status: 200,
    answer: { poNumber: 'PO1' },
  },
  {
    sentence: 'replaces a reference by id and expands it',
    body: [{ op: 'replace', path: 'status', value: { id: 11 } }],
    status: 200,
    answer: { status: { id: 11, name: 'In Progress' } },
  },
  {
    sentence: 'replaces a reference by name on the board of the ticket',
    body: [{ op: 'replace', path: 'status', value: { name: 'in progress' } }],
    status: 200,
    answer: { status: { id: 11 } },
  },
  {
    sentence: 'applies one level below a reference',
    body: [{ op: 'replace', path: 'status/id', value: 11 }],
    status: 200,
    answer: { status: { id: 11 } },
  },
  {
    sentence: 'sets several fields in one request',
    body: [
      { op: 'replace', path: 'board', value: { id: 2 } },
      { op: 'replace', path: 'status', value: { name: 'New' } },
      { op: 'remove', path: 'type' },
      { op: 'remove', path: 'team' },
    ],
    status: 200,
    answer: { board: { id: 2 }, status: { id: 20 } },
  },
  { sentence: 'removes an optional field', body: [{ op: 'remove', path: 'externalXRef' }], status: 200 },
  {
    sentence: 'sets a computed field without effect',
    body: [{ op: 'replace', path: 'closedFlag', value: true }],
    status: 200,
    answer: { closedFlag: false },
  },
  { sentence: 'refuses an object', body: { op: 'replace', path: 'summary', value: 'x' }, status: 400 },
  { sentence: 'refuses a wrapped array', body: { operations: [] }, status: 400 },
  { sentence: 'refuses upper case', body: [{ op: 'Replace', path: 'summary', value: 'x' }], status: 400 },
  { sentence: 'refuses other verbs', body: [{ op: 'test', path: 'summary', value: 'x' }], status: 400 },
  { sentence: 'refuses a path in the wrong case', body: [{ op: 'replace', path: 'Summary', value: 'x' }], status: 400 },
  { sentence: 'refuses an unknown path', body: [{ op: 'replace', path: 'colour', value: 'x' }], status: 400 },
  { sentence: 'refuses a missing path', body: [{ op: 'replace', value: 'x' }], status: 400 },
  { sentence: 'refuses a missing value', body: [{ op: 'replace', path: 'summary' }], status: 400 },
  { sentence: 'refuses to empty a required field', body: [{ op: 'remove', path: 'summary' }], status: 400 },
  { sentence: 'refuses a reference as a number', body: [{ op: 'replace', path: 'status', value: 11 }], status: 400 },
  { sentence: 'refuses a path too deep', body: [{ op: 'replace', path: 'company/status/id', value: 1 }], status: 400 },
  { sentence: 'refuses below a plain field', body: [{ op: 'replace', path: 'summary/text', value: 'x' }], status: 400 },
  {
    sentence: 'refuses the status of another board',
    body: [{ op: 'replace', path: 'status', value: { id: 20 } }],
    status: 400,
    answer: {
      code: 'InvalidObject',
      errors: [{ code: 'NotFound', field: 'status/id', message: 'Service Status 20 not found for Service Board 1.' }],
    },
  },
  {
    sentence: 'refuses another board while the status stays',
    body: [{ op: 'replace', path: 'board', value: { id: 2 } }],
    status: 400,
  },
  {
    sentence: 'refuses the initial description, which is for POST',
    body: [{ op: 'replace', path: 'initialDescription', value: 'x' }],
    status: 400,
  },
  {
    sentence: 'refuses a text that is too long',
    body: [{ op: 'replace', path: 'summary', value: 'x'.repeat(101) }],
    status: 400,
  },
  { sentence: 'refuses text that is not JSON', body: '[{', status: 400 },
];

describe('PATCH of a ticket', () => {
  it.each(CASES.map((row) => [row.sentence, row] as const))('%s', (_sentence, { body, status, answer }) => {
    const probe = new ConnectWiseProbe();
    probe.createTicket({ externalXRef: 'x' });
    const reply = probe.send('PATCH', '/service/tickets/1', { body });
    expect(reply.status).toBe(status);
    if (answer !== undefined) expect(reply.body).toMatchObject(answer as object);
  });

  it('changes nothing when one of several operations is refused', () => {
    const probe = new ConnectWiseProbe();
    probe.createTicket();
    const body = [
      { op: 'replace', path: 'summary', value: 'Changed' },
      { op: 'replace', path: 'status', value: { id: 20 } },
    ];
    expect(probe.send('PATCH', '/service/tickets/1', { body }).status).toBe(400);
    expect(probe.ask('GET', '/service/tickets/1')['summary']).toBe('Backup failed');
  });

  it('answers a false 200 to a sub-path when the server is of that kind', () => {
    const probe = new ConnectWiseProbe();
    probe.createTicket();
    probe.standIn.setSwitch('patchSubPath', 'false-200');
    const body = [{ op: 'replace', path: 'status/id', value: 11 }];
    expect(probe.send('PATCH', '/service/tickets/1', { body })).toMatchObject({
      status: 200,
      body: { status: { id: 10 } },
    });
  });

  it('keeps custom fields that are not named, and an empty array clears nothing', () => {
    const probe = new ConnectWiseProbe();
    probe.createTicket({
      customFields: [
        { id: 1, caption: 'A', value: 'a' },
        { id: 2, caption: 'B', value: 'b' },
      ],
    });
    const set = (value: unknown): unknown =>
      probe.ask('PATCH', '/service/tickets/1', { body: [{ op: 'replace', path: 'customFields', value }] })[
        'customFields'
      ];
    const expected = [
      { id: 1, caption: 'A', value: 'a' },
      { id: 2, caption: 'B', value: 'new' },
    ];
    expect(set([{ id: 2, value: 'new' }])).toEqual(expected);
    expect(set([])).toEqual(expected);
  });

  it('refuses a change because of an old bad value elsewhere, unless only changed fields are checked', () => {
    const probe = new ConnectWiseProbe();
    probe.createTicket();
    probe.standIn.people({ do: 'set-external-reference', by: 'tech1', ticketId: 1, externalXRef: 'x'.repeat(200) });
    const body = [{ op: 'replace', path: 'status', value: { id: 11 } }];
    expect(probe.send('PATCH', '/service/tickets/1', { body })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'externalXRef' }] },
    });
    probe.standIn.setSwitch('patchRevalidation', 'changed-fields');
    expect(probe.send('PATCH', '/service/tickets/1', { body }).status).toBe(200);
  });

  it('can be told to find references by id alone', () => {
    const probe = new ConnectWiseProbe();
    probe.createTicket();
    probe.standIn.setSwitch('patchReferenceByName', 'refuse');
    const body = [{ op: 'replace', path: 'status', value: { name: 'In Progress' } }];
    expect(probe.send('PATCH', '/service/tickets/1', { body }).status).toBe(400);
  });
});
