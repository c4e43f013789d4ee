import { renderTicketLink } from './render-ticket-link';

describe('renderTicketLink', () => {
  it.each([
    [
      'the cloud, whose screens have no api- in their address',
      { url: 'https://api-na.example.net', companyId: 'example' },
      'https://na.example.net/v4_6_release/services/system_io/router/openrecord.rails?locale=en_US&companyName=example&recordType=ServiceFv&recid=17',
    ],
    [
      'an own server with a port, and a company that needs encoding',
      { url: 'https://psa.example.com:8443', companyId: 'a&b' },
      'https://psa.example.com:8443/v4_6_release/services/system_io/router/openrecord.rails?locale=en_US&companyName=a%26b&recordType=ServiceFv&recid=17',
    ],
  ])('leads to %s', (_sentence, site, link) => {
    expect(renderTicketLink(site, 17)).toBe(link);
  });
});
