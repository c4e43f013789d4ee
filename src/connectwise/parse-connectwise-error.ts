/** What an error body said, whatever its shape. */
export interface ConnectWiseError {
  /** `html` and `text` come from a gateway or a proxy: the application itself answers JSON. */
  readonly shape: 'json' | 'text' | 'html' | 'empty';
  readonly code: string | null;
  /** The vendor's words, nested ones included; null when it said nothing. */
  readonly message: string | null;
}

const LONGEST_TEXT = 300;
const MOST_NESTED = 5;

/** Body as the HTTP client hands it over: parsed JSON, else what there is to read in it, else undefined. */
export function parseConnectWiseError(body: unknown, contentType = ''): ConnectWiseError {
  if (contentType.includes('html') || (typeof body === 'string' && body.trimStart().startsWith('<'))) {
    return { shape: 'html', ...nothing(), message: typeof body === 'string' ? titleOf(body) : null };
  }
  if (typeof body === 'string') return parseText(body);
  if (isObject(body)) return parseObject(body);
  return { shape: body === undefined || body === null ? 'empty' : 'json', ...nothing() };
}

function parseObject(body: Readonly<Record<string, unknown>>): ConnectWiseError {
  const nested = Array.isArray(body['errors']) ? body['errors'].filter(isObject) : [];
  const sentences = [textOf(body['message']), ...nested.slice(0, MOST_NESTED).map(renderNested)];
  const message = cut(sentences.filter((sentence) => sentence !== null && sentence !== '').join('; '));
  return {
    shape: 'json',
    // 429 spells the key `error`; everything else `code`.
    code: textOf(body['code']) ?? textOf(body['error']),
    message: message === '' ? null : message,
  };
}

/** `ticket.summary: The field is required.` */
function renderNested(entry: Readonly<Record<string, unknown>>): string | null {
  const message = textOf(entry['message']) ?? textOf(entry['code']);
  const place = [textOf(entry['resource']), textOf(entry['field'])].filter((part) => part !== null && part !== '');
  if (message === null) return null;
  return place.length === 0 ? message : `${place.join('.')}: ${message}`;
}

function parseText(body: string): ConnectWiseError {
  const text = cut(body);
  return text === '' ? { shape: 'empty', ...nothing() } : { shape: 'text', ...nothing(), message: text };
}

/** All that is worth showing of a page; a text that is no page is the title already. */
function titleOf(html: string): string | null {
  if (!html.trimStart().startsWith('<')) return cut(html);
  const title = /<title[^>]*>([^<]*)/i.exec(html)?.[1]?.trim() ?? '';
  return title === '' ? null : cut(title);
}

function nothing(): Pick<ConnectWiseError, 'code' | 'message'> {
  return { code: null, message: null };
}

function cut(text: string): string {
  const oneLine = text.replace(/\s+/g, ' ').trim();
  return oneLine.length <= LONGEST_TEXT ? oneLine : `${oneLine.slice(0, LONGEST_TEXT)}…`;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value.trim() : null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
