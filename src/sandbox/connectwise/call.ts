import type { SandboxRequest } from '../http/stand-in';
import type { CwFunction, CwLevel, CwVerb } from './connectwise-data';
import type { CwRecord } from './store/record-store';
import type { Tenant } from './store/tenant';

/** One authenticated request on its way through a route. */
export interface Call {
  readonly tenant: Tenant;
  readonly request: SandboxRequest;
  /** Ids of the path, from left to right. */
  readonly ids: readonly number[];
  /** `http://host/v4_6_release/apis/3.0`. */
  readonly apiBase: string;
  /** The API member that the key pair belongs to. */
  readonly member: CwRecord;
  /** Identifier of that member, as it appears in `_info`. */
  readonly by: string;
  levelOf(right: CwFunction, verb: CwVerb): CwLevel;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** `ids[position]`; the router has made sure that it is there. */
export function pathId(call: Call, position: number): number {
  const id = call.ids[position];
  if (id === undefined) throw new Error(`The path has no id at position ${position}.`);
  return id;
}

/** A query parameter without regard to case; undefined when absent or empty. */
export function queryValue(call: Call, name: string): string | undefined {
  for (const [key, value] of call.request.query) {
    if (key.toLowerCase() === name.toLowerCase() && value.trim() !== '') return value;
  }
  return undefined;
}
