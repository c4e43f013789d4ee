import type { JsonObject, JsonValue } from '../../kernel/json';
import type { SimulatedClock } from '../sandbox-clock';
import type { RequestLog } from './request-log';
import type { FaultScript } from './scripted-faults';
import { parseFault } from './scripted-faults';
import type { SandboxRequest, StandIn } from './stand-in';

export const CONTROL_PREFIX = '/__sandbox/';

export interface ControlledParts {
  readonly standIn: StandIn;
  readonly clock: SimulatedClock;
  readonly log: RequestLog;
  readonly faults: FaultScript;
}

interface ControlReply {
  readonly status: number;
  readonly body: unknown;
}

/**
 * The routes below `/__sandbox/`, on every port for its own system; only the clock is shared by all.
 *
 * | route           | GET                                    | POST                                              | DELETE     |
 * | --------------- | -------------------------------------- | ------------------------------------------------- | ---------- |
 * | log             | requests; ?since=SEQUENCE, ?reset=true |                                                   | forgets    |
 * | state           | the stand-in's records                 |                                                   |            |
 * | faults          | scripted faults                        | { route, …fault }, or a list of them              | clears     |
 * | people          |                                        | what a technician, bookkeeper or writer does      |            |
 * | switches        |                                        | { name: value, … }                                |            |
 * | clock           | { now, speed }                         | { now: ISO }, { advanceMs }, { speed }            |            |
 */
export function answerControl(parts: ControlledParts, request: SandboxRequest): ControlReply {
  const name = request.path.slice(CONTROL_PREFIX.length);
  try {
    const body = CONTROLS[`${request.method} ${name}`]?.(parts, request);
    if (body !== undefined) return { status: 200, body };
  } catch (error) {
    return { status: 400, body: { error: error instanceof Error ? error.message : String(error) } };
  }
  return { status: 404, body: { error: `No control route ${request.method} ${request.path}.` } };
}

const CONTROLS: Readonly<Record<string, (parts: ControlledParts, request: SandboxRequest) => unknown>> = {
  'GET log': readLog,
  'DELETE log': ({ log, standIn }) => {
    log.reset(standIn.system);
    return { done: true };
  },
  'GET state': ({ standIn }) => standIn.snapshot(),
  'GET faults': ({ faults }) => ({ faults: faults.list() }),
  'POST faults': ({ faults }, request) => {
    for (const { route, ...fault } of objectsOf(request)) {
      if (typeof route !== 'string') throw new Error('A fault needs a "route", such as "POST /service/tickets".');
      faults.add(route, parseFault(fault));
    }
    return { faults: faults.list() };
  },
  'DELETE faults': ({ faults }) => {
    faults.clear();
    return { done: true };
  },
  'POST people': ({ standIn }, request) => ({ changed: objectsOf(request).map((action) => standIn.people(action)) }),
  'POST switches': ({ standIn }, request) => {
    for (const switches of objectsOf(request)) {
      for (const [name, value] of Object.entries(switches)) standIn.setSwitch(name, value);
    }
    return { done: true };
  },
  'GET clock': ({ clock }) => ({ now: clock.now().toISOString() }),
  'POST clock': ({ clock }, request) => {
    for (const change of objectsOf(request)) moveClock(clock, change);
    return { now: clock.now().toISOString() };
  },
};

function readLog({ log, standIn }: ControlledParts, request: SandboxRequest): unknown {
  const since = Number(request.query.get('since') ?? '0');
  if (!Number.isInteger(since)) throw new Error('"since" is the sequence number of the last request already seen.');
  const requests = log.list({ system: standIn.system, since });
  if (request.query.get('reset') === 'true') log.reset(standIn.system);
  return {
    requests,
    last: requests.at(-1)?.sequence ?? since,
    writes: requests.filter((entry) => entry.write).length,
    unknownRoutes: requests.filter((entry) => entry.route === null).length,
    crashes: requests.filter((entry) => entry.crash !== null).length,
  };
}

function moveClock(clock: SimulatedClock, change: JsonObject): void {
  const { now, advanceMs, speed } = change;
  if (typeof now === 'string' && !Number.isNaN(Date.parse(now))) {
    clock.moveTo(new Date(now));
    return;
  }
  if (typeof advanceMs === 'number') {
    clock.advance(advanceMs);
    return;
  }
  if (typeof speed === 'number') {
    clock.setSpeed(speed);
    return;
  }
  throw new Error('The clock takes { "now": ISO }, { "advanceMs": number } or { "speed": number }.');
}

function objectsOf(request: SandboxRequest): readonly JsonObject[] {
  const parsed = JSON.parse(request.body.toString('utf8') || '{}') as JsonValue;
  const list = Array.isArray(parsed) ? (parsed as readonly JsonValue[]) : [parsed];
  return list.map((item) => {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) throw new Error('Expected a JSON object.');
    return item as JsonObject;
  });
}
