import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Change, CwRecord } from '../store/record-store';
import type { Tenant } from '../store/tenant';
import { matchCallbacks } from './match-callbacks';
import { postCallback, type PostCallback, type PostResult } from './post-callback';
import { renderCallback, type CallbackMessage } from './render-callback';

/** Answers after which the message is sent again; any other failure loses it. */
const RETRIED: readonly PostResult[] = [404, 409, 419, 429];
const RETRY_WAITS_MS = [2_000, 4_000];
const DISABLED_AFTER_MS = 3 * 24 * 3_600_000;

/**
 * Calls other programs about changes. Each callback has a queue of its own, so that a slow receiver delays nobody else;
 * nothing is sent before the answer to the request that made the change. Whether three days of failures have passed is
 * asked of business time, which a test can move; retries wait in wall time.
 */
export class CallbackSender {
  private readonly queues = new Map<number, CallbackMessage[]>();
  private readonly running = new Map<number, Promise<void>>();
  /** Business time of the first failure since the last success, by callback. */
  private readonly failingSince = new Map<number, number>();
  private readonly end = new AbortController();

  constructor(
    private readonly tenant: Tenant,
    private readonly post: PostCallback = postCallback,
  ) {}

  /** Queues what the change is worth, and returns at once. */
  publish(change: Change): void {
    if (this.end.signal.aborted) return;
    for (const callback of matchCallbacks(this.tenant, change)) {
      this.enqueue(renderCallback(this.tenant, callback, change));
    }
  }

  /** Waits until nothing is under way. */
  async settled(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running.values());
  }

  /** Drops what waits and ends what is under way. */
  close(): void {
    this.queues.clear();
    this.end.abort(new Error('The stand-in was closed.'));
  }

  private enqueue(message: CallbackMessage): void {
    const { id } = message.callback;
    const queue = this.queues.get(id) ?? [];
    this.queues.set(id, queue);
    for (let copies = this.tenant.switches.number('callbackCopies'); copies > 0; copies -= 1) queue.push(message);
    if (!this.running.has(id)) this.running.set(id, this.drain(id));
  }

  private async drain(id: number): Promise<void> {
    await nextTurn();
    try {
      for (let message = this.take(id); message; message = this.take(id)) await this.deliver(message);
    } catch (error) {
      // Waiting ends this way when the stand-in is closed; anything else is a fault of ours.
      if (!this.end.signal.aborted) throw error;
    } finally {
      this.running.delete(id);
    }
  }

  private take(id: number): CallbackMessage | undefined {
    const queue = this.queues.get(id);
    return this.tenant.switches.is('callbackOrder', 'newest-first') ? queue?.pop() : queue?.shift();
  }

  private async deliver(message: CallbackMessage): Promise<void> {
    const { callback } = message;
    // Disabled or deleted while the message waited.
    if (!this.tenant.store.find('callback', callback.id) || callback.values['inactiveFlag'] === true) return;
    const results = [await this.post(message, this.end.signal)];
    for (const waitMs of RETRY_WAITS_MS) {
      if (!RETRIED.includes(results.at(-1) ?? 0)) break;
      await this.tenant.clock.sleep(waitMs, this.end.signal);
      results.push(await this.post(message, this.end.signal));
    }
    if (this.end.signal.aborted) return;
    this.tenant.deliveries.push({
      at: this.tenant.nowText(),
      callbackId: callback.id,
      messageId: message.messageId,
      results,
    });
    this.judge(callback, results.at(-1));
  }

  /** Any 2xx is a success; failures without one for three days disable the callback. */
  private judge(callback: CwRecord, result: PostResult | undefined): void {
    const nowMs = this.tenant.clock.now().getTime();
    if (result === 'not-loopback') return;
    if (typeof result === 'number' && result >= 200 && result < 300) {
      this.failingSince.delete(callback.id);
      return;
    }
    const since = this.failingSince.get(callback.id) ?? nowMs;
    this.failingSince.set(callback.id, since);
    if (nowMs - since < DISABLED_AFTER_MS) return;
    this.failingSince.delete(callback.id);
    this.tenant.store.updateSilently(callback, { inactiveFlag: true });
  }
}
