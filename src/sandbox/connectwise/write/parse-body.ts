import type { JsonObject, JsonValue } from '../../../kernel/json';
import type { Call } from '../call';
import { CwRefusal, badRequest } from '../replies';

/** The body as JSON; another media type, an empty body and broken JSON are refused. */
export function parseBody(call: Call): JsonValue {
  const { headers, body } = call.request;
  if (!/\bjson\b/i.test(headers['content-type'] ?? '')) {
    throw new CwRefusal(415, { code: 'ConnectWiseApi', message: 'The media type of the request is not supported.' });
  }
  if (body.length === 0) throw badRequest('The request has no body.');
  try {
    return JSON.parse(body.toString('utf8')) as JsonValue;
  } catch {
    throw badRequest('The body of the request is not valid JSON.');
  }
}

export function parseObjectBody(call: Call, typeName: string): JsonObject {
  const body = parseBody(call);
  if (!isObject(body)) throw badRequest(`Cannot convert the body of the request to type '${typeName}'.`);
  return body;
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
