import type { IncomingMessage } from 'node:http';
import type { SandboxRequest } from './stand-in';

/** Thrown when a body exceeds the cap; the connection is of no further use. */
export class BodyTooLarge extends Error {}

/** Collects a request with its whole body, at most `maxBytes` of it. */
export async function readRequest(message: IncomingMessage, maxBytes: number): Promise<SandboxRequest> {
  const chunks: Buffer[] = [];
  let total = 0;
  for await (const chunk of message) {
    const bytes = chunk as Buffer;
    total += bytes.length;
    if (total > maxBytes) throw new BodyTooLarge(`The request body is larger than ${maxBytes} bytes.`);
    chunks.push(bytes);
  }
  const target = message.url ?? '/';
  const mark = target.indexOf('?');
  return {
    method: message.method ?? 'GET',
    path: mark < 0 ? target : target.slice(0, mark),
    query: new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1)),
    headers: headersOf(message),
    body: Buffer.concat(chunks),
  };
}

function headersOf(message: IncomingMessage): Readonly<Record<string, string>> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) result[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return result;
}
