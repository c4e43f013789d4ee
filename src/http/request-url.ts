import type { HttpCall } from './http-call';

/** The absolute address of a call. A path that leads away from the base is our bug, never sent. */
export function requestUrl(baseUrl: string, call: HttpCall): string {
  const base = baseUrl.replace(/\/+$/, '');
  if (!call.path.startsWith('/') || call.path.startsWith('//') || /[?#\\]/.test(call.path)) {
    throw new Error(`not a path below the base address: ${call.operation}`);
  }
  const url = new URL(`${base}${call.path}`);
  const basePath = new URL(`${base}/`).pathname;
  if (url.origin !== new URL(base).origin || !url.pathname.startsWith(basePath)) {
    throw new Error(`leads away from the base address: ${call.operation}`);
  }
  url.search = queryText(call);
  return url.toString();
}

function queryText(call: HttpCall): string {
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(call.query ?? {})) {
    if (value === undefined) continue;
    for (const item of Array.isArray(value) ? (value as readonly string[]) : [value])
      parameters.append(key, String(item));
  }
  return parameters.toString();
}
