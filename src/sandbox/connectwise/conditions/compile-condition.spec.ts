import { ConnectWiseProbe, sampleData } from '../../../../test/support/connectwise-sample';

const TICKETS = [
  {
    id: 1,
    summary: 'Backup failed',
    companyId: 250,
    boardId: 1,
    statusId: 10,
    externalXRef: 'vspcb:prod:1',
    ownerId: 2,
  },
  { id: 2, summary: 'backup missed', companyId: 251, boardId: 1, statusId: 13, dateEntered: '2026-10-01T10:00:00Z' },
  { id: 3, summary: '100% "full" [disk]', companyId: 250, boardId: 2, statusId: 20, priorityId: 1 },
];

function probeWithTickets(): ConnectWiseProbe {
  return new ConnectWiseProbe(sampleData({ tickets: TICKETS }));
}

describe('conditions select', () => {
  const rows: [string, string, number[]][] = [
    ['equal integer', 'id=2', [2]],
    ['unequal integer', 'id!=2', [1, 3]],
    ['less', 'id<2', [1]],
    ['at most', 'id<=2', [1, 2]],
    ['greater', 'id>2', [3]],
    ['at least', 'id >= 2', [2, 3]],
    ['text without case', 'summary="BACKUP FAILED"', [1]],
    ['text in single quotes', "summary='backup missed'", [2]],
    ['contains', 'summary contains "up mis"', [2]],
    ['not contains', 'summary not contains "backup"', [3]],
    ['like with percent', 'summary like "backup%"', [1, 2]],
    ['like with star', 'summary like "*failed"', [1]],
    ['like in the middle', 'summary like "%ackup m%"', [2]],
    ['like without wildcard is equality', 'summary like "backup"', []],
    ['not like', 'summary not like "backup%"', [3]],
    ['like with an escaped bracket', 'summary like "%[[]disk]"', [3]],
    ['like treats a dot as a dot', 'summary like "b.ckup%"', []],
    ['in numbers', 'id in (1,3)', [1, 3]],
    ['in texts', 'summary in ("backup missed", "other")', [2]],
    ['not in', 'id not in (1,3)', [2]],
    ['a field that is null equals null', 'externalXRef = null', [2, 3]],
    ['a field that is not null', 'externalXRef != null', [1]],
    ['null never differs from a value', 'externalXRef != "x"', [1]],
    ['null is not like anything', 'externalXRef not like "zzz%"', [1]],
    ['true', 'closedFlag=True', [2]],
    ['false, lower case, also where nothing was stored', 'customerUpdatedFlag=false', [1, 2, 3]],
    ['date', 'dateEntered < [2026-10-02T00:00:00Z]', [2]],
    ['a date without time', 'dateEntered > [2026-10-02]', [1, 3]],
    ['pseudo field lastUpdated', 'lastUpdated > [2026-10-02T00:00:00Z]', [1, 3]],
    ['reference by id', 'company/id=250', [1, 3]],
    ['reference by identifier', 'company/identifier="alder"', [1, 3]],
    ['reference by name with an escaped quote', 'company/name="Birch \\"B\\" & Sons"', [2]],
    ['reference that is empty', 'owner/id=null', [2, 3]],
    ['reference to a member', 'owner/identifier="tech1"', [1]],
    ['status by name on two boards', 'status/name="New"', [1, 3]],
    ['field names without case', 'Board/Id=2 AND ClosedFlag=False', [3]],
    ['enum literal', 'severity="Medium"', [1, 2, 3]],
    ['and binds tighter than or', 'id=1 or id=2 and closedFlag=false', [1]],
    ['parentheses', '(id=1 or id=2) and closedFlag=true', [2]],
    ['keywords in any case', 'id=1 Or id=3', [1, 3]],
    ['nested parentheses', '((id=1) or (id=3 and (company/id=250)))', [1, 3]],
    ['negative number', 'id > -1', [1, 2, 3]],
    ['as few spaces as possible', '(id>1)and(id<3)', [2]],
  ];

  it.each(rows)('%s: %s', (_sentence, conditions, expected) => {
    expect(probeWithTickets().ids('/service/tickets', { conditions })).toEqual(expected);
  });
});

