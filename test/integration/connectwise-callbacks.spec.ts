import { createHash, createHmac } from 'node:crypto';
import { ConnectWiseStandIn } from '../../src/sandbox/connectwise/connectwise-stand-in';
import { SandboxServer } from '../../src/sandbox/http/sandbox-server';
import { SimulatedClock } from '../../src/sandbox/sandbox-clock';
import { sampleData } from '../support/connectwise-sample';
import { ManualClock } from '../support/manual-clock';
import { ScriptServer, type SeenRequest } from '../support/script-server';

interface Payload {
  readonly MessageId: string;
  readonly Action: string;
  readonly ID: number;
  readonly Entity: string | null;
  readonly Metadata: { readonly key_url: string };
}

const { login } = sampleData();
const CREDENTIALS = `${login.companyId}+${login.publicKey}:${login.privateKey}`;
const HEADERS = {
  authorization: `Basic ${Buffer.from(CREDENTIALS).toString('base64')}`,
  clientid: login.clientId,
  'content-type': 'application/json',
};

let wall: ManualClock;
let standIn: ConnectWiseStandIn;
let server: SandboxServer;
let receiver: ScriptServer;
let base: string;

beforeEach(async () => {
  wall = new ManualClock();
  const clock = new SimulatedClock(wall, { start: wall.now(), speed: 1 });
  standIn = new ConnectWiseStandIn(sampleData(), clock);
  server = new SandboxServer(standIn, clock);
  base = `${await server.listen()}/v4_6_release/apis/3.0`;
  receiver = await ScriptServer.start();
  receiver.answer(() => ({ status: 200 }));
});

afterEach(async () => {
  await server.close();
  await receiver.stop();
});

async function ask(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
  const text = body === undefined ? null : JSON.stringify(body);
  const response = await fetch(`${base}${path}`, { method, headers: HEADERS, body: text });
  expect(response.status).toBeLessThan(300);
  return response.status === 204 ? {} : ((await response.json()) as Record<string, unknown>);
}

function register(members: Readonly<Record<string, unknown>> = {}): Promise<Record<string, unknown>> {
  const url = `${receiver.url}/hook?recordId=`;
  return ask('POST', '/system/callbacks', { url, objectId: 1, type: 'ticket', level: 'owner', ...members });
}

function createTicket(): Promise<Record<string, unknown>> {
  return ask('POST', '/service/tickets', { summary: 'Backup failed', company: { id: 250 }, board: { id: 1 } });
}

async function received(): Promise<readonly (SeenRequest & { readonly payload: Payload })[]> {
  await standIn.callbacksSent();
  return receiver.seen.map((request) => ({ ...request, payload: JSON.parse(request.body) as Payload }));
}

it('a ticket is reported when it is added, updated and deleted', async () => {
  const { id: callbackId } = await register();
  const ticket = await createTicket();
  await ask('PATCH', '/service/tickets/1', [{ op: 'replace', path: 'summary', value: 'Größer' }]);
  await ask('DELETE', '/service/tickets/1');
  const messages = await received();
  expect(messages.map(({ path, query }) => [path, ...query.values()])).toEqual([
    ['/hook', '1', 'added'],
    ['/hook', '1', 'updated'],
    ['/hook', '1', 'deleted'],
  ]);
  expect(messages.map(({ payload }) => payload)).toMatchObject(
    ['added', 'updated', 'deleted'].map((action) => ({
      Action: action,
      ID: 1,
      Type: 'ticket',
      CompanyId: login.companyId,
      MemberId: 'bridge',
      CallbackObjectRecId: callbackId,
      MessageId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) as unknown,
      Metadata: { key_url: `${base}/system/callbacks/keys/1` },
    })),
  );
  const [added, updated, deleted] = messages.map(({ payload }) => payload.Entity);
  expect(JSON.parse(added ?? '')).toEqual(ticket);
  expect(JSON.parse(updated ?? '')).toMatchObject({ summary: 'Größer' });
  expect(deleted).toBeNull();
  expect(new Set(messages.map(({ payload }) => payload.MessageId)).size).toBe(3);
});

