/** A `next` link as far as paging cares: no header at all, a header that names no next page, or an address. */
export type NextLink =
  { readonly kind: 'absent' } | { readonly kind: 'none' } | { readonly kind: 'url'; readonly url: string };

/** Reads RFC 8288 as ConnectWise writes it; an empty address is "no next page". */
export function parseNextLink(header: string | undefined): NextLink {
  if (header === undefined || header.trim() === '') return { kind: 'absent' };
  for (const match of header.matchAll(/<([^>]*)>\s*;([^<]*)/g)) {
    const [, url = '', parameters = ''] = match;
    if (!/\brel\s*=\s*"?next\b/i.test(parameters)) continue;
    return url.trim() === '' ? { kind: 'none' } : { kind: 'url', url: url.trim() };
  }
  return { kind: 'none' };
}

/**
 * Whether a page ends its list. A short page alone proves nothing: rows can be missing from it.
 *
 * | rows | link                | ends |
 * | ---- | ------------------- | ---- |
 * | none | any                 | yes  |
 * | some | says: no next page  | yes  |
 * | some | names a next page   | no   |
 * | some | absent              | no   |
 */
export function isLastPage(rowCount: number, link: NextLink): boolean {
  return rowCount === 0 || link.kind === 'none';
}

/** The host of a next link that leads away from the server asked; undefined when it stays. Links are never followed. */
export function foreignHostOf(link: NextLink, baseUrl: string): string | undefined {
  if (link.kind !== 'url' || !URL.canParse(link.url, baseUrl)) return undefined;
  const host = new URL(link.url, baseUrl).host;
  return apiHost(host) === apiHost(new URL(baseUrl).host) ? undefined : host;
}

/** The cloud answers under two names: `na.` and `api-na.` are one server. */
function apiHost(host: string): string {
  return host.replace(/^api-/, '');
}
