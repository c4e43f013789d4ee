import { ConnectWiseProbe } from '../../../../test/support/connectwise-sample';

const PATH = '/finance/agreements/55/additions';
const GOOD = { product: { id: 71 }, billCustomer: 'Billable', effectiveDate: '2026-11-01T00:00:00Z' };

function patchAddition(probe: ConnectWiseProbe, path: string, value: unknown): ReturnType<ConnectWiseProbe['send']> {
  return probe.send('PATCH', `${PATH}/901`, { body: [{ op: 'replace', path, value }] });
}

describe('POST of an addition', () => {
  it('takes price, cost, unit and text from the product, and computes the rest', () => {
    const body = { ...GOOD, product: { identifier: 'bkp-srv' }, quantity: 2.5, lessIncluded: 0.5 };
    expect(new ConnectWiseProbe().send('POST', PATH, { body })).toMatchObject({
      status: 201,
      body: {
        id: 902,
        product: { id: 71, identifier: 'BKP-SRV' },
        unitPrice: 19.9,
        uom: 'Each',
        billedQuantity: 2,
        extPrice: 39.8,
        agreementId: 55,
        agreementStatus: 'Active',
        _info: { enteredBy: 'bridge' },
      },
    });
  });

  it.each([
    ['no product', { ...GOOD, product: undefined }, 'product'],
    ['no billing option', { ...GOOD, billCustomer: undefined }, 'billCustomer'],
    ['an unknown product', { ...GOOD, product: { id: 99 } }, 'product/id'],
    ['a bundle', { ...GOOD, product: { id: 72 } }, 'product'],
    ['an inactive product', { ...GOOD, product: { id: 73 } }, 'product'],
    ['a date before the agreement', { ...GOOD, effectiveDate: '2025-12-31T00:00:00Z' }, 'effectiveDate'],
    ['an end before the beginning', { ...GOOD, cancelledDate: '2026-10-31T00:00:00Z' }, 'cancelledDate'],
  ])('refuses %s', (_sentence, body, field) => {
    const reply = new ConnectWiseProbe().send('POST', PATH, { body });
    expect(reply).toMatchObject({ status: 400, body: { code: 'InvalidObject', errors: [{ field }] } });
  });

  it('refuses a cancelled agreement, unless told otherwise', () => {
    const probe = new ConnectWiseProbe();
    const add = (): number => probe.send('POST', '/finance/agreements/57/additions', { body: GOOD }).status;
    expect(add()).toBe(400);
    probe.standIn.setSwitch('cancelledAgreementWrites', 'accept');
    expect(add()).toBe(201);
  });

  it('answers 404 below an agreement that does not exist', () => {
    const reply = new ConnectWiseProbe().send('POST', '/finance/agreements/99/additions', { body: GOOD });
    expect(reply).toMatchObject({ status: 404, body: { message: 'Agreement 99 not found' } });
  });
});

describe('PATCH of an addition', () => {
  it('changes the quantity and what follows from it', () => {
    const reply = patchAddition(new ConnectWiseProbe(), 'quantity', 6);
    expect(reply).toMatchObject({ status: 200, body: { quantity: 6, billedQuantity: 5, extPrice: 99.5 } });
  });

  it('refuses another product, or answers a false 200, or applies it', () => {
    const probe = new ConnectWiseProbe();
    const change = (): unknown => patchAddition(probe, 'product', { id: 73 });
    expect(change()).toMatchObject({ status: 400 });
    probe.standIn.setSwitch('additionProductChange', 'false-200');
    expect(change()).toMatchObject({ status: 200, body: { product: { id: 71 } } });
    probe.standIn.setSwitch('additionProductChange', 'apply');
    expect(change()).toMatchObject({ status: 200, body: { product: { id: 73 } } });
  });

  it('can be refused for a period that was invoiced', () => {
    const probe = new ConnectWiseProbe();
    const action = { do: 'set-next-invoice-date', by: 'admin1', agreementId: 55, date: '2027-01-01' };
    probe.standIn.people({ ...action, invoicedThrough: '2026-12-31' });
    expect(patchAddition(probe, 'quantity', 6).status).toBe(200);
    probe.standIn.setSwitch('invoicedAdditionChange', 'refuse');
    expect(patchAddition(probe, 'quantity', 7).status).toBe(400);
  });

  it('answers 404 under the wrong agreement', () => {
    const body = [{ op: 'replace', path: 'quantity', value: 1 }];
    expect(new ConnectWiseProbe().send('PATCH', '/finance/agreements/56/additions/901', { body }).status).toBe(404);
  });
});

describe('the status of agreements and additions', () => {
  it.each([
    ['the last moment of its last day in the zone of the server', '2026-12-01T04:59:59Z', 'Active'],
    ['the day after', '2026-12-01T05:00:00Z', 'Expired'],
  ])('follows the calendar of the server: %s', (_sentence, now, expected) => {
    const probe = new ConnectWiseProbe();
    probe.standIn.people({ do: 'end-agreement', by: 'admin1', agreementId: 55, date: '2026-11-30' });
    probe.clock.moveTo(now);
    expect(probe.ask('GET', '/finance/agreements/55')).toMatchObject({ agreementStatus: expected });
    expect(probe.ask('GET', `${PATH}/901`)).toMatchObject({ agreementStatus: expected });
  });

  it('is cancelled for an addition from its cancelled date on', () => {
    const probe = new ConnectWiseProbe();
    probe.standIn.people({ do: 'cancel-addition', by: 'admin1', additionId: 901, date: '2026-11-02' });
    expect(probe.ask('GET', `${PATH}/901`)).toMatchObject({
      agreementStatus: 'Cancelled',
      _info: { updatedBy: 'admin1' },
    });
  });
});

describe('bundles', () => {
  const addition = (sequenceNumber: number, parentId: number, more = {}): unknown => ({
    version: '2025.1',
    sequenceNumber,
    resourceType: 'addition',
    apiRequest: { parentId, filters: { conditions: 'cancelledDate=null' }, page: { page: 1, pageSize: 1000 }, ...more },
  });

  it('answer each request by itself, one failure beside the others', () => {
    const requests = [
      addition(1, 55),
      addition(2, 99),
      addition(3, 56),
      { sequenceNumber: 4, resourceType: 'invoice' },
    ];
    expect(new ConnectWiseProbe().ask('POST', '/system/bundles', { body: { requests } })).toMatchObject({
      results: [
        {
          sequenceNumber: 1,
          resourceType: 'addition',
          success: true,
          statusCode: 200,
          count: 1,
          entities: [{ id: 901 }],
        },
        { sequenceNumber: 2, success: false, statusCode: 404, error: { code: 'NotFound' } },
        { sequenceNumber: 3, success: true, count: 0, entities: [] },
        { sequenceNumber: 4, success: false, statusCode: 400 },
      ],
    });
  });

  it('read one record by id, cut to its fields, and keep to the rights of the role', () => {
    const probe = new ConnectWiseProbe();
    const request = { sequenceNumber: 1, resourceType: 'company', apiRequest: { id: 250, fields: 'id,identifier' } };
    const answer = probe.ask('POST', '/system/bundles', { body: { requests: [request] } });
    expect(answer).toMatchObject({ results: [{ count: 1, entities: [{ id: 250, identifier: 'Alder' }] }] });
  });

  it('may be limited in number', () => {
    const probe = new ConnectWiseProbe();
    probe.standIn.setSwitch('bundleMaxRequests', 1);
    const body = { requests: [addition(1, 55), addition(2, 55)] };
    expect(probe.send('POST', '/system/bundles', { body }).status).toBe(400);
  });
});
