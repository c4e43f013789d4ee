import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { createServer } from 'node:net';
import type { AppConfig } from '../../config/app-config';
import { isErrnoException } from '../../config/errno';
import type { CheckItem } from './check-item';

/** Above this, "missed" and "older than" are judged wrongly, and signatures of some proxies fail. */
const CLOCK_TOLERANCE_MS = 120_000;
const ANSWER_WITHIN_MS = 10_000;

/**
 * Compares the server's `Date` with this machine's clock. Null when the server tells none: then other checks say why.
 * A difference is a warning: which of the two is wrong cannot be seen from here.
 */
export async function checkClock(
  system: string,
  target: { readonly url: string; readonly caPem: string | null },
  wallMs: () => number,
): Promise<CheckItem | null> {
  const askedMs = wallMs();
  const serverMs = await fetchServerTime(target);
  if (serverMs === null) return null;
  // The header has whole seconds, and the answer took its time.
  const differenceMs = serverMs - (askedMs + wallMs()) / 2;
  if (Math.abs(differenceMs) <= CLOCK_TOLERANCE_MS) return null;
  const seconds = Math.round(Math.abs(differenceMs) / 1000);
  const direction = differenceMs > 0 ? 'behind' : 'ahead of';
  return {
    system,
    name: 'clock',
    ok: true,
    message: `the clock of this machine is ${describeSeconds(seconds)} ${direction} the server's`,
    hint: 'Synchronise both with NTP: overdue jobs and ages are judged by the clock.',
  };
}

function fetchServerTime({
  url,
  caPem,
}: {
  readonly url: string;
  readonly caPem: string | null;
}): Promise<number | null> {
  const isTls = url.startsWith('https:');
  const options = { method: 'HEAD', timeout: ANSWER_WITHIN_MS, ...(caPem === null ? {} : { ca: caPem }), agent: false };
  return new Promise((resolve) => {
    const request = (isTls ? httpsRequest : httpRequest)(url, options, (response) => {
      response.resume();
      const instant = Date.parse(response.headers.date ?? '');
      resolve(Number.isNaN(instant) ? null : instant);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => {
      resolve(null);
    });
    request.end();
  });
}

function describeSeconds(seconds: number): string {
  if (seconds < 120) return `${seconds} seconds`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} minutes`;
  return `${Math.round(seconds / 3_600)} hours`;
}

/** Whether `serve` could listen, or does so already. */
export async function checkPort({ http }: AppConfig): Promise<CheckItem> {
  const base = { system: 'bridge', name: 'http' };
  if (http.port === 0) return { ...base, ok: true, message: 'serve takes a free port', hint: null };
  const where = `port ${http.port} of ${http.host}`;
  const code = await tryListening(http);
  if (code === null) return { ...base, ok: true, message: `${where} is free for serve`, hint: null };
  if (code === 'EADDRINUSE') {
    if (await isServing(http))
      return { ...base, ok: true, message: `vspc-bridge serve answers on ${where}`, hint: null };
    const hint = 'Set http.port to a free one, or end the other process.';
    return { ...base, ok: false, message: `${where} is in use by another process`, hint };
  }
  const hint = 'Set http.host to an address of this machine and http.port above 1023.';
  return { ...base, ok: false, message: `serve could not listen on ${where} (${code})`, hint };
}

function tryListening({ host, port }: AppConfig['http']): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => {
      resolve(isErrnoException(error) ? (error.code ?? 'unknown error') : 'unknown error');
    });
    server.listen(port, host, () => {
      server.close(() => {
        resolve(null);
      });
    });
  });
}

/** Whether what occupies the port is a service of ours. */
function isServing({ host, port }: AppConfig['http']): Promise<boolean> {
  const options = { host, port, path: '/healthz', timeout: ANSWER_WITHIN_MS, agent: false };
  return new Promise((resolve) => {
    const request = httpRequest(options, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => {
      resolve(false);
    });
    request.end();
  });
}