describe('conditions are refused', () => {
  const rows: [string, string][] = [
    ['an unknown field', 'colour="red"'],
    ['a member that the reference does not have', 'company/city="Tampa"'],
    ['a reference of a reference', 'company/status/name="Active"'],
    ['a field of _info by path', '_info/lastUpdated > [2026-01-01T00:00:00Z]'],
    ['a value outside the enum', 'severity="Highest"'],
    ['a text for a number', 'id="1"'],
    ['a number for a text', 'summary=5'],
    ['a bare word for a text', 'summary=backup'],
    ['a date in quotes', 'lastUpdated > "2026-01-01T00:00:00Z"'],
    ['a date with an offset', 'lastUpdated > [2026-01-01T00:00:00+02:00]'],
    ['a date that does not exist', 'lastUpdated > [2026-13-41T00:00:00Z]'],
    ['null compared by order', 'externalXRef > null'],
    ['like on a number', 'id like "1%"'],
    ['a bare reference', 'company=250'],
    ['a list in conditions', 'customFields="x"'],
    ['an input field', 'processNotifications=true'],
    ['a text that does not end', 'summary="backup'],
    ['a parenthesis that does not close', '(id=1'],
    ['a parenthesis too many', 'id=1)'],
    ['a word that is no operator', 'summary is "x"'],
    ['not before a sign', 'id not = 1'],
    ['nothing after the operator', 'id='],
    ['an empty list', 'id in ()'],
    ['a character of no token', 'id=1; drop'],
    ['configurations in the plural', 'configurations/id=31'],
    ['several configurations', 'configuration/id=31 or configuration/id=32'],
  ];

  it.each(rows)('%s: %s', (_sentence, conditions) => {
    const reply = probeWithTickets().send('GET', '/service/tickets', { query: { conditions } });
    expect(reply).toMatchObject({ status: 400, body: { code: 'ApiFindCondition' } });
  });

  it('says which name it does not know', () => {
    const reply = probeWithTickets().send('GET', '/service/tickets', { query: { conditions: 'colour="red"' } });
    expect(reply.body).toEqual({ code: 'ApiFindCondition', message: 'colour is not a recognized name.' });
  });

  it('refuses the misspelt status of an agreement', () => {
    const query = { conditions: 'agreementStatus not like "Canceled"' };
    const reply = probeWithTickets().send('GET', '/finance/agreements', { query });
    expect(reply.body).toEqual({ code: 'ApiFindCondition', message: 'Enum value supplied was invalid' });
  });
});

describe('the oddities of single models', () => {
  const rows: [string, string, Readonly<Record<string, string>>, number[]][] = [
    ['computed status of an agreement', '/finance/agreements', { conditions: 'agreementStatus="Active"' }, [55]],
    ['its other values', '/finance/agreements', { conditions: 'agreementStatus in ("Expired","cancelled")' }, [56, 57]],
    [
      'parentAgreementId, which no body has',
      '/finance/agreements',
      { conditions: 'parentAgreementId=null' },
      [55, 56, 57],
    ],
    ['additions by product', '/finance/agreements/55/additions', { conditions: 'product/identifier="BKP-SRV"' }, [901]],
    ['open-ended additions', '/finance/agreements/55/additions', { conditions: 'cancelledDate=null' }, [901]],
    ['companies that are not deleted', '/company/companies', { conditions: 'deletedFlag=false' }, [250, 251, 252]],
    ['child condition on types', '/company/companies', { childConditions: 'types/name="Prospect"' }, [251, 253]],
    ['child condition with or', '/company/companies', { childConditions: 'types/id=2 or types/name="x"' }, [251, 253]],
    [
      'child condition on communication items',
      '/company/contacts',
      { childConditions: 'communicationItems/value like "ann@*"' },
      [1],
    ],
    ['the other spelling of the info twin', '/service/boards/1/statuses/info', { conditions: 'closedFlag=true' }, [13]],
  ];

  it.each(rows)('%s', (_sentence, path, query, expected) => {
    expect(probeWithTickets().ids(path, query)).toEqual(expected);
  });

  it.each([
    ['in', '/company/companies', { childConditions: 'types/id in (1,2)' }],
    ['lists in conditions', '/company/companies', { conditions: 'types/name="Customer"' }],
    ['the first spelling on the info twin', '/service/boards/1/statuses/info', { conditions: 'closedStatus=true' }],
    ['the note type', '/service/tickets/1/notes', { conditions: 'noteType="TicketNote"' }],
  ])('refuses %s', (_sentence, path, query) => {
    expect(probeWithTickets().send('GET', path, { query })).toMatchObject({ status: 400 });
  });

  it('finds a ticket by its configuration and by a custom field', () => {
    const probe = probeWithTickets();
    const customFields = [{ id: 7, caption: 'Origin', value: 'bridge' }];
    probe.send('PATCH', '/service/tickets/1', { body: [{ op: 'replace', path: 'customFields', value: customFields }] });
    probe.send('POST', '/service/tickets/3/configurations', { body: { id: 31 } });
    expect(probe.ids('/service/tickets', { conditions: 'configuration/id=31' })).toEqual([3]);
    const customFieldConditions = 'caption="Origin" AND value = "bridge"';
    expect(probe.ids('/service/tickets', { customFieldConditions })).toEqual([1]);
  });

  it('understands backslashes only where the server does', () => {
    const probe = probeWithTickets();
    probe.standIn.setSwitch('quoteEscaping', 'refuse');
    const query = { conditions: 'company/name="Birch \\"B\\" & Sons"' };
    expect(probe.send('GET', '/service/tickets', { query }).status).toBe(400);
  });

  it('hides fresh rows from conditions for as long as the search lags, not from a read by id', () => {
    const probe = probeWithTickets();
    probe.standIn.setSwitch('searchLagMs', 5_000);
    const { id } = probe.createTicket({ externalXRef: 'fresh' });
    const find = (): number[] => probe.ids('/service/tickets', { conditions: 'externalXRef="fresh"' });
    expect(find()).toEqual([]);
    expect(probe.ask('GET', `/service/tickets/${String(id)}`)['externalXRef']).toBe('fresh');
    probe.clock.advance(5_000);
    expect(find()).toEqual([id]);
  });
});
