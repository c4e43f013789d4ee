import { Secret } from '../../src/config/secret';
import { createConnectWiseClient } from '../../src/connectwise/connectwise.client';
import { describeClientContract, type ContractCalls, type ContractSetup } from './client-contract';
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
    list: () => listOf(client.companies.list()),
    write: () => client.tickets.createNote(17, { text: 'still failing', placement: 'internal' }),
  };
}

describeClientContract({
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
});
