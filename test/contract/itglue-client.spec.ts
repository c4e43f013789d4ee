import { Secret } from '../../src/config/secret';
import { createItGlueClient } from '../../src/itglue/itglue.client';
import { describeClientContract, type ContractCalls, type ContractSetup } from './client-contract';
import { listOf } from '../support/list-of';

const KEY = 'ITG.0123456789abcdef.secret-of-a-test';
const ASSET = {
  id: '1694461951918400',
  type: 'flexible-assets',
  attributes: { 'organization-id': 1694461951918001, 'flexible-asset-type-id': 1694461951918100, traits: {} },
};

function connect({ url, clock, redactor, budget, timeoutMs }: ContractSetup): ContractCalls {
  const client = createItGlueClient({ url, apiKey: new Secret(KEY) }, { clock, redactor, budget, timeoutMs });
  return {
    read: () => client.flexibleAssets.fetch(ASSET.id),
    list: () => listOf(client.organizations.list()),
    write: () => client.flexibleAssets.update(ASSET.id, { company: 'Example' }),
  };
}

describeClientContract({
  name: 'IT Glue',
  system: 'itglue',
  secrets: [KEY],
  connect,
  goodRead: { body: { data: ASSET } },
  goodWrite: { body: { data: ASSET } },
  page: (index, count, url) => ({
    body: {
      data: [{ id: String(index + 1), type: 'organizations', attributes: { name: `Organization ${index}` } }],
      meta: { 'current-page': index + 1, 'next-page': index < count - 1 ? index + 2 : null, 'total-count': count },
      links: index < count - 1 ? { next: `${url}/organizations?page%5Bnumber%5D=${index + 2}` } : {},
    },
  }),
  errorBody: (status, words) => ({
    errors: [{ status, title: 'Some Title', detail: words, source: { pointer: 'id' } }],
  }),
  // In the vendor's own words a 401 is about one record; a bad key is 403 with a message of the gateway.
  kinds: { 401: 'not-found' },
});
