import { ALL_RIGHTS, ConnectWiseProbe, sampleData } from '../../../../test/support/connectwise-sample';
import type { CwData } from '../connectwise-data';

const PATH = '/system/callbacks';
const CALLBACK = { url: 'http://hook.example/cw?recordId=', objectId: 1, type: 'ticket', level: 'board' };

let probe: ConnectWiseProbe;

beforeEach(() => {
  probe = new ConnectWiseProbe();
});

function register(members: Readonly<Record<string, unknown>> = {}) {
  return probe.send('POST', PATH, { body: { ...CALLBACK, ...members } });
}

function issue(code: string, field: string, message: string) {
  const errors = [{ code, field, message, resource: 'callbackEntry' }];
  return { status: 400, body: { code: 'InvalidObject', message: 'callbackEntry object is invalid', errors } };
}

describe('registering a callback', () => {
  it('answers with the payload version and the member who did it', () => {
    const { status, body } = register();
    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...CALLBACK,
      id: 1,
      memberId: 3,
      payloadVersion: '3.0.0',
      inactiveFlag: false,
      isSelfSuppressedFlag: false,
      _info: { enteredBy: 'bridge' },
    });
    expect(body).not.toHaveProperty('apiBase');
  });

  it('takes object 0 of the owner for 1, and leaves other ids alone', () => {
    expect(register({ level: 'owner', objectId: 0 }).body).toMatchObject({ objectId: 1 });
    expect(register({ level: 'status', objectId: 0 }).body).toMatchObject({ objectId: 0 });
  });

  it('names every required field that is missing', () => {
    const { body } = probe.send('POST', PATH, { body: {} });
    const { errors } = body as { errors: { code: string; field: string }[] };
    expect(errors.map(({ code, field }) => `${code} ${field}`)).toEqual(
      ['url', 'objectId', 'type', 'level'].map((field) => `MissingRequiredField ${field}`),
    );
  });

  it.each([
    ['a word', 'hook'],
    ['a path', '/hook?recordId='],
    ['another protocol', 'ftp://hook.example/?recordId='],
  ])('refuses an address that is none: %s', (_sentence, url) => {
    expect(register({ url })).toMatchObject(issue('InvalidField', 'url', 'Invalid URL'));
  });

  it.each([
    ['a level that the type does not have', 'agreement', 'board'],
    ['additions, which have no callback', 'agreement', 'addition'],
    ['a level that every object inherits', 'ticket', 'constructor'],
    ['a level in capitals', 'ticket', 'Board'],
  ])('refuses %s', (_sentence, type, level) => {
    const message = `Unrecognized level for type, ${type}: ${level}.`;
    expect(register({ type, level })).toMatchObject(issue('InvalidField', 'level', message));
  });

  it('refuses a type that nobody has', () => {
    expect(register({ type: 'addition', level: 'owner' })).toMatchObject(
      issue('InvalidField', 'type', 'Unrecognized type, addition.'),
    );
  });

  it('refuses the same entry twice, by switch also at another address', () => {
    const exists = issue('ObjectExists', 'objectId', 'A matching callback entry already exists');
    expect(register().status).toBe(201);
    expect(register()).toMatchObject(exists);
    expect(register({ objectId: 2 }).status).toBe(201);
    expect(register({ url: 'http://other.example/?recordId=' }).status).toBe(201);
    probe.standIn.setSwitch('matchingCallback', 'any-url');
    expect(register({ url: 'http://third.example/?recordId=' })).toMatchObject(exists);
  });

  it('takes further levels of tickets only where the server has them', () => {
    expect(register({ level: 'ticket' }).status).toBe(400);
    probe.standIn.setSwitch('furtherTicketLevels', 'accept');
    expect(register({ level: 'ticket' }).status).toBe(201);
  });

  it('refuses a description that is too long', () => {
    expect(register({ description: 'x'.repeat(100) }).status).toBe(201);
    expect(register({ description: 'x'.repeat(101), objectId: 2 })).toMatchObject({ status: 400 });
  });
});

describe('a registered callback', () => {
  beforeEach(() => {
    register({ description: 'ours', isSelfSuppressedFlag: true });
  });

  it('is listed, counted and read', () => {
    expect(probe.ids(PATH, { conditions: 'type="ticket" and inactiveFlag=false' })).toEqual([1]);
    expect(probe.ask('GET', `${PATH}/count`)).toEqual({ count: 1 });
    expect(probe.ask('GET', `${PATH}/1`)).toMatchObject({ description: 'ours' });
  });

  it('is changed in part by PATCH, and checked as a whole', () => {
    const patch = (path: string, value: unknown) =>
      probe.send('PATCH', `${PATH}/1`, { body: [{ op: 'replace', path, value }] });
    expect(patch('inactiveFlag', true).body).toMatchObject({ inactiveFlag: true, description: 'ours' });
    expect(patch('level', 'company').status).toBe(400);
    expect(probe.ask('GET', `${PATH}/1`)).toMatchObject({ level: 'board' });
  });

  it('is replaced by PUT: what is left out is emptied, what the server computes stays', () => {
    const put = (body: unknown) => probe.send('PUT', `${PATH}/1`, { body });
    const { status, body } = put({ ...CALLBACK, level: 'status', objectId: 10 });
    expect([status, body]).toMatchObject([200, { level: 'status', memberId: 3, isSelfSuppressedFlag: false }]);
    expect(body).not.toHaveProperty('description');
    expect(put({ url: CALLBACK.url }).status).toBe(400);
    expect(probe.send('PUT', `${PATH}/9`, { body: CALLBACK }).status).toBe(404);
  });

  it('is deleted, and may then be registered again', () => {
    expect(probe.send('DELETE', `${PATH}/1`).status).toBe(204);
    expect(probe.send('GET', `${PATH}/1`).status).toBe(404);
    expect(register().body).toMatchObject({ id: 2 });
  });
});

describe('rights and keys', () => {
  function withRights(rights: CwData['securityRoles'][number]['rights']): ConnectWiseProbe {
    return new ConnectWiseProbe(sampleData({ securityRoles: [{ id: 1, name: 'Integration', rights }] }));
  }

  it('need the right to set up tables, or one of their own', () => {
    const inquire = { inquire: 'All' } as const;
    probe = withRights({ ...ALL_RIGHTS, 'Table Setup': inquire });
    expect(register().status).toBe(403);
    expect(probe.send('GET', PATH).status).toBe(200);
    probe.standIn.setSwitch('callbackRight', 'own');
    expect(probe.send('GET', PATH).status).toBe(403);
    probe = withRights({ ...ALL_RIGHTS, Callbacks: { add: 'All' } });
    probe.standIn.setSwitch('callbackRight', 'own');
    expect(register().status).toBe(201);
  });

  it('show the signing key to whoever has credentials, or to everybody', () => {
    register();
    const read = (headers: Readonly<Record<string, string>>) => probe.send('GET', `${PATH}/keys/1`, { headers });
    const anonymous = { authorization: '', clientid: '' };
    const shown = { status: 200, body: { signing_key: expect.stringMatching(/^[\w+/]{43}=$/) as unknown } };
    expect(read({})).toMatchObject(shown);
    expect(read(anonymous).status).toBe(401);
    probe.standIn.setSwitch('callbackKeyNeedsLogin', 'no');
    expect(read(anonymous)).toMatchObject(shown);
  });
});
