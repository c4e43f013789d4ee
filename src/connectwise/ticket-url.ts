/**
 * The address of a ticket for people. Cloud accounts show their pages on the host of the API without its `api-`;
 * `v4_6_release` is the path that every version answers to.
 */
export function ticketUrl(connectwise: { readonly url: string; readonly companyId: string }, ticketId: number): string {
  const page = new URL('/v4_6_release/services/system_io/router/openrecord.rails', connectwise.url);
  page.hostname = page.hostname.replace(/^api-/, '');
  page.search = new URLSearchParams({
    locale: 'en_US',
    companyName: connectwise.companyId,
    recordType: 'ServiceFv',
    recid: String(ticketId),
  }).toString();
  return page.toString();
}
