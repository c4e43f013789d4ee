import type { JsonValue } from '../../kernel/json';
import type { SandboxClock, SandboxReply, SandboxRequest, StandIn } from '../http/stand-in';
import type { Answer, Call } from './call';
import { CallbackSender } from './callbacks/callback-sender';
import type { CwData } from './connectwise-data';
import { applyPeopleAction } from './people/apply-people-action';
import { CwRefusal, cannotRoute, forbidden, noSuchEndpoint } from './replies';
import { assertAccepts, authenticate, levelOf } from './routes/authenticate';
import { answerCompanyInfo } from './routes/company-info';
import { API_ROUTES } from './routes/api-routes';
import { RouteTable, type Match } from './routes/route';
import { renderSnapshot } from './render-snapshot';
import { seedTenant } from './store/seed-tenant';
import { Tenant } from './store/tenant';

const COMPANY_INFO = /^\/login\/companyinfo\/([^/]+)\/?$/;
const API = /^\/([^/]+)\/apis\/3\.0(\/.*)?$/;
const ROUTER_CODEBASE = 'v4_6_release';
const ROUTES = new RouteTable(API_ROUTES);

/** ConnectWise Manage, REST 3.0 with the models of 2025.1, as one tenant's server answers it. */
export class ConnectWiseStandIn implements StandIn {
  readonly system = 'connectwise';
  private readonly tenant: Tenant;
  private readonly sender: CallbackSender;
  private requests = 0;

  constructor(data: CwData, clock: SandboxClock) {
    this.tenant = new Tenant(data, clock);
    seedTenant(this.tenant);
    this.sender = new CallbackSender(this.tenant);
    this.tenant.store.onChange((change) => {
      this.sender.publish(change);
    });
  }

  routeOf(request: SandboxRequest): string | undefined {
    if (request.method === 'GET' && COMPANY_INFO.test(request.path)) return 'GET /login/companyinfo/{c}';
    const [, codebase = '', path = '/'] = API.exec(request.path) ?? [];
    if (codebase === '') return undefined;
    const match = ROUTES.find(request.method, path);
    if (match) return nameOf(match);
    return this.isGatewayMatter(codebase, path) ? `${request.method} (not routed)` : undefined;
  }

  handle(request: SandboxRequest): SandboxReply {
    const route = this.routeOf(request);
    if (route === undefined) return notSimulated(request);
    try {
      return { ...this.answer(request), route };
    } catch (error) {
      if (!(error instanceof CwRefusal)) throw error;
      const headers = typeof error.body === 'string' ? { 'content-type': 'text/plain; charset=utf-8' } : {};
      return { status: error.status, headers: { ...this.headers(), ...headers }, body: error.body, route };
    }
  }

  setSwitch(name: string, value: JsonValue): void {
    this.tenant.switches.set(name, value);
  }

  snapshot(): JsonValue {
    return renderSnapshot(this.tenant);
  }

  people(action: Readonly<Record<string, JsonValue>>): JsonValue {
    return applyPeopleAction(this.tenant, action);
  }

  /** Resolves when every callback that is due has been called, or given up. */
  async callbacksSent(): Promise<void> {
    await this.sender.settled();
  }

  close(): void {
    this.sender.close();
  }

  private answer(request: SandboxRequest): Answer {
    const company = COMPANY_INFO.exec(request.path)?.[1];
    if (company !== undefined) return answerCompanyInfo(this.tenant, request, company);
    const [, codebase = '', path = '/'] = API.exec(request.path) ?? [];
    if (this.tenant.retiredCodebases.has(codebase)) throw noSuchEndpoint();
    const match = ROUTES.find(request.method, path);
    if (!match || this.isGatewayMatter(codebase, path)) throw cannotRoute();
    return this.answerRoute(request, codebase, match);
  }

  private answerRoute(request: SandboxRequest, codebase: string, { route, ids }: Match): Answer {
    const { tenant } = this;
    const isOpen = route.openBy !== undefined && tenant.switches.is(route.openBy, 'no');
    const member = isOpen ? tenant.getMember(tenant.data.login.apiMember) : authenticate(tenant, request);
    assertAccepts(tenant, request, { plainJsonOnly: route.plainJsonOnly ?? false });
    const call: Call = {
      tenant,
      request,
      ids,
      member,
      by: tenant.data.login.apiMember,
      apiBase: `${originOf(request)}/${codebase}/apis/3.0`,
      levelOf: (right, verb) => levelOf(tenant, member, right, verb),
    };
    if (route.right && call.levelOf(...route.right) === 'None') throw forbidden();
    const answer = route.run(call);
    return { ...answer, headers: { ...this.headers(), ...answer.headers } };
  }

  /** An unknown codebase, or the base path twice: the gateway never asks the server. */
  private isGatewayMatter(codebase: string, path: string): boolean {
    const known = [ROUTER_CODEBASE, this.tenant.codebase, ...this.tenant.retiredCodebases];
    return !known.includes(codebase) || path.includes('/apis/3.0');
  }

  private headers(): Readonly<Record<string, string>> {
    this.requests += 1;
    return {
      'api-current-version': this.tenant.codebase.slice(1).replace('_', '.'),
      'x-cw-request-id': `sandbox-${this.requests}`,
    };
  }
}

/** `GET /service/tickets/{id}`. */
function nameOf({ route }: Match): string {
  return `${route.method} ${route.pattern}`;
}

function notSimulated({ method, path }: SandboxRequest): SandboxReply {
  return {
    status: 501,
    body: { code: 'Sandbox', message: `The ConnectWise stand-in has no route ${method} ${path}.` },
    route: `${method} (unknown)`,
  };
}

function originOf({ headers }: SandboxRequest): string {
  return `${headers['x-forwarded-proto'] ?? 'http'}://${headers['host'] ?? 'connectwise.test'}`;
}
