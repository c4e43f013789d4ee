/** Where to read on in a list by offset. */
export interface PagePosition {
  readonly number: number;
  readonly size: number;
}

/**
 * The same place in pages of half the size, after a page took too long; undefined when the size has no half that
 * keeps the offset. Page 3 of 200 begins where page 5 of 100 does.
 */
export function halvePage(position: PagePosition): PagePosition | undefined {
  if (position.size % 2 !== 0) return undefined;
  return { number: (position.number - 1) * 2 + 1, size: position.size / 2 };
}

/**
 * Why what was collected is not the whole list; undefined when it is. A list that changes while it is read by offset
 * loses rows at page boundaries, so every difference counts, also too many.
 */
export function incompleteness(collected: number, totalCount: number): string | undefined {
  if (collected === totalCount) return undefined;
  return `gave ${collected} records where it counts ${totalCount}: a page came short, or the list changed meanwhile`;
}

/**
 * The host of a next link that leads away; undefined when it stays with the server asked or with IT Glue itself, whose
 * addresses a gateway in front of it passes on. Links are never followed: pages are asked for by number.
 */
export function foreignHostOf(nextUrl: string | null, baseUrl: string): string | undefined {
  if (nextUrl === null || !URL.canParse(nextUrl, baseUrl)) return undefined;
  const { host } = new URL(nextUrl, baseUrl);
  const isKnown = host === new URL(baseUrl).host || host === 'itglue.com' || host.endsWith('.itglue.com');
  return isKnown ? undefined : host;
}
