import type { HttpClient } from '../http/http-client';
import { WireRecord, WireShapeError } from '../http/wire-record';
import type { Clock } from '../kernel/clock';
import { IntegrationError } from '../kernel/integration-error';

/** What the vendor tells about a login company without credentials. */
export interface CwCompanyInfo {
  readonly companyName: string | null;
  /** `v2025_1`; `v4_6_release` is a router to whatever the tenant runs, and the only one on own servers. */
  readonly codebase: string;
  readonly isCloud: boolean;
  readonly siteUrl: string | null;
}

const ROUTER_CODEBASE = 'v4_6_release';
const OPERATION = 'GET /login/companyinfo/{companyId}';
/** A deleted ticket answers 404 too: it must not cost a second request every time. */
const REFETCH_EVERY_MS = 10 * 60_000;

/** Finds the path of the tenant's version, and finds it again after the tenant was upgraded. */
export class Codebase {
  private known: Promise<CwCompanyInfo> | undefined;
  private fetchedAtMs = 0;

  constructor(
    private readonly http: HttpClient,
    private readonly clock: Clock,
    private readonly companyId: string,
  ) {}

  /** Asked once, however many callers wait; a failure is forgotten, so that the next call asks again. */
  companyInfo(): Promise<CwCompanyInfo> {
    if (this.known) return this.known;
    this.fetchedAtMs = this.clock.wallMs();
    const asked = this.fetchCompanyInfo();
    this.known = asked;
    asked.catch(() => {
      if (this.known === asked) this.known = undefined;
    });
    return asked;
  }

  /** The codebase of now, if it is another than the one that just answered 404; undefined if there is no news. */
  async changedSince(used: string): Promise<string | undefined> {
    const current = (await this.companyInfo()).codebase;
    if (current !== used) return current;
    if (this.clock.wallMs() - this.fetchedAtMs < REFETCH_EVERY_MS) return undefined;
    this.known = undefined;
    const fresh = (await this.companyInfo()).codebase;
    return fresh === used ? undefined : fresh;
  }

  private async fetchCompanyInfo(): Promise<CwCompanyInfo> {
    try {
      const path = `/login/companyinfo/${encodeURIComponent(this.companyId)}`;
      const reply = await this.http.send({ operation: OPERATION, method: 'GET', path });
      return parseCompanyInfo(reply.body);
    } catch (error) {
      // Servers without the discovery page have the router.
      if (error instanceof IntegrationError && error.kind === 'not-found') return UNDISCOVERED;
      throw error;
    }
  }
}

const UNDISCOVERED: CwCompanyInfo = { companyName: null, codebase: ROUTER_CODEBASE, isCloud: false, siteUrl: null };

function parseCompanyInfo(body: unknown): CwCompanyInfo {
  if (body === null || body === undefined) throw unknownCompany();
  try {
    const record = WireRecord.parse(body, 'companyinfo');
    const isCloud = (record.textOrNull('IsCloud') ?? '').toLowerCase() === 'true';
    const codebase = (record.textOrNull('Codebase') ?? '').replace(/^\/+|\/+$/g, '');
    return {
      companyName: record.textOrNull('CompanyName'),
      codebase: isCloud && isCodebase(codebase) ? codebase : ROUTER_CODEBASE,
      isCloud,
      siteUrl: record.textOrNull('SiteUrl'),
    };
  } catch (error) {
    if (!(error instanceof WireShapeError)) throw error;
    throw new IntegrationError({
      system: 'connectwise',
      operation: OPERATION,
      kind: 'contract',
      message: `connectwise: ${OPERATION} answered what it should not: ${error.message}. Check that connectwise.url is the address of a ConnectWise server.`,
    });
  }
}

/** It becomes part of every path: nothing but a folder's name is let through. */
function isCodebase(text: string): boolean {
  return /^v[0-9A-Za-z_]{1,40}$/.test(text);
}

function unknownCompany(): IntegrationError {
  return new IntegrationError({
    system: 'connectwise',
    operation: OPERATION,
    kind: 'auth',
    message: 'connectwise: there is no such login company. Check connectwise.companyId and connectwise.url.',
    notDone: true,
  });
}
