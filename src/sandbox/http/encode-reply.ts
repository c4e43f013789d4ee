import type { SandboxReply } from './stand-in';

/** An answer as it goes over the socket. */
export interface EncodedReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const JSON_TYPE = 'application/json; charset=utf-8';

/** Turns a stand-in's answer into bytes: text and buffers as they are, anything else as JSON. */
export function encodeReply(reply: Pick<SandboxReply, 'status' | 'headers' | 'body'>): EncodedReply {
  const headers = lowerCased(reply.headers ?? {});
  if (reply.body === undefined) return { status: reply.status, headers, body: Buffer.alloc(0) };
  if (Buffer.isBuffer(reply.body)) return { status: reply.status, headers, body: reply.body };
  if (typeof reply.body === 'string') return { status: reply.status, headers, body: Buffer.from(reply.body, 'utf8') };
  return {
    status: reply.status,
    headers: { 'content-type': JSON_TYPE, ...headers },
    body: Buffer.from(JSON.stringify(reply.body), 'utf8'),
  };
}

function lowerCased(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
