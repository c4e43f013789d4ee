import { VspcConnector } from '../../src/vspc/vspc.connector';
import { describeBadInput } from './bad-input';
import { describeClientContract, type ContractSetup, type ClientUnderContract } from './client-contract';

const API_KEY = 'the-api-key-of-the-bridge';

const ME = { instanceUid: 'c900282d-0000-4000-8000-000000000001', userName: 'bridge', role: 'PortalAdministrator' };
const ACTION = 'ecfffc59-0000-4000-8000-000000000001';

describeClientContract(vspcClient());
describeBadInput(vspcClient());

function vspcClient(): ClientUnderContract {
  return {
    name: 'VSPC',
    system: 'vspc:main',
    secrets: [API_KEY],
    connect: (setup: ContractSetup) => {
      const connector = new VspcConnector({
        name: 'main',
        credentials: { apiKey: API_KEY },
        random: () => 0.5,
        ...setup,
      });
      return {
        read: () => connector.fetchMe(),
        list: () => collect(connector.organizations.companies()),
      };
    },
    prelude: ({ path }) =>
      path === '/api/v3/about' ? { body: { data: { serverVersion: '9.1.0.30345' } } } : undefined,
    goodRead: {
      body: {
        data: { instanceUid: 'C900282D-0000-4000-8000-000000000001', userName: 'bridge', role: 'PortalAdministrator' },
      },
    },
    page: (index, count) => ({
      body: {
        meta: { pagingInfo: { total: count, count: 1, offset: index } },
        data: [
          { instanceUid: `eb866e8f-0000-4000-8000-00000000000${index}`, name: `Company ${index}`, status: 'Active' },
        ],
      },
    }),
    errorBody: (status, words) => ({ errors: [{ message: words, type: 'logical', code: status }] }),
    foreign: [
      {
        name: 'the Location of an answer in the background at another host',
        first: (host) => ({ status: 202, headers: { location: `${host}/api/v3/asyncActions/${ACTION}` }, body: '' }),
        // VSPC names itself as it knows itself; only the id is taken.
        outcome: 'asked for at its own host',
      },
      {
        name: 'a Location that is no action',
        first: (host) => ({ status: 202, headers: { location: `${host}/steal` }, body: '' }),
        outcome: 'refused',
      },
    ],
    oddities: [
      { name: 'a number where a text belongs', reply: me({ userName: 4711 }), outcome: 'read', reads: { userName: '4711' } },
      { name: 'a list where a text belongs', reply: me({ userName: ['bridge'] }), outcome: 'refused' },
      { name: 'a number where a uid belongs', reply: me({ instanceUid: 17 }), outcome: 'refused' },
      { name: 'an id beyond 2^53', reply: me({ instanceUid: 9_007_199_254_740_993n }), outcome: 'read' },
      { name: 'a record that is a list', reply: { body: { data: [ME] } }, outcome: 'refused' },
    ],
  };
}

function me(fields: Record<string, unknown>): { readonly body: unknown } {
  return { body: { data: { ...ME, ...fields } } };
}

async function collect<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
