import { request as httpRequest } from 'node:http';
import { createServer } from 'node:net';
import type { AppConfig } from '../../config/app-config';
import { isErrnoException } from '../../config/errno';
import { CLOCK_HINT, describeClockFault, describeDuration, type ClockWatch } from '../../http/clock-watch';
import type { SystemName } from '../../kernel/integration-error';
import type { CheckItem } from './check-item';

/** Above this, what happened around midnight may be billed to the other day, and signatures of some proxies fail. */
const CLOCK_WARNING_MS = 120_000;
const ANSWER_WITHIN_MS = 10_000;

/** A warning when the system's clock and ours differ: from one alone cannot be seen which is wrong. */
export function checkClock(system: SystemName, watch: ClockWatch): CheckItem | null {
  const aheadMs = watch.aheadOf(system);
  if (aheadMs === null || Math.abs(aheadMs) <= CLOCK_WARNING_MS) return null;
  const direction = aheadMs < 0 ? 'behind' : 'ahead of';
  return {
    system,
    name: 'clock',
    ok: true,
    message: `the clock of this machine is ${describeDuration(Math.abs(aheadMs))} ${direction} the server's`,
    hint: 'Synchronise both with NTP: overdue jobs and ages are judged by the clock.',
  };
}

/** All systems together: when each of them differs, no pass would go ahead either. */
export function checkOwnClock(watch: ClockWatch): CheckItem | null {
  const fault = watch.findFault();
  if (!fault) return null;
  return { system: 'bridge', name: 'clock', ok: false, message: describeClockFault(fault), hint: CLOCK_HINT };
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
