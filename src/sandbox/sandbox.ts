import type { JsonObject, JsonValue } from '../kernel/json';
import type { AnswerKey } from './answer-key/answer-key';
import { createAnswerKey } from './answer-key/create-answer-key';
import type { ConnectWiseStandIn } from './connectwise/connectwise-stand-in';
import type { ExchangeListener, SandboxServer } from './http/sandbox-server';
import type { LoggedRequest, RequestLog } from './http/request-log';
import type { Fault, ScriptedFault } from './http/scripted-faults';
import type { ItGlueStandIn } from './itglue/itglue-stand-in';
import type { SimulatedClock } from './sandbox-clock';
import { SandboxJobs } from './sandbox-jobs';
import type { SandboxAddresses, SandboxCredentials, SandboxSystem } from './sandbox-options';
import type { VspcStandIn } from './vspc/vspc-stand-in';
import type { World } from './world/create-world';
import type { WorldRunner } from './world/world-runner';
import { eventfulOutcome } from './world/world-runner';

const DAY_MS = 24 * 3_600_000;

export interface SandboxStandIns {
  readonly vspc: VspcStandIn;
  readonly connectwise: ConnectWiseStandIn;
  readonly itglue: ItGlueStandIn;
}

export interface SandboxParts {
  readonly world: World;
  readonly runner: WorldRunner;
  readonly clock: SimulatedClock;
  readonly log: RequestLog;
  readonly standIns: SandboxStandIns;
  readonly servers: Readonly<Record<SandboxSystem, SandboxServer>>;
  readonly credentials: SandboxCredentials;
  /** Forgets remembered lists after the VSPC data changed. */
  readonly touchVspc: () => void;
}

const SYSTEMS: readonly SandboxSystem[] = ['vspc', 'connectwise', 'itglue'];

/** Three simulated vendors that know one managed service provider, each on a loopback port of its own. */
export class Sandbox {
  readonly world: World;
  readonly clock: SimulatedClock;
  readonly credentials: SandboxCredentials;
  readonly standIns: SandboxStandIns;
  /** What the jobs of the world do. */
  readonly jobs: SandboxJobs;

  constructor(private readonly parts: SandboxParts) {
    this.world = parts.world;
    this.clock = parts.clock;
    this.credentials = parts.credentials;
    this.standIns = parts.standIns;
    this.jobs = new SandboxJobs(parts.world, () => this.clock.now(), parts.touchVspc);
  }

  /** Base addresses without a trailing slash. */
  get addresses(): SandboxAddresses {
    const { vspc, connectwise, itglue } = this.parts.servers;
    return { vspc: vspc.address, connectwise: connectwise.address, itglue: itglue.address };
  }

  /** The next request to a route is struck: `failNext('connectwise', 'POST /service/tickets', { drop: 'after-commit' })`. */
  failNext(system: SandboxSystem, route: string, fault: Fault): void {
    this.parts.servers[system].faults.add(route, fault);
  }

  /** Faults that no request ever met; a test that expected them is wrong. */
  listUnusedFaults(): readonly (ScriptedFault & { readonly system: SandboxSystem })[] {
    return SYSTEMS.flatMap((system) =>
      this.parts.servers[system].faults.listUnused().map((entry) => ({ ...entry, system })),
    );
  }

  clearFaults(): void {
    for (const system of SYSTEMS) this.parts.servers[system].faults.clear();
  }

  requests(system?: SandboxSystem): readonly LoggedRequest[] {
    return this.parts.log.list(system === undefined ? {} : { system });
  }

  /** Everything but GET, HEAD, the token request and READ_BY_POST. */
  writes(system?: SandboxSystem): readonly LoggedRequest[] {
    return this.requests(system).filter((entry) => entry.write);
  }

  /** Requests for routes that no stand-in knows; a test asserts that there are none. */
  unknownRoutes(): readonly LoggedRequest[] {
    return this.requests().filter((entry) => entry.route === null);
  }

  /** Requests at which a stand-in itself failed; a test asserts that there are none. */
  crashes(): readonly LoggedRequest[] {
    return this.requests().filter((entry) => entry.crash !== null);
  }

  resetLog(): void {
    this.parts.log.reset();
  }

  /** What technicians, bookkeepers and writers do. */
  people(system: SandboxSystem, action: JsonObject): JsonValue {
    return this.standIns[system].people(action);
  }

  setSwitch(system: SandboxSystem, name: string, value: JsonValue): void {
    this.standIns[system].setSwitch(name, value);
  }

  onExchange(system: SandboxSystem, listener: ExchangeListener): void {
    this.parts.servers[system].onExchange(listener);
  }

  /** Time passes and nothing else happens: jobs run as they ran before, machines stay in touch, days are counted. */
  advance(durationMs: number): void {
    this.clock.advance(durationMs);
    this.parts.runner.follow(this.clock.now());
  }

  /** Time passes, and the seed decides what comes of the sessions that are due in it. */
  step(durationMs: number): void {
    this.parts.runner.follow(this.clock.now());
    this.clock.advance(durationMs);
    this.parts.runner.follow(this.clock.now(), eventfulOutcome(this.world.settings.seed));
  }

  runDay(): void {
    this.step(DAY_MS);
  }

  /** Everything that the three vendors hold. */
  snapshot(): Readonly<Record<SandboxSystem, JsonValue>> {
    const { vspc, connectwise, itglue } = this.standIns;
    return { vspc: vspc.snapshot(), connectwise: connectwise.snapshot(), itglue: itglue.snapshot() };
  }

  /** What a correct bridge has made of the world as it stands now. */
  answerKey(): AnswerKey {
    return createAnswerKey(this.world, this.clock.now());
  }

  async close(): Promise<void> {
    await Promise.all(SYSTEMS.map((system) => this.parts.servers[system].close()));
  }
}
