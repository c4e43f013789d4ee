import { ticketUrl } from './ticket-url';

describe('the address of a ticket', () => {
  it.each([
    ['on the cloud the pages have another host than the API', 'https://api-na.example.com', 'https://na.example.com/'],
    ['on an own server they share it', 'https://psa.example.com:8443', 'https://psa.example.com:8443/'],
  ])('%s', (_sentence, url, expected) => {
    const path = 'v4_6_release/services/system_io/router/openrecord.rails';
    const query = 'locale=en_US&companyName=acme+%26+co&recordType=ServiceFv&recid=4711';
    expect(ticketUrl({ url, companyId: 'acme & co' }, 4711)).toBe(`${expected}${path}?${query}`);
  });
});
