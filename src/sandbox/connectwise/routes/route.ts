import type { Answer, Call } from '../call';
import type { CwFunction, CwVerb } from '../connectwise-data';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One operation of the API. */
export interface Route {
  readonly method: HttpMethod;
  /** Below `/apis/3.0`, ids in braces: `/service/tickets/{parentId}/notes`. */
  readonly pattern: string;
  /** What the role has to allow; nothing for what every member may do. */
  readonly right?: readonly [CwFunction, CwVerb];
  /** The vendor's own media type is refused here. */
  readonly plainJsonOnly?: boolean;
  /** The switch that opens the route to callers without credentials when it says no. */
  readonly openBy?: 'systemInfoNeedsLogin' | 'callbackKeyNeedsLogin';
  run(call: Call): Answer;
}

export interface Match {
  readonly route: Route;
  readonly ids: readonly number[];
}

/** Finds routes by method and path. Fixed segments go before ids: `/count` and `/types` are not records. */
export class RouteTable {
  private readonly routes: readonly { readonly route: Route; readonly segments: readonly string[] }[];

  constructor(routes: readonly Route[]) {
    const parsed = routes.map((route) => ({ route, segments: route.pattern.split('/').slice(1) }));
    this.routes = parsed.sort((left, right) => placeholders(left.segments) - placeholders(right.segments));
  }

  find(method: string, path: string): Match | undefined {
    const wanted = path.split('/').filter((segment) => segment !== '');
    for (const { route, segments } of this.routes) {
      if (route.method !== method || segments.length !== wanted.length) continue;
      const ids = matchSegments(segments, wanted);
      if (ids) return { route, ids };
    }
    return undefined;
  }

  /** Every operation, for documentation and contract tests. */
  list(): readonly Route[] {
    return this.routes.map(({ route }) => route);
  }
}

function matchSegments(segments: readonly string[], wanted: readonly string[]): readonly number[] | undefined {
  const ids: number[] = [];
  for (const [position, segment] of segments.entries()) {
    const text = wanted[position] ?? '';
    if (!segment.startsWith('{')) {
      if (segment !== text) return undefined;
    } else if (/^\d{1,10}$/.test(text)) {
      ids.push(Number(text));
    } else {
      return undefined;
    }
  }
  return ids;
}

function placeholders(segments: readonly string[]): number {
  return segments.filter((segment) => segment.startsWith('{')).length;
}
