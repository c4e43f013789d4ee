import type { JsonValue } from '../../kernel/json';
import type { SandboxClock, SandboxReply, SandboxRequest, StandIn } from '../http/stand-in';
import { actAsPeople } from './act-as-people';
import { Gate } from './gate';
import type { ItGlueData } from './itglue-data';
import { ItGlueState } from './itglue-state';
import { parsePeopleAction } from './people-actions';
import { snapshotOf } from './snapshot';
import type { ItGlueSwitches } from './switches';
import { changeSwitch, defaultSwitches } from './switches';
import type { VendorCall } from './vendor-call';
import { VendorRefusal, badRequest } from './vendor-refusal';
import type { RouteMatch } from './vendor-routes';
import { matchRoute } from './vendor-routes';

const JSON_API = 'application/vnd.api+json; charset=utf-8';

/** A simulated IT Glue account in one region, as strict as the vendor's documents and its users' reports. */
export class ItGlueStandIn implements StandIn {
  readonly system = 'itglue';
  private readonly state: ItGlueState;
  private readonly gate: Gate;
  private switches: ItGlueSwitches = defaultSwitches();

  constructor(data: ItGlueData, clock: SandboxClock) {
    this.state = new ItGlueState(data, clock);
    this.gate = new Gate(this.state, clock);
  }

  routeOf(request: SandboxRequest): string | undefined {
    const match = this.match(request);
    return match && nameOfRoute(match);
  }

  handle(request: SandboxRequest): SandboxReply {
    const match = this.match(request);
    if (match === undefined) {
      const route = `${request.method} ${request.path}`;
      return { status: 501, body: { message: `The stand-in for IT Glue has no ${route}` }, route };
    }
    const route = nameOfRoute(match);
    try {
      const keyName = this.gate.pass(request, this.switches);
      const answer = match.route.answer(this.callOf(request, match, keyName));
      return { status: answer.status, headers: { 'content-type': JSON_API }, body: answer.body, route };
    } catch (error) {
      if (error instanceof VendorRefusal) return replyOf(error, route);
      throw error;
    }
  }

  setSwitch(name: string, value: JsonValue): void {
    this.switches = changeSwitch(this.switches, name, value);
  }

  snapshot(): JsonValue {
    return snapshotOf(this.state, this.switches, this.gate.requestsInWindow());
  }

  people(action: Readonly<Record<string, JsonValue>>): JsonValue {
    return actAsPeople(this.state, parsePeopleAction(action));
  }

  private match(request: SandboxRequest): RouteMatch | undefined {
    const path = this.switches.apiPrefix ? request.path.replace(/^\/api(?=\/)/, '') : request.path;
    return matchRoute(request.method, path);
  }

  private callOf(request: SandboxRequest, match: RouteMatch, keyName: string): VendorCall {
    return {
      request,
      params: match.params,
      body: parseBody(request.body),
      state: this.state,
      switches: this.switches,
      route: match.route,
      author: `api:${keyName}`,
    };
  }
}

function nameOfRoute(match: RouteMatch): string {
  return `${match.route.method} ${match.route.path}`;
}

function parseBody(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw badRequest('Invalid JSON format');
  }
}

function replyOf(refusal: VendorRefusal, route: string): SandboxReply {
  const type = typeof refusal.body === 'string' ? 'text/html' : JSON_API;
  return { status: refusal.status, headers: { 'content-type': type, ...refusal.headers }, body: refusal.body, route };
}
