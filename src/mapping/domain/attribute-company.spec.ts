import { attributeCompany } from './attribute-company';

const KNOWN = {
  names: new Map([
    ['alpha', 'Alpha'],
    ['beta', 'Beta'],
  ]),
  providerName: 'Provider',
};
const MAPPED = { uid: 'beta', name: 'Beta', by: 'mapped' };
const OWN = { uid: 'alpha', name: 'Alpha', by: 'organization' };
const PROVIDER = { uid: null, name: 'Provider', by: 'provider' };

describe('whose a thing is', () => {
  const rows = [
    ['a job mapped to a customer is that customer’s, whoever owns the server', 'beta', 'Client', 'alpha', MAPPED],
    ['also on a hosted server', 'beta', 'Hosted', 'alpha', MAPPED],
    ['also without a server', 'beta', null, null, MAPPED],
    ['an unmapped job on a hosted server is the provider’s', null, 'Hosted', 'alpha', PROVIDER],
    ['so it is on a Cloud Connect server', null, 'CloudConnect', 'alpha', PROVIDER],
    ['a mapping to somebody unknown is none', 'gone', 'Hosted', 'alpha', PROVIDER],
    ['a job on a customer’s own server is the customer’s', null, 'Client', 'alpha', OWN],
    ['a role that a newer VSPC made up is taken for shared', null, 'Somewhere', 'alpha', PROVIDER],
    ['a role that nobody told is taken for the customer’s own', null, 'Unknown', 'alpha', OWN],
    ['an agent has no server and belongs to its organization', null, null, 'alpha', OWN],
    ['the organization of the provider itself is nobody’s customer', null, 'Client', 'msp', PROVIDER],
    ['no organization at all', null, 'Client', null, PROVIDER],
  ] as const;

  it.each(rows)('%s', (_sentence, mappedOrganizationUid, role, organizationUid, expected) => {
    const server = role === null ? null : { role };
    expect(attributeCompany({ mappedOrganizationUid, organizationUid }, server, KNOWN)).toEqual(expected);
  });
});
