/** A `next` link as far as paging cares: no header at all, a header that names no next page, or an address. */
type NextLink =
  | { readonly kind: 'absent' }
  | { readonly kind: 'none' }
  | { readonly kind: 'url'; readonly url: string; readonly pageId: number | undefined };

/** Reads RFC 8288 as ConnectWise writes it; an empty address is "no next page". */
export function parseNextLink(header: string | undefined): NextLink {
  if (header === undefined || header.trim() === '') return { kind: 'absent' };
  for (const match of header.matchAll(/<([^>]*)>\s*;([^<]*)/g)) {
    const [, url = '', parameters = ''] = match;
    if (!/\brel\s*=\s*"?next\b/i.test(parameters)) continue;
    return url.trim() === '' ? { kind: 'none' } : { kind: 'url', url: url.trim(), pageId: pageIdIn(url) };
  }
  return { kind: 'none' };
}

/** The least that any server was ever seen to cut a page to; a shorter page was not cut. */
const LEAST_PAGE_CAP = 100;

type PageVerdict = 'more' | 'end' | 'broken';

/**
 * Whether a page of a forward-only list ends it. Such lists send a next link even with the last page, and a short page
 * alone proves nothing: the server may cap pages, or rows may have got lost at its end.
 *
 * | rows      | link                                   | verdict                                      |
 * | --------- | -------------------------------------- | -------------------------------------------- |
 * | none      | continues behind a row we never got    | broken: the rows got lost                    |
 * | none      | anything else                          | end                                          |
 * | any       | there, without a next page             | end                                          |
 * | below 100 | continues behind the last row          | end: nothing was cut, nothing got lost       |
 * | any       | anything else                          | more: the answer to the next request decides |
 */
export function judgePage(rowCount: number, lastId: number, link: NextLink): PageVerdict {
  const pageId = link.kind === 'url' ? link.pageId : undefined;
  if (rowCount === 0) return pageId !== undefined && pageId > lastId ? 'broken' : 'end';
  if (link.kind === 'none') return 'end';
  return rowCount < LEAST_PAGE_CAP && pageId === lastId ? 'end' : 'more';
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

function pageIdIn(url: string): number | undefined {
  const digits = /[?&]pageId=(\d{1,15})(?:&|$)/i.exec(url)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
