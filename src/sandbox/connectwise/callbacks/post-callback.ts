import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { CallbackMessage } from './render-callback';

/** What a receiver has for its answer, in real time: it is a real program. */
export const CALLBACK_TIMEOUT_MS = 5_000;

/** What became of one POST: the status, or why there is none. */
export type PostResult = number | 'timed-out' | 'unreachable' | 'not-loopback';

export type PostCallback = (message: CallbackMessage, signal: AbortSignal) => Promise<PostResult>;

/** Sends one message and never throws. Nothing leaves the machine: other addresses than loopback are not called. */
export function postCallback(
  message: CallbackMessage,
  signal: AbortSignal,
  timeoutMs = CALLBACK_TIMEOUT_MS,
): Promise<PostResult> {
  if (!isLoopback(message.url)) return Promise.resolve('not-loopback');
  const timeout = AbortSignal.timeout(timeoutMs);
  const options = {
    method: 'POST',
    agent: false,
    signal: AbortSignal.any([signal, timeout]),
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(message.body),
      'x-content-signature': message.signature,
    },
  } as const;
  return new Promise((resolve) => {
    const fail = (): void => {
      resolve(timeout.aborted ? 'timed-out' : 'unreachable');
    };
    const send = new URL(message.url).protocol === 'https:' ? requestHttps : requestHttp;
    const post = send(message.url, options, (response) => {
      response.on('error', fail);
      response.resume();
      resolve(response.statusCode ?? 'unreachable');
    });
    post.on('error', fail);
    post.end(message.body);
  });
}

/** Judged by the address as written: names are not looked up, `localhost` aside. */
export function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
