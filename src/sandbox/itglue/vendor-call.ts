import type { SandboxRequest } from '../http/stand-in';
import type { ItGlueState } from './itglue-state';
import type { ItGlueSwitches } from './switches';
import { badRequest, unknownId } from './vendor-refusal';

/** One request that has passed the gate, with everything a route needs to answer it. */
export interface VendorCall {
  readonly request: SandboxRequest;
  readonly params: Readonly<Record<string, string>>;
  /** Parsed JSON, undefined without a body. */
  readonly body: unknown;
  readonly state: ItGlueState;
  readonly switches: ItGlueSwitches;
  readonly route: VendorRoute;
  /** Who writes, for the revisions: `api:<name of the key>`. */
  readonly author: string;
}

export interface VendorAnswer {
  readonly status: number;
  readonly body?: unknown;
}

/** A route with what it takes; the contract specification compares it with the vendor's list of operations. */
export interface VendorRoute {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Parameters in braces: `/flexible_assets/{id}`. */
  readonly path: string;
  /** Names inside `filter[…]`, in snake case; a nested one is `exclude][id`. */
  readonly filters?: readonly string[];
  readonly sorts?: readonly string[];
  readonly includes?: readonly string[];
  /** Attributes a body may have, in snake case. */
  readonly attributes?: readonly string[];
  readonly answer: (call: VendorCall) => VendorAnswer;
}

/** Names of the vendor are accepted with hyphens or underscores. */
export function snakeCase(name: string): string {
  return name.replaceAll('-', '_');
}

export function numericParam(call: VendorCall, name: string): number {
  const text = call.params[name] ?? '';
  if (!/^\d{1,18}$/.test(text)) throw badRequest(`${name} is not a number`, name);
  return Number(text);
}

/** The record behind an id in the path; unknown ids read differently on show and on write. */
export function recordOf<T>(call: VendorCall, records: ReadonlyMap<number, T>, id: number): T {
  const record = records.get(id);
  if (record !== undefined) return record;
  throw unknownId(call.request.method === 'GET' ? call.switches.unknownIdOnShow : call.switches.unknownIdOnWrite);
}
