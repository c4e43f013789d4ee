import { VspcConnector } from '../../src/vspc/vspc.connector';
import { describeClientContract, type ContractSetup, type ClientUnderContract } from './client-contract';

const API_KEY = 'the-api-key-of-the-bridge';

describeClientContract(vspcClient());

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
  };
}

async function collect<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
