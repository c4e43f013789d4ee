import type { JsonValue } from '../../kernel/json';
import type { SandboxClock, SandboxReply, SandboxRequest, StandIn } from '../http/stand-in';
import { AsyncActions } from './async-actions';
import { isServedIn, negotiateVersion } from './client-version';
import type { NegotiatedVersion } from './client-version';
import type { Call, Endpoint, VspcWorld } from './endpoint';
import { VspcLive } from './live';
import { actAsPeople } from './people';
import { RELEASES } from './rest-version';
import { isAdmitted } from './roles';
import { BASE_PATH, matchRoute, routeName } from './routes';
import type { RouteMatch } from './routes';
import { ServerTime } from './server-time';
import { Sessions } from './sessions';
import type { Caller } from './sessions';
import { snapshotOf } from './snapshot';
import { Switches } from './switches';
import { TableViews } from './table-views';
import { issueToken } from './token-endpoint';
import type { TableName, VspcData } from './vspc-data';
import { badParameter, forbidden, unsupportedVersionBody, VspcRefusal, vspcErrors } from './vspc-refusal';

const TOKEN_ROUTE = 'POST /token';
/** How long a request id answers with what it answered first (facts 2.5). */
const IDEMPOTENCY_MS = 300_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface Remembered {
  readonly reply: SandboxReply;
  readonly atMs: number;
}

/** VSPC's REST API v3 as the vendor documents it; what is uncertain is in `switches.ts`. */
export class VspcStandIn implements StandIn {
  readonly system = 'vspc';
  readonly live: VspcLive;
  private readonly world: VspcWorld;
  private readonly remembered = new Map<string, Remembered>();
  private sequence = 0;

  constructor(data: VspcData, clock: SandboxClock) {
    const switches = new Switches();
    const views = new TableViews(data);
    this.live = new VspcLive(data, views, clock);
    this.world = {
      data,
      views,
      switches,
      sessions: new Sessions(data, clock, switches),
      asyncActions: new AsyncActions(clock, switches),
      live: this.live,
      time: new ServerTime(data.server.timezone),
      clock,
    };
  }

  routeOf(request: SandboxRequest): string | undefined {
    if (isTokenRequest(request)) return TOKEN_ROUTE;
    const match = this.match(request);
    return match === undefined ? undefined : routeName(match.endpoint);
  }

  handle(request: SandboxRequest): SandboxReply {
    this.sequence += 1;
    const route = this.routeOf(request);
    if (route === undefined) return unknownRoute(request);
    try {
      if (route === TOKEN_ROUTE) return { status: 200, body: this.serveToken(request), route };
      return this.serve(request, route);
    } catch (error) {
      if (error instanceof VspcRefusal) return { status: error.status, body: error.body, route };
      throw error;
    }
  }

  setSwitch(name: string, value: JsonValue): void {
    this.world.switches.set(name, value);
    this.world.views.forgetAll();
  }

  snapshot(): JsonValue {
    return snapshotOf(this.world.data, this.world.switches);
  }

  people(action: Readonly<Record<string, JsonValue>>): JsonValue {
    return actAsPeople(action, this.live);
  }

  /** Rows of this table were changed by hand: forget what was remembered of it. */
  touch(table: TableName): void {
    this.world.views.touch(table);
  }

  private match(request: SandboxRequest): RouteMatch | undefined {
    if (!request.path.startsWith(`${BASE_PATH}/`)) return undefined;
    const isLenient = this.world.switches.get('trailingSlash') === 'lenient';
    return matchRoute(request.method, request.path.slice(BASE_PATH.length), isLenient);
  }

  private serveToken(request: SandboxRequest): JsonValue {
    const { data, sessions, switches } = this.world;
    const { version } = this.negotiate(request);
    return issueToken(request.headers['content-type'], request.body, { data, sessions, switches, version });
  }

  private negotiate(request: SandboxRequest): NegotiatedVersion {
    const { data, switches } = this.world;
    return negotiateVersion(data.server.release, request.headers['x-client-version'], {
      status: switches.get('unsupportedVersionStatus'),
      uri: request.path,
    });
  }

