import { Secret } from '../../src/config/secret';
import { createConnectWiseClient } from '../../src/connectwise/connectwise.client';
import { describeBadInput } from './bad-input';
import {
  describeClientContract,
  type ClientUnderContract,
  type ContractCalls,
  type ContractSetup,
} from './client-contract';
import { listOf } from '../support/list-of';

const KEYS = {
  publicKey: 'PublicKeyOfATest',
  privateKey: 'PrivateKeyOfATest',
  clientId: '7d1b9c1e-test-4c5e-9a6f-000000000000',
};
const LOGIN = Buffer.from(`example+${KEYS.publicKey}:${KEYS.privateKey}`).toString('base64');
const TICKET = { id: 17, summary: 'Backup failed', closedFlag: false, _info: {} };

function connect({ url, clock, redactor, budget, timeoutMs }: ContractSetup): ContractCalls {
  const options = {
    url,
    companyId: 'example',
    publicKey: new Secret(KEYS.publicKey),
    privateKey: new Secret(KEYS.privateKey),
    clientId: new Secret(KEYS.clientId),
    tls: { caPem: null },
  };
  const client = createConnectWiseClient(options, { clock, redactor, budget, timeoutMs });
  return {
    read: () => client.tickets.fetch(17),
    dated: () => client.tickets.fetch(17),
    list: () => listOf(client.companies.list()),
    write: () => client.tickets.createNote(17, { text: 'still failing', placement: 'internal' }),
  };
}

const CLIENT: ClientUnderContract = {
  name: 'ConnectWise',
  system: 'connectwise',
  secrets: [...Object.values(KEYS), LOGIN],
  connect,
  prelude: (request) =>
    request.path.startsWith('/login/companyinfo/')
      ? { body: { CompanyName: 'Example', Codebase: 'v2025_1/', IsCloud: 'True' } }
      : undefined,
  goodRead: { body: TICKET },
  goodWrite: { status: 201, body: { id: 4, text: 'still failing', internalAnalysisFlag: true } },
  page: (index, count, url) => ({
    headers: {
      link: index < count - 1 ? `<${url}/v2025_1/apis/3.0//company/companies/?page=2>; rel="next"` : '<>; rel="next"',
    },
    body: [{ id: index + 1, identifier: `Company${index}`, name: `Company ${index}` }],
  }),
  errorBody: (status, words) =>
    status === 429 ? { error: 'ConnectWiseAPI', message: words } : { code: 'SomeCode', message: words, errors: null },
  foreign: [
    {
      name: 'another host as the next page',
      answer: (host) => ({
        headers: { link: `<${host}/v2025_1/apis/3.0/company/companies?pageId=1>; rel="next"` },
        body: [{ id: 1, identifier: 'One', name: 'One' }],
      }),
      outcome: 'refused',
    },
  ],
  oddities: [
    { name: 'a number where a text belongs is refused', to: 'read', reply: ticket({ summary: 4711 }) },
    { name: 'a text where a number belongs is refused', to: 'read', reply: ticket({ id: '17' }) },
    { name: 'a number where a reference belongs is refused', to: 'read', reply: ticket({ status: 17 }) },
    { name: 'an id beyond 2^53 is refused', to: 'read', reply: { body: '{"id":9007199254740993,"summary":"x"}' } },
    {
      name: 'the year 1 is no date',
      to: 'dated',
      reply: ticket({ closedDate: '0001-01-01T00:00:00Z' }),
      reads: { closedDate: null },
    },
    { name: 'a date that is none is refused', to: 'dated', reply: ticket({ closedDate: '31.12.2026' }) },
    { name: 'a date without a zone is refused', to: 'dated', reply: ticket({ closedDate: '2026-11-02T08:00:00' }) },
  ],
};

describeClientContract(CLIENT);
describeBadInput(CLIENT);

function ticket(fields: Record<string, unknown>): { readonly body: unknown } {
  return { body: { ...TICKET, ...fields } };
}
