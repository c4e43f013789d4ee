import { stableHash } from '../../kernel/stable-hash';
import type { SandboxClock, SandboxRequest } from '../http/stand-in';
import type { Switches } from './switches';
import { notFound, VspcRefusal, vspcErrors } from './vspc-refusal';

/** Seconds; `GET /asyncActions/config` tells it. */
export const RESULT_RETENTION_SECONDS = 300;
const FAILURE_RETENTION_SECONDS = 3600;

interface AsyncAction {
  readonly id: string;
  readonly initiatorUid: string;
  readonly actionName: string;
  readonly queryParameters: Readonly<Record<string, readonly string[]>>;
  readonly requestBody: string | null;
  readonly endsAtMs: number;
  readonly outcome: 'succeed' | 'failed';
  readonly result: unknown;
  isCanceled: boolean;
}

export interface AsyncRegistration {
  readonly requestId: string | undefined;
  readonly initiatorUid: string;
  readonly actionName: string;
  readonly request: SandboxRequest;
  /** The body that the request would have got at once. */
  readonly result: unknown;
}

/** Facts 2.5: running, then succeed or failed, by wall time; results are kept five minutes, failures an hour. */
export class AsyncActions {
  private readonly actions = new Map<string, AsyncAction>();
  private registered = 0;

  constructor(
    private readonly clock: SandboxClock,
    private readonly switches: Switches,
  ) {}

  register({ requestId, initiatorUid, actionName, request, result }: AsyncRegistration): string {
    this.registered += 1;
    const id = requestId ?? uuidFrom(`async ${String(this.registered)}`);
    const queryParameters = Object.fromEntries(
      [...request.query.keys()].map((key) => [key, request.query.getAll(key)]),
    );
    this.actions.set(id, {
      id,
      initiatorUid,
      actionName,
      queryParameters,
      requestBody: request.body.length === 0 ? null : request.body.toString('utf8'),
      endsAtMs: this.clock.wallMs() + this.switches.get('asyncRunningMs'),
      outcome: this.switches.get('asyncOutcome'),
      result,
      isCanceled: false,
    });
    return id;
  }

  /** Those of one user, as the list endpoint shows them. */
  list(initiatorUid: string): readonly unknown[] {
    return [...this.actions.values()]
      .filter((action) => action.initiatorUid === initiatorUid && !this.isGone(action))
      .map((action) => this.render(action));
  }

  info(id: string): unknown {
    return this.render(this.get(id));
  }

  cancel(id: string): void {
    this.get(id).isCanceled = true;
  }

  result(id: string): unknown {
    const action = this.get(id);
    switch (this.statusOf(action)) {
      case 'succeed':
        return this.switches.get('asyncResult') === 'raw' ? bareData(action.result) : action.result;
      case 'failed':
        throw failure(500, 'The async action failed.');
      case 'canceled':
        throw failure(1050, 'The async action was canceled.');
      default:
        throw notFound('The async action has no result yet.');
    }
  }

  private get(id: string): AsyncAction {
    const action = this.actions.get(id.toLowerCase());
    if (action === undefined || this.isGone(action)) throw notFound(`There is no async action ${id}.`);
    return action;
  }

  private statusOf(action: AsyncAction): string {
    if (action.isCanceled) return 'canceled';
    return this.clock.wallMs() < action.endsAtMs ? 'running' : action.outcome;
  }

  private isGone(action: AsyncAction): boolean {
    const keptSeconds = action.outcome === 'failed' ? FAILURE_RETENTION_SECONDS : RESULT_RETENTION_SECONDS;
    return this.clock.wallMs() > action.endsAtMs + keptSeconds * 1000;
  }

  private render(action: AsyncAction): unknown {
    const { id, initiatorUid, actionName, requestBody, queryParameters } = action;
    return { id, initiatorUid, actionName, status: this.statusOf(action), requestBody, queryParameters };
  }
}

function failure(code: number, message: string): VspcRefusal {
  return new VspcRefusal(code === 500 ? 520 : 400, vspcErrors({ message, type: 'unspecified', code }));
}

function bareData(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'data' in body ? body.data : body;
}

/** A uid that depends on the text only, so that two runs of a test see the same. */
export function uuidFrom(text: string): string {
  const hex = stableHash(text, 32);
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20)].join('-');
}