it('the signature holds for the raw body with the key of key_url', async () => {
  await register();
  await ask('POST', '/service/tickets', { summary: 'Größe “x”', company: { id: 250 }, board: { id: 1 } });
  const [message] = await received();
  const keyPath = message!.payload.Metadata.key_url.slice(base.length);
  const { signing_key: key } = (await ask('GET', keyPath)) as { signing_key: string };
  const hashed = createHash('sha256').update(key).digest();
  const expected = createHmac('sha256', hashed).update(message!.body).digest('base64');
  expect(message!.headers['x-content-signature']).toBe(expected);
  expect(message!.headers['content-type']).toMatch(/^application\/json/);
});

it('companies and agreements are reported, whoever changes them', async () => {
  await register({ type: 'company', level: 'company', objectId: 250 });
  await register({ type: 'agreement', level: 'company', objectId: 250 });
  standIn.people({ do: 'rename-company', by: 'admin1', companyId: 250, name: 'Alder Group' });
  standIn.people({ do: 'cancel-agreement', by: 'admin1', agreementId: 55 });
  await standIn.callbacksSent();
  standIn.people({ do: 'delete-company', by: 'admin1', companyId: 250 });
  const seen = (await received()).map(({ body }) => JSON.parse(body) as object);
  expect(seen).toHaveLength(3);
  expect(seen).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ Type: 'company', ID: 250, Action: 'updated', MemberId: 'admin1' }),
      expect.objectContaining({ Type: 'agreement', ID: 55, Action: 'updated' }),
      expect.objectContaining({ Type: 'company', ID: 250, Action: 'deleted', Entity: null }),
    ]),
  );
});

it('a company that is deleted is by switch an updated one', async () => {
  await register({ type: 'company' });
  standIn.setSwitch('deletedCompanyCallback', 'updated');
  standIn.people({ do: 'delete-company', by: 'admin1', companyId: 250 });
  const [message] = await received();
  expect(message?.payload.Action).toBe('updated');
  expect(JSON.parse(message?.payload.Entity ?? '')).toMatchObject({ id: 250, deletedFlag: true });
});

it('the address tells the action, or by switch only the id', async () => {
  await register();
  standIn.setSwitch('callbackUrlAction', 'absent');
  await createTicket();
  expect((await received()).map(({ query }) => query.toString())).toEqual(['recordId=1']);
});

it.each([404, 409, 419, 429])('%d is tried again after 2 s and 4 s more, with the same message', async (status) => {
  await register();
  receiver.answer(() => ({ status }));
  const startMs = wall.wallMs();
  await createTicket();
  const bodies = (await received()).map(({ body }) => body);
  expect([bodies.length, new Set(bodies).size, wall.wallMs() - startMs]).toEqual([3, 1, 6_000]);
});

it('any other failure is lost, and after three days of them the callback is disabled', async () => {
  await register();
  receiver.answer(() => ({ status: 500 }));
  const isInactive = async () => (await ask('GET', '/system/callbacks/1'))['inactiveFlag'];
  await createTicket();
  expect(await received()).toHaveLength(1);
  wall.advance(3 * 24 * 3_600_000);
  expect(await isInactive()).toBe(false);
  await createTicket();
  expect(await received()).toHaveLength(2);
  expect(await isInactive()).toBe(true);
  await createTicket();
  expect(await received()).toHaveLength(2);
});

it('a message is delivered twice, and the newest first', async () => {
  await register();
  standIn.setSwitch('callbackCopies', 2);
  standIn.setSwitch('callbackOrder', 'newest-first');
  await createTicket();
  await standIn.callbacksSent();
  standIn.people({ do: 'set-owner', by: 'tech1', ticketId: 1, owner: 'tech1' });
  standIn.people({ do: 'delete-ticket', by: 'tech1', ticketId: 1 });
  const messages = (await received()).map(({ payload }) => payload);
  const actions = ['added', 'added', 'deleted', 'deleted', 'updated', 'updated'];
  expect(messages.map(({ Action }) => Action)).toEqual(actions);
  expect(new Set(messages.map(({ MessageId }) => MessageId)).size).toBe(3);
});

it('a receiver that never answers holds up neither the API nor the end', async () => {
  await register();
  receiver.answer(() => ({ silent: true }));
  await createTicket();
  expect(await createTicket()).toMatchObject({ id: 2 });
  await server.close();
  await standIn.callbacksSent();
  expect(standIn.snapshot()).toMatchObject({ callbackDeliveries: [] });
});
