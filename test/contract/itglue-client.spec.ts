import { Secret } from '../../src/config/secret';
import { createItGlueClient } from '../../src/itglue/itglue.client';
import { describeBadInput } from './bad-input';
import {
  describeClientContract,
  type ClientUnderContract,
  type ContractCalls,
  type ContractSetup,
} from './client-contract';
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
    dated: () => client.flexibleAssets.fetch(ASSET.id),
    list: () => listOf(client.organizations.list()),
    write: () => client.flexibleAssets.update(ASSET.id, { company: 'Example' }),
  };
}

const CLIENT: ClientUnderContract = {
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
  foreign: [
    {
      name: 'another host as the next page',
      answer: (host) => ({
        body: {
          data: [{ id: '1', type: 'organizations', attributes: { name: 'One' } }],
          meta: { 'current-page': 1, 'next-page': 2, 'total-count': 2 },
          links: { next: `${host}/organizations?page%5Bnumber%5D=2` },
        },
      }),
      outcome: 'refused',
    },
  ],
  oddities: [
    { name: 'a number where a text belongs is refused', to: 'read', reply: asset({ name: 4711 }) },
    { name: 'a text where traits belong is refused', to: 'read', reply: asset({ traits: 'none' }) },
    {
      name: 'an id beyond 2^53 keeps every digit',
      to: 'read',
      reply: { body: JSON.stringify({ data: ASSET }).replace(`"${ASSET.id}"`, '574989297464115201') },
      reads: { id: '574989297464115201' },
    },
    {
      name: 'the year 1 is no date',
      to: 'dated',
      reply: asset({ 'created-at': '0001-01-01T00:00:00.000Z' }),
      reads: {},
    },
    { name: 'a date that is none is refused', to: 'dated', reply: asset({ 'created-at': '31.12.2026' }) },
    { name: 'a date without a zone is refused', to: 'dated', reply: asset({ 'created-at': '2026-11-02T08:00:00' }) },
  ],
};

describeClientContract(CLIENT);
describeBadInput(CLIENT);

function asset(attributes: Record<string, unknown>): { readonly body: unknown } {
  return { body: { data: { ...ASSET, attributes: { ...ASSET.attributes, ...attributes } } } };
}
