import { IntegrationError } from '../kernel/integration-error';
import type { Clock } from '../kernel/clock';
import type { HttpReply } from '../http/http-call';
import { WireRecord } from '../http/wire-record';
import type { VspcFailures } from './vspc-failure';

/** VSPC forgets a result after five minutes; a read that takes longer than ten is not worth waiting for. */
const LONGEST_WAIT_MS = 600_000;
const FIRST_POLL_MS = 1_000;
const SLOWEST_POLL_MS = 10_000;

const ACTION_PATH = /\/asyncActions\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/?$/i;

export interface AsyncActionContext {
  readonly clock: Clock;
  readonly failures: VspcFailures;
  /** Sends a GET below our own base address. */
  readonly get: (path: string, operation: string) => Promise<HttpReply>;
}

/**
 * Waits for what VSPC does in the background after a 202 and returns its result (facts 2.5). Of `Location` only the id
 * is used: its host is the server's own idea of its name, and no foreign host is ever called.
 */
export async function fetchAsyncResult(
  context: AsyncActionContext,
  operation: string,
  accepted: HttpReply,
): Promise<unknown> {
  const id = parseActionId(accepted.headers['location']);
  if (id === undefined) {
    throw context.failures.create(
      operation,
      'contract',
      'answered 202 with a Location that names no asynchronous action',
    );
  }
  const path = `/asyncActions/${id}`;
  const begunMs = context.clock.wallMs();
  let pollMs = FIRST_POLL_MS;
  for (;;) {
    await context.clock.sleep(pollMs);
    const reply = await context.get(path, 'GET /asyncActions/{id}');
    const status = statusOf(context.failures, operation, reply.body);
    if (status === 'succeed') break;
    if (status !== 'running') {
      throw context.failures.create(
        operation,
        'transient',
        `was answered in the background, which ${describeEnd(status)}`,
      );
    }
    if (context.clock.wallMs() - begunMs > LONGEST_WAIT_MS) {
      throw context.failures.create(
        operation,
        'transient',
        'was still being answered in the background after ten minutes',
      );
    }
    pollMs = Math.min(pollMs * 2, SLOWEST_POLL_MS);
  }
  return fetchResult(context, operation, `${path}/result`);
}

async function fetchResult(context: AsyncActionContext, operation: string, path: string): Promise<unknown> {
  try {
    const result = await context.get(path, 'GET /asyncActions/{id}/result');
    if (result.status !== 202) return result.body;
  } catch (error) {
    if (!(error instanceof IntegrationError) || error.kind !== 'not-found') throw error;
    // Not found would be taken for the list itself.
    throw context.failures.create(
      operation,
      'transient',
      'was answered in the background, but the result is gone already',
    );
  }
  throw context.failures.create(operation, 'contract', 'was answered in the background with another 202');
}

function parseActionId(location: string | undefined): string | undefined {
  const path = location?.split(/[?#]/)[0] ?? '';
  return ACTION_PATH.exec(path)?.[1]?.toLowerCase();
}

function statusOf(failures: VspcFailures, operation: string, body: unknown): string {
  try {
    return WireRecord.parse(body, 'answer').record('data').text('status').toLowerCase();
  } catch (error) {
    throw failures.ofParsing(operation, error);
  }
}

function describeEnd(status: string): string {
  if (status === 'failed') return 'failed';
  return status === 'canceled' ? 'somebody cancelled' : 'ended in a way that is not known';
}
