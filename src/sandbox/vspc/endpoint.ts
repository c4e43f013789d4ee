import type { SandboxClock, SandboxRequest } from '../http/stand-in';
import type { AsyncActions } from './async-actions';
import type { VspcLive } from './live';
import type { RenderContext } from './render-row';
import type { RestVersion } from './rest-version';
import type { RoleGroup } from './roles';
import type { ServerTime } from './server-time';
import type { Caller, Sessions } from './sessions';
import type { Switches } from './switches';
import type { TableViews } from './table-views';
import type { VspcData } from './vspc-data';

/** What every endpoint can reach. */
export interface VspcWorld {
  readonly data: VspcData;
  readonly views: TableViews;
  readonly switches: Switches;
  readonly sessions: Sessions;
  readonly asyncActions: AsyncActions;
  readonly live: VspcLive;
  readonly time: ServerTime;
  readonly clock: SandboxClock;
}

export interface Call {
  readonly world: VspcWorld;
  readonly request: SandboxRequest;
  /** As in the request log. */
  readonly route: string;
  readonly params: Readonly<Record<string, string>>;
  readonly caller: Caller;
  /** The version whose resources and fields are served. */
  readonly version: RestVersion;
  readonly render: RenderContext;
  /** Counts requests; an unsorted list takes its order from it. */
  readonly sequence: number;
}

/** One operation of the specification. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Below /api/v3, parameters in braces, final slash as documented. */
  readonly path: string;
  readonly roles: RoleGroup;
  readonly since?: RestVersion;
  /** The last version that has it. */
  readonly until?: RestVersion;
  /** Marked by the vendor as never turned into an async action. */
  readonly deniesAsync?: boolean;
  /** Every query parameter that it knows. */
  readonly query: readonly string[];
  /** The body of the 200; a refusal is thrown. */
  serve(call: Call): unknown;
}
