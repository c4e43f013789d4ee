import type { Call } from '../call';
import type { CwRecord } from '../store/record-store';
import type { ListQuery } from './list-query';

export interface Page {
  readonly rows: readonly CwRecord[];
  /** Content of the Link header; undefined when there is nothing to link to. */
  readonly link: string | undefined;
}

/** Cuts one page. Past the end it is empty, not an error. */
export function pageRows(call: Call, rows: readonly CwRecord[], query: ListQuery): Page {
  return query.afterId === undefined
    ? navigablePage(call, rows, query)
    : forwardOnlyPage(call, rows, { ...query, afterId: query.afterId });
}

function navigablePage(call: Call, rows: readonly CwRecord[], { page, pageSize }: ListQuery): Page {
  const lastPage = Math.max(1, Math.ceil(rows.length / pageSize));
  const links: string[] = [];
  const link = (rel: string, target: number): void => {
    links.push(`<${address(call, { pageSize, page: target })}>; rel="${rel}"`);
  };
  if (page < lastPage) link('next', page + 1);
  if (page > 1 && page <= lastPage) link('prev', page - 1);
  if (lastPage > 1) {
    link('first', 1);
    link('last', lastPage);
  }
  return {
    rows: rows.slice((page - 1) * pageSize, page * pageSize),
    link: links.length > 0 ? links.join(', ') : undefined,
  };
}

/** The next link is always there; whoever follows it past the end gets an empty page. */
function forwardOnlyPage(
  call: Call,
  rows: readonly CwRecord[],
  { afterId, pageSize }: { readonly afterId: number; readonly pageSize: number },
): Page {
  const following = rows.filter((row) => row.id > afterId);
  const page = following.slice(0, pageSize);
  const isLast = following.length <= pageSize;
  if (isLast && call.tenant.switches.is('forwardOnlyLastLink', 'omit')) return { rows: page, link: undefined };
  const pageId = page.at(-1)?.id ?? afterId;
  return { rows: page, link: `<${address(call, { pageSize, pageId })}>; rel="next"` };
}

/** The same request with other paging: a slash before the query, values percent-encoded in lower case, spaces as `+`. */
function address(call: Call, paging: Readonly<Record<string, number>>): string {
  const path = call.request.path.replace(/^.*\/apis\/3\.0/, '').replace(/\/+$/, '');
  const parameters = [...call.request.query].filter(
    ([key]) => !['page', 'pagesize', 'pageid'].includes(key.toLowerCase()),
  );
  const query = new URLSearchParams([
    ...parameters,
    ...Object.entries(paging).map(([name, value]): [string, string] => [name, String(value)]),
  ]);
  return `${call.apiBase}${path}/?${query.toString().replace(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase())}`;
}
