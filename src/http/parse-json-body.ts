export type ParsedBody =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'empty' }
  /** `text` is what could be read of it, for the error message. */
  | { readonly kind: 'unusable'; readonly problem: string; readonly text: string };

/**
 * Bytes of a body to a value. A UTF-8 byte-order mark in front is skipped, as RFC 8259 section 8.1 allows; everything
 * else that is not JSON is named for what it is.
 */
export function parseJsonBody(bytes: Uint8Array, contentType: string | undefined): ParsedBody {
  if (bytes.length === 0) return { kind: 'empty' };
  const text = decodeUtf8(bytes);
  if (text === undefined) {
    return { kind: 'unusable', problem: 'a body that is not UTF-8 text', text: '' };
  }
  if (text.trim() === '') return { kind: 'empty' };
  if (looksLikeMarkup(text, contentType)) {
    return { kind: 'unusable', problem: 'an HTML page instead of JSON', text: titleOf(text) };
  }
  if (contentType !== undefined && !isJsonType(contentType)) {
    return { kind: 'unusable', problem: `${mediaTypeOf(contentType)} instead of JSON`, text };
  }
  try {
    return { kind: 'json', value: JSON.parse(quoteUnsafeIntegers(text)) as unknown };
  } catch {
    return { kind: 'unusable', problem: 'JSON that is broken or cut short', text: '' };
  }
}

/** Without its byte-order mark; undefined when the bytes are not UTF-8. */
function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function looksLikeMarkup(text: string, contentType: string | undefined): boolean {
  return text.trimStart().startsWith('<') || (contentType?.includes('html') ?? false);
}

function isJsonType(contentType: string): boolean {
  return /[/+]json$/.test(mediaTypeOf(contentType));
}

function mediaTypeOf(contentType: string): string {
  return (contentType.split(';')[0] ?? '').trim().toLowerCase().slice(0, 80) || 'a body without a type';
}

/** All that is worth showing of a proxy's error page. */
function titleOf(html: string): string {
  return /<title[^>]*>([^<]{1,200})/i.exec(html)?.[1]?.trim() ?? '';
}

/** A string (skipped) or a number, whichever comes first. */
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g;

/** JSON.parse would round an integer beyond 2^53 and turn one id into another: such a number becomes a string. */
function quoteUnsafeIntegers(text: string): string {
  if (!/\d{16}/.test(text)) return text;
  return text.replace(STRING_OR_NUMBER, (token) =>
    /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
  );
}
