/** What an error body said, whatever its shape. */
export interface ConnectWiseError {
  /** `html` and `text` come from a gateway or a proxy: the application itself answers JSON. */
  readonly shape: 'json' | 'text' | 'html' | 'empty';
  readonly code: string | null;
  /** The vendor's words, nested ones included; null when it said nothing. */
  readonly message: string | null;
  /** Codes of the nested validation errors: `MissingRequiredField`, `NotFound`, `ObjectExists` … */
  readonly nestedCodes: readonly string[];
}

const LONGEST_TEXT = 300;
const MOST_NESTED = 5;

/** Body as the HTTP client hands it over: parsed JSON, else text, else undefined. */
export function parseConnectWiseError(body: unknown): ConnectWiseError {
  if (typeof body === 'string') return parseText(body);
  if (!isObject(body)) return { shape: body === undefined || body === null ? 'empty' : 'json', ...nothing() };
  const nested = Array.isArray(body['errors']) ? body['errors'].filter(isObject) : [];
  // 429 spells the key `error`; everything else `code`.
  const code = textOf(body['code']) ?? textOf(body['error']);
  const sentences = [textOf(body['message']), ...nested.slice(0, MOST_NESTED).map(renderNested)];
  const message = sentences.filter((sentence) => sentence !== null && sentence !== '').join('; ');
  return {
    shape: 'json',
    code,
    message: message === '' ? null : cut(message),
    nestedCodes: nested.map((entry) => textOf(entry['code'])).filter((entry) => entry !== null),
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
  const text = body.trim();
  if (text === '') return { shape: 'empty', ...nothing() };
  if (!/^<(?:!doctype|html|head|body|\?xml)/i.test(text)) return { shape: 'text', ...nothing(), message: cut(text) };
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(text)?.[1]?.trim();
  return { shape: 'html', ...nothing(), message: title ? cut(title) : null };
}

function nothing(): Pick<ConnectWiseError, 'code' | 'message' | 'nestedCodes'> {
  return { code: null, message: null, nestedCodes: [] };
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
