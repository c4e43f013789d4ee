import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** What one request gets. A string or Buffer goes out as it is, anything else as JSON. */
export interface ScriptedReply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Cuts the connection: before the answer, or after the headers and a part of the body. */
  readonly drop?: 'before' | 'middle';
  /** Never answers. */
  readonly silent?: boolean;
}

export type Script = (request: SeenRequest, index: number) => ScriptedReply;

/** A server on a real socket that answers as a spec says, for what no well-behaved stand-in would send. */
export class ScriptServer {
  readonly seen: SeenRequest[] = [];
  connections = 0;
  private readonly sockets = new Set<Socket>();
  private script: Script = () => ({ status: 501, body: { message: 'nothing scripted' } });

  private constructor(
    private readonly server: Server,
    private readonly scheme: 'http' | 'https',
  ) {}

  static async start(tls?: { readonly key: string; readonly cert: string }): Promise<ScriptServer> {
    const server = tls ? createTlsServer(tls) : createServer();
    const scripted = new ScriptServer(server, tls ? 'https' : 'http');
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      scripted.receive(request, response);
    });
    server.on('connection', (socket: Socket) => {
      scripted.connections += 1;
      scripted.sockets.add(socket);
      socket.on('close', () => scripted.sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return scripted;
  }

  get url(): string {
    return `${this.scheme}://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Starts over with this script. */
  answer(script: Script): void {
    this.seen.length = 0;
    this.script = script;
  }

  /** One reply after the other; the last one goes on for ever. */
  answerInTurn(...replies: readonly ScriptedReply[]): void {
    this.answer((_request, index) => replies[Math.min(index, replies.length - 1)] ?? {});
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private receive(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', this.url);
      const seen = {
        method: request.method ?? '',
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      };
      this.seen.push(seen);
      send(this.script(seen, this.seen.length - 1), response);
    });
  }
}

function send(reply: ScriptedReply, response: ServerResponse): void {
  if (reply.silent) return;
  if (reply.drop === 'before') {
    response.destroy();
    return;
  }
  const bytes = bytesOf(reply.body);
  response.writeHead(reply.status ?? 200, {
    ...(bytes.length > 0 ? { 'content-type': 'application/json' } : {}),
    'content-length': String(bytes.length),
    ...reply.headers,
  });
  if (reply.drop === 'middle') {
    response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => response.destroy());
    return;
  }
  response.end(bytes);
}

function bytesOf(body: unknown): Buffer {
  if (Buffer.isBuffer(body)) return body;
  if (body === undefined) return Buffer.alloc(0);
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body), 'utf8');
}
