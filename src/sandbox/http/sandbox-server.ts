import { createServer as createHttpServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { SimulatedClock } from '../sandbox-clock';
import { answerControl, CONTROL_PREFIX } from './control-routes';
import { damageReply, isProcessed, replacementFor } from './damage-reply';
import type { EncodedReply } from './encode-reply';
import { encodeReply } from './encode-reply';
import { BodyTooLarge, readRequest } from './read-request';
import { RequestLog } from './request-log';
import type { Fault } from './scripted-faults';
import { FaultScript, kindOfFault } from './scripted-faults';
import type { SandboxReply, SandboxRequest, StandIn } from './stand-in';

const LOOPBACK = '127.0.0.1';
const MAX_REQUEST_BYTES = 32 * 1024 * 1024;
const HUGE_CHUNK_BYTES = 64 * 1024;
/** Longer than any test lasts: a connection that the server closes while a client reuses it looks like a fault. */
const KEEP_ALIVE_MS = 600_000;

export interface SandboxServerOptions {
  /** Shared by the listeners of one sandbox, so that sequence numbers order all three systems. */
  readonly log?: RequestLog;
  /** PEM texts; without them the listener speaks plain HTTP. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Called before every request to the stand-in, so that the world can catch up with the clock. */
  readonly beforeRequest?: () => void;
}

/** A request with the answer that the stand-in gave, before any fault; for contract tests. */
export type ExchangeListener = (request: SandboxRequest, reply: SandboxReply) => void;

/** One stand-in on one loopback port, with its request log, its scripted faults and the control routes. */
export class SandboxServer {
  readonly log: RequestLog;
  readonly faults = new FaultScript();
  private readonly server: Server;
  private readonly listeners: ExchangeListener[] = [];

  constructor(
    readonly standIn: StandIn,
    private readonly clock: SimulatedClock,
    private readonly options: SandboxServerOptions = {},
  ) {
    this.log = options.log ?? new RequestLog();
    const handle = (message: IncomingMessage, response: ServerResponse): void => {
      // A failure here is a broken socket: nobody is left to be told.
      this.serve(message, response).catch(() => response.destroy());
    };
    this.server = options.tls ? createHttpsServer(options.tls, handle) : createHttpServer(handle);
    this.server.keepAliveTimeout = KEEP_ALIVE_MS;
  }

  /** Listens on a loopback port, a free one by default; returns the base address without a trailing slash. */
  async listen(port = 0): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, LOOPBACK, () => {
        this.server.off('error', reject);
        resolve();
      });
    });
    return this.address;
  }

  get address(): string {
    const { port } = this.server.address() as AddressInfo;
    return `${this.options.tls ? 'https' : 'http'}://${LOOPBACK}:${port}`;
  }

  async close(): Promise<void> {
    this.standIn.close?.();
    await new Promise<void>((resolve) => {
      this.server.close(() => {
        resolve();
      });
      this.server.closeAllConnections();
    });
  }

  onExchange(listener: ExchangeListener): void {
    this.listeners.push(listener);
  }

  private async serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    let request: SandboxRequest;
    try {
      request = await readRequest(message, MAX_REQUEST_BYTES);
    } catch (error) {
      if (!(error instanceof BodyTooLarge)) throw error;
      this.send(response, encodeReply({ status: 413, body: { error: error.message } }));
      return;
    }
    this.options.beforeRequest?.();
    if (request.path.startsWith(CONTROL_PREFIX)) {
      const parts = { standIn: this.standIn, clock: this.clock, log: this.log, faults: this.faults };
      this.send(response, encodeReply(answerControl(parts, request)));
      return;
    }
    await this.answer(request, response);
  }

  private async answer(request: SandboxRequest, response: ServerResponse): Promise<void> {
    const exchange = new OpenExchange(request, this.standIn.routeOf(request));
    const fault = exchange.route === undefined ? undefined : this.faults.take(exchange.route);
    const reply = !fault || isProcessed(fault) ? this.process(exchange) : undefined;
    if (!fault) {
      this.finish(exchange, response, reply);
      return;
    }
    exchange.fault = kindOfFault(fault);
    await this.strike(exchange, response, { fault, reply });
  }

  private async strike(
    exchange: OpenExchange,
    response: ServerResponse,
    { fault, reply }: { readonly fault: Fault; readonly reply: EncodedReply | undefined },
  ): Promise<void> {
    if ('drop' in fault || 'hang' in fault) {
      this.record(exchange, 0, 0);
      if ('drop' in fault) response.destroy();
      return;
    }
    if ('hugeBytes' in fault) {
      this.record(exchange, 200, fault.hugeBytes);
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
      await pipeline(Readable.from(hugeBody(fault.hugeBytes)), response);
      return;
    }
    if ('delayMs' in fault) await delay(fault.delayMs);
    this.finish(exchange, response, replacementFor(fault) ?? this.damage(exchange, reply, fault));
  }

  /** Lets the stand-in process the request; what it commits stays, whatever happens to the answer. */
  private process(exchange: OpenExchange): EncodedReply {
    const { request, route } = exchange;
    if (route === undefined) {
      const error = `The ${this.standIn.system} stand-in knows no route ${request.method} ${request.path}.`;
      return encodeReply({ status: 501, body: { error } });
    }
    try {
      const reply = this.standIn.handle(request);
      for (const listener of this.listeners) listener(request, reply);
      return encodeReply(reply);
    } catch (error) {
      exchange.crash = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return encodeReply({ status: 500, body: { error: `The sandbox failed: ${exchange.crash}` } });
    }
  }

  /** A fault that does not fit the answer is a mistake of the test that scripted it; it must not pass for a vendor's. */
  private damage(exchange: OpenExchange, reply: EncodedReply | undefined, fault: Fault): EncodedReply | undefined {
    try {
      return reply && damageReply(reply, fault);
    } catch (error) {
      exchange.crash = error instanceof Error ? error.message : String(error);
      return encodeReply({ status: 500, body: { error: `The sandbox failed: ${exchange.crash}` } });
    }
  }

  private finish(exchange: OpenExchange, response: ServerResponse, reply: EncodedReply | undefined): void {
    if (!reply) throw new Error('A fault left no answer.');
    this.record(exchange, reply.status, reply.body.length);
    this.send(response, reply, exchange.request.method);
  }

  /** With the time that its clients live in: they may be on a clock that a test moves. */
  private send(response: ServerResponse, reply: EncodedReply, method = 'GET'): void {
    const headers: Record<string, string> = { date: new Date(this.clock.wallMs()).toUTCString(), ...reply.headers };
    if (reply.status !== 204) headers['content-length'] = String(reply.body.length);
    response.writeHead(reply.status, headers);
    response.end(method === 'HEAD' ? undefined : reply.body);
  }

  /** Written before the answer leaves, so that a client that has its answer finds the request in the log. */
  private record(exchange: OpenExchange, status: number, responseBytes: number): void {
    const { request, route, fault, crash } = exchange;
    this.log.record({
      system: this.standIn.system,
      request,
      route,
      status,
      responseBytes,
      fault,
      crash,
      now: this.clock.now(),
      wallMs: this.clock.wallMs(),
    });
  }
}

/** What gathers about a request until it is logged. */
class OpenExchange {
  fault: string | undefined;
  crash: string | undefined;

  constructor(
    readonly request: SandboxRequest,
    readonly route: string | undefined,
  ) {}
}

/** A list of one endless string, cut at the size: what matters is that it does not fit. */
function* hugeBody(totalBytes: number): Generator<Buffer> {
  const chunk = Buffer.alloc(HUGE_CHUNK_BYTES, 'x');
  yield Buffer.from('["');
  for (let left = totalBytes - 4; left > 0; left -= chunk.length) yield chunk.subarray(0, Math.min(left, chunk.length));
  yield Buffer.from('"]');
}
