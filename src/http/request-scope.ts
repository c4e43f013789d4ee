import { AsyncLocalStorage } from 'node:async_hooks';
import type { SystemName } from '../kernel/integration-error';
import type { Stream } from '../kernel/change';
import { ClockWatch } from './clock-watch';
import { isRead, type HttpCall } from './http-call';

/** Who goes first when a system's budget is short, first to last. */
export const PRIORITIES = ['tickets', 'billing', 'documentation', 'mapping'] as const satisfies readonly Stream[];

export type Priority = (typeof PRIORITIES)[number];

/** Requests as they went over the wire, retries included: `{ "vspc:main": { "GET": 14, "POST": 1 } }`. */
export type RequestCounts = Readonly<Record<string, Readonly<Record<string, number>>>>;

const storage = new AsyncLocalStorage<RequestScope>();

/** What the requests of one piece of work have in common; every `HttpClient.send` below `run` belongs to it. */
export class RequestScope {
  private readonly counted = new Map<SystemName, Map<string, number>>();

  constructor(
    readonly priority: Priority,
    /** A dry run: nothing but GET, HEAD, the token request and READ_BY_POST (ARCHITECTURE, invariant 4). */
    readonly readOnly: boolean,
    /** Stops every read of the work that has none of its own; a write that has begun is let finish. */
    readonly signal?: AbortSignal,
    /** Shared by all the work of one run: a stream whose lists were read already asks nobody itself. */
    readonly clockWatch = new ClockWatch(),
  ) {}

  run<T>(work: () => Promise<T>): Promise<T> {
    return storage.run(this, work);
  }

  count(system: SystemName, call: HttpCall): void {
    const label = call.readByPost === true ? 'READ' : call.method;
    const ofSystem = this.counted.get(system) ?? new Map<string, number>();
    ofSystem.set(label, (ofSystem.get(label) ?? 0) + 1);
    this.counted.set(system, ofSystem);
  }

  get counts(): RequestCounts {
    return Object.fromEntries([...this.counted].map(([system, labels]) => [system, Object.fromEntries(labels)]));
  }

  /** A write in a dry run is our bug, so this is a plain error that ends the run. */
  assertAllowed(call: HttpCall): void {
    if (this.readOnly && !isRead(call)) throw new Error(`a dry run tried to write: ${call.operation}`);
  }
}

export function currentRequestScope(): RequestScope | undefined {
  return storage.getStore();
}
