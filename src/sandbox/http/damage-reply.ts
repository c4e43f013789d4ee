import type { EncodedReply } from './encode-reply';
import { encodeReply } from './encode-reply';
import type { Fault, Mangling } from './scripted-faults';

const PROXY_PAGE =
  '<!DOCTYPE html><html><head><title>Bad gateway</title></head><body><h1>Bad gateway</h1><p>The proxy got no answer.</p></body></html>';

/** Whether the stand-in processes the request although a fault strikes it. */
export function isProcessed(fault: Fault): boolean {
  if ('status' in fault) return fault.commit === true;
  if ('drop' in fault) return fault.drop === 'after-commit';
  return !('html' in fault || 'hugeBytes' in fault || 'redirectTo' in fault);
}

/** The answer that a fault puts in place of the vendor's; undefined when it works on the vendor's own. */
export function replacementFor(fault: Fault): EncodedReply | undefined {
  if ('status' in fault) {
    const headers = fault.headers ?? {};
    return encodeReply({ status: fault.status, headers, body: fault.body });
  }
  if ('html' in fault) {
    const headers = { 'content-type': 'text/html; charset=utf-8' };
    return encodeReply({ status: fault.html, headers, body: PROXY_PAGE });
  }
  if ('redirectTo' in fault) return encodeReply({ status: 302, headers: { location: fault.redirectTo } });
  return undefined;
}

/** The vendor's own answer after a fault has damaged it on the way. */
export function damageReply(reply: EncodedReply, fault: Fault): EncodedReply {
  if ('mangle' in fault) return { ...reply, body: mangledBody(reply.body, fault.mangle) };
  if ('shortBy' in fault) return { ...reply, body: shortenedBody(reply.body, fault.shortBy) };
  if ('rewrite' in fault) {
    const text = reply.body.toString('utf8').replaceAll(fault.rewrite.find, fault.rewrite.with);
    return { ...reply, body: Buffer.from(text, 'utf8') };
  }
  return reply;
}

function mangledBody(body: Buffer, how: Mangling): Buffer {
  switch (how) {
    case 'truncated':
      return body.subarray(0, Math.max(1, Math.floor(body.length / 2)));
    case 'empty':
      return Buffer.alloc(0);
    case 'byte-order-mark':
      return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body]);
    case 'not-json':
      return Buffer.from('The service is starting, please wait.', 'utf8');
  }
}

/** ConnectWise answers a bare array, VSPC and IT Glue one under `data`. */
function shortenedBody(body: Buffer, count: number): Buffer {
  const parsed: unknown = JSON.parse(body.toString('utf8'));
  if (Array.isArray(parsed)) return toJson(withoutLast(parsed, count));
  if (isRecord(parsed) && Array.isArray(parsed['data'])) {
    return toJson({ ...parsed, data: withoutLast(parsed['data'], count) });
  }
  throw new Error('A short page was scripted for an answer that holds no list.');
}

function withoutLast(list: readonly unknown[], count: number): readonly unknown[] {
  return list.slice(0, Math.max(0, list.length - count));
}

function toJson(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value), 'utf8');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
