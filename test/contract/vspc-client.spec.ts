import { VspcConnector } from '../../src/vspc/vspc.connector';
import { describeBadInput } from './bad-input';
import { describeClientContract, type ContractSetup, type ClientUnderContract } from './client-contract';

const API_KEY = 'the-api-key-of-the-bridge';

const ME = { instanceUid: 'c900282d-0000-4000-8000-000000000001', userName: 'bridge', role: 'PortalAdministrator' };
const COMPANY = { instanceUid: ME.instanceUid, name: 'Example', status: 'Active' };
const PAGING = { pagingInfo: { total: 1, count: 1, offset: 0 } };
const EMBEDDED = { organization: { instanceUid: ME.instanceUid, name: 'Example', companyId: 'COMPANY' } };
const LIST = JSON.stringify({ meta: PAGING, data: [{ ...COMPANY, _embedded: EMBEDDED }] });
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
        dated: () => collect(connector.jobs.jobs()),
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
        // VSPC writes its own idea of its name into Location: only the id is taken.
        name: 'another host that answers in the background',
        answer: (host, { path }) => {
          if (path.endsWith('/result')) return { body: [COMPANY] };
          if (path.includes('/asyncActions/')) return { body: { data: { status: 'succeed' } } };
          return { status: 202, headers: { location: `${host}/api/v3/asyncActions/${ACTION}` }, body: '' };
        },
        outcome: 'read',
      },
    ],
    oddities: [
      {
        name: 'a number where a text belongs is its digits',
        to: 'read',
        reply: me({ userName: 4711 }),
        reads: { userName: '4711' },
      },
      { name: 'a list where a text belongs is refused', to: 'read', reply: me({ userName: ['bridge'] }) },
      { name: 'a number where a uid belongs is refused', to: 'read', reply: me({ instanceUid: 17 }) },
      { name: 'a list where a record belongs is refused', to: 'read', reply: { body: { data: [ME] } } },
      {
        name: 'an id beyond 2^53 keeps every digit',
        to: 'list',
        reply: { body: LIST.replace('"COMPANY"', '9007199254740993') },
        reads: [{ organization: { companyId: '9007199254740993' } }],
      },
      {
        name: 'the year 1 is no date',
        to: 'dated',
        reply: jobs({ lastRun: '0001-01-01T00:00:00' }),
        reads: [{ lastRun: null }],
      },
      { name: 'a date that is none is refused', to: 'dated', reply: jobs({ lastRun: '31.12.2026' }) },
      { name: 'a date without a zone is refused', to: 'dated', reply: jobs({ lastRun: '2026-11-02T08:00:00' }) },
    ],
  };
}

function jobs(fields: Record<string, unknown>): { readonly body: unknown } {
  const job = { instanceUid: ACTION, name: 'Nightly', status: 'Success', isEnabled: true, ...fields };
  return { body: { meta: PAGING, data: [job] } };
}

function me(fields: Record<string, unknown>): { readonly body: unknown } {
  return { body: { data: { ...ME, ...fields } } };
}

async function collect<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
