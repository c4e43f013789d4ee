/** Where a person opens a ticket. The screens live on the API's host without its prefix, and need no codebase. */
export function renderTicketLink(site: { readonly url: string; readonly companyId: string }, ticketId: number): string {
  const { protocol, host } = new URL(site.url);
  const query = new URLSearchParams({
    locale: 'en_US',
    companyName: site.companyId,
    recordType: 'ServiceFv',
    recid: String(ticketId),
  });
  const page = 'v4_6_release/services/system_io/router/openrecord.rails';
  return `${protocol}//${host.replace(/^api-/, '')}/${page}?${query.toString()}`;
}
