/** What an error body said, whatever its shape. */
export interface ItGlueError {
  /** `json-api` has `errors`, `gateway` only `message`: the key check in front of the application answers so. */
  readonly shape: 'json-api' | 'gateway' | 'text' | 'html' | 'empty';
  /** The vendor's words with their places; null when it said nothing. */
  readonly message: string | null;
}

const LONGEST_TEXT = 300;
const MOST_ERRORS = 5;

/** Body as the HTTP client hands it over: parsed JSON, else what there is to read in it, else undefined. */
export function parseItGlueError(body: unknown, contentType = ''): ItGlueError {
  if (contentType.includes('html') || (typeof body === 'string' && body.trimStart().startsWith('<'))) {
    return { shape: 'html', message: typeof body === 'string' ? titleOf(body) : null };
  }
  if (typeof body === 'string') return parseText(body);
  if (!isObject(body)) return { shape: 'empty', message: null };
  const errors = body['errors'];
  if (Array.isArray(errors)) {
    const sentences = errors.filter(isObject).slice(0, MOST_ERRORS).map(renderError);
    return { shape: 'json-api', message: cut(sentences.filter((sentence) => sentence !== '').join('; ')) };
  }
  const message = textOf(body['message']) ?? textOf(body['error']);
  return { shape: 'gateway', message: message === null ? null : cut(message) };
}

/** `data/attributes/traits: Request contains invalid trait keys`. */
function renderError(error: Readonly<Record<string, unknown>>): string {
  const detail = error['detail'];
  const details = Array.isArray(detail)
    ? detail.filter((entry) => typeof entry === 'string').join(', ')
    : textOf(detail);
  const words = details ?? textOf(error['title']) ?? '';
  const source = error['source'];
  const pointer = isObject(source) ? textOf(source['pointer']) : null;
  // The vendor writes pointers with and without the leading slash.
  const place = pointer?.replace(/^\//, '') ?? '';
  return place === '' ? words : `${place}: ${words}`;
}

function parseText(body: string): ItGlueError {
  const message = cut(body);
  return { shape: message === null ? 'empty' : 'text', message };
}

/** All that is worth showing of a page; a text that is no page is the title already. */
function titleOf(html: string): string | null {
  return cut(html.trimStart().startsWith('<') ? (/<title[^>]*>([^<]*)/i.exec(html)?.[1] ?? '') : html);
}

function cut(text: string): string | null {
  const oneLine = text.replace(/\s+/g, ' ').trim();
  if (oneLine === '') return null;
  return oneLine.length <= LONGEST_TEXT ? oneLine : `${oneLine.slice(0, LONGEST_TEXT)}…`;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
