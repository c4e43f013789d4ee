import type { Endpoint } from './endpoint';
import { accountEndpoints } from './endpoints/account-endpoints';
import { agentEndpoints } from './endpoints/agent-endpoints';
import { alarmEndpoints } from './endpoints/alarm-endpoints';
import { jobEndpoints } from './endpoints/job-endpoints';
import { logEndpoints } from './endpoints/log-endpoints';
import { organizationEndpoints } from './endpoints/organization-endpoints';
import { serverEndpoints } from './endpoints/server-endpoints';
import { publicCloudEndpoints, vb365Endpoints } from './endpoints/vb365-endpoints';
import { workloadEndpoints } from './endpoints/workload-endpoints';

export const BASE_PATH = '/api/v3';

/** Every operation that is served, besides `POST /token`. */
export const ENDPOINTS: readonly Endpoint[] = [
  ...accountEndpoints,
  ...organizationEndpoints,
  ...serverEndpoints,
  ...jobEndpoints,
  ...agentEndpoints,
  ...vb365Endpoints,
  ...publicCloudEndpoints,
  ...alarmEndpoints,
  ...workloadEndpoints,
  ...logEndpoints,
];

export interface RouteMatch {
  readonly endpoint: Endpoint;
  readonly params: Readonly<Record<string, string>>;
}

interface CompiledRoute {
  readonly endpoint: Endpoint;
  readonly segments: readonly string[];
}

/** Fixed paths win over parameters: `/organizations/provider` is no organization called provider. */
const COMPILED: readonly CompiledRoute[] = ENDPOINTS.map((endpoint) => ({
  endpoint,
  segments: endpoint.path.split('/'),
})).sort((left, right) => parameterCount(left) - parameterCount(right));

function parameterCount({ segments }: CompiledRoute): number {
  return segments.filter((segment) => segment.startsWith('{')).length;
}

export function routeName(endpoint: Endpoint): string {
  return `${endpoint.method} ${endpoint.path}`;
}

/** `path` is below the base path. `lenientSlash` overlooks a missing or superfluous final slash. */
export function matchRoute(method: string, path: string, lenientSlash: boolean): RouteMatch | undefined {
  const asked = path.split('/');
  for (const { endpoint, segments } of COMPILED) {
    if (endpoint.method !== method) continue;
    const params = matchSegments(segments, asked) ?? (lenientSlash ? matchTrimmed(segments, asked) : undefined);
    if (params !== undefined) return { endpoint, params };
  }
  return undefined;
}

function matchTrimmed(segments: readonly string[], asked: readonly string[]): Record<string, string> | undefined {
  return matchSegments(trimmed(segments), trimmed(asked));
}

function trimmed(segments: readonly string[]): readonly string[] {
  return segments.at(-1) === '' ? segments.slice(0, -1) : segments;
}

function matchSegments(segments: readonly string[], asked: readonly string[]): Record<string, string> | undefined {
  if (segments.length !== asked.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const actual = asked[index] ?? '';
    if (segment.startsWith('{') && actual !== '') params[segment.slice(1, -1)] = actual;
    else if (segment !== actual) return undefined;
  }
  return params;
}