  private serve(request: SandboxRequest, route: string): SandboxReply {
    const match = this.match(request);
    if (match === undefined) return unknownRoute(request);
    const { endpoint } = match;
    const negotiated = this.negotiate(request);
    if (!isServedIn(negotiated.version, endpoint.since, endpoint.until)) {
      throw new VspcRefusal(this.world.switches.get('unsupportedVersionStatus'), unsupportedVersionBody(request.path));
    }
    const caller = this.world.sessions.identify(request.headers['authorization']);
    admit(caller, endpoint);
    this.refuseUnknownQuery(request, endpoint);
    const requestId = parseRequestId(request);
    const known = this.recall(caller, requestId);
    if (known !== undefined) return { ...known, route };
    const call = this.callOf(request, match, { route, caller, negotiated });
    const reply = this.answer(call, endpoint, requestId);
    this.remember(caller, requestId, reply);
    return reply;
  }

  private callOf(
    request: SandboxRequest,
    { params }: RouteMatch,
    facts: { readonly route: string; readonly caller: Caller; readonly negotiated: NegotiatedVersion },
  ): Call {
    const { world, sequence } = this;
    const { route, caller, negotiated } = facts;
    const newest = RELEASES[world.data.server.release].speaks[0];
    const version = world.switches.get('modelFollowsHeader') ? negotiated.version : newest;
    const render = {
      version,
      maskNewValues: negotiated.isAskedFor,
      time: world.time,
      nullProperties: world.switches.get('nullProperties'),
    };
    return { world, request, route, params, caller, version, render, sequence };
  }

  private answer(call: Call, endpoint: Endpoint, requestId: string | undefined): SandboxReply {
    const { switches, asyncActions, data } = this.world;
    const body = endpoint.serve(call);
    const { route, request } = call;
    const isForced = requestId !== undefined && switches.get('requestIdForcesAsync');
    if (endpoint.deniesAsync !== true && (isForced || switches.names('asyncRoutes', route))) {
      const initiatorUid = call.caller.user.uid;
      const id = asyncActions.register({ requestId, initiatorUid, actionName: route, request, result: body });
      const location = `https://${data.server.ownHost}:1280${BASE_PATH}/asyncActions/${id}`;
      return { status: 202, headers: { Location: location }, route };
    }
    return { status: 200, body: switches.names('partialErrors', route) ? withErrors(body) : body, route };
  }

  private refuseUnknownQuery(request: SandboxRequest, endpoint: Endpoint): void {
    if (this.world.switches.get('unknownQuery') === 'ignore') return;
    const stranger = [...request.query.keys()].find((name) => !endpoint.query.includes(name));
    if (stranger !== undefined) throw badParameter(stranger, `${routeName(endpoint)} has no parameter '${stranger}'.`);
  }

  private recall(caller: Caller, requestId: string | undefined): SandboxReply | undefined {
    const known = requestId === undefined ? undefined : this.remembered.get(`${caller.user.uid} ${requestId}`);
    if (known === undefined || this.world.clock.wallMs() - known.atMs > IDEMPOTENCY_MS) return undefined;
    return known.reply;
  }

  private remember(caller: Caller, requestId: string | undefined, reply: SandboxReply): void {
    if (requestId === undefined) return;
    const nowMs = this.world.clock.wallMs();
    for (const [key, { atMs }] of this.remembered) if (nowMs - atMs > IDEMPOTENCY_MS) this.remembered.delete(key);
    this.remembered.set(`${caller.user.uid} ${requestId}`, { reply, atMs: nowMs });
  }
}

function isTokenRequest({ method, path }: SandboxRequest): boolean {
  return method === 'POST' && path === `${BASE_PATH}/token`;
}

function admit({ user, isReadOnly }: Caller, endpoint: Endpoint): void {
  if (isReadOnly && endpoint.method !== 'GET') throw forbidden('The key or token may only read.');
  if (!isAdmitted(user.role, endpoint.roles)) {
    throw forbidden(`The role ${user.role} is not admitted to ${routeName(endpoint)}.`);
  }
}

function parseRequestId(request: SandboxRequest): string | undefined {
  const id = request.headers['x-request-id'];
  if (id === undefined) return undefined;
  if (!UUID.test(id)) throw badParameter('X-Request-id', 'X-Request-id must be a UUID.');
  return id.toLowerCase();
}

/** A 200 whose data is not all there (facts 2.4). */
function withErrors(body: unknown): unknown {
  const message = 'Some of the data could not be collected.';
  const errors = [{ message, type: 'retryableLogical', code: 1000 }];
  return typeof body === 'object' && body !== null ? { ...body, errors } : body;
}

/** Not the vendor's answer: it says that nobody wrote this route. */
function unknownRoute({ method, path }: SandboxRequest): SandboxReply {
  const message = `The stand-in of VSPC has no route ${method} ${path}.`;
  return { status: 501, body: vspcErrors({ message, type: 'unspecified', code: 501 }), route: `${method} ${path}` };
}
