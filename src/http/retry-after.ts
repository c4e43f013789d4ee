/**
 * The Retry-After header in milliseconds from now; undefined when it is missing or means nothing. Seconds (RFC 9110
 * allows whole ones, some servers send fractions) or an HTTP date.
 */
export function parseRetryAfter(value: string | undefined, nowMs: number): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d{1,12}(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  // Every form of an HTTP date begins with the name of a day; Date.parse would take a bare word or number for a year.
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text)) return undefined;
  const dateMs = Date.parse(text);
  return Number.isNaN(dateMs) ? undefined : Math.max(0, dateMs - nowMs);
}
