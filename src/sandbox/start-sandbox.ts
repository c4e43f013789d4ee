import { SystemClock } from '../kernel/system-clock';
import { withBillingMonth } from './billing-month/with-billing-month';
import { ConnectWiseStandIn } from './connectwise/connectwise-stand-in';
import { RequestLog } from './http/request-log';
import { SandboxServer } from './http/sandbox-server';
import { ItGlueStandIn } from './itglue/itglue-stand-in';
import { Sandbox } from './sandbox';
import { SimulatedClock } from './sandbox-clock';
import type { SandboxCredentials, SandboxOptions } from './sandbox-options';
import type { TableName } from './vspc/vspc-data';
import { VspcStandIn } from './vspc/vspc-stand-in';
import { loginOf } from './world/connectwise-office';
import type { World } from './world/create-world';
import { createWorld } from './world/create-world';
import { apiKeyOf } from './world/itglue-world';
import { withVeeamPlugin } from './world/veeam-plugin';
import { vspcKeyOf, vspcPasswordOf } from './world/vspc-provider';
import { WorldRunner } from './world/world-runner';

/** What changes while the world goes on. */
const RUNNING_TABLES: readonly TableName[] = [
  'jobs',
  'agentJobs',
  'managementAgents',
  'protectedVms',
  'consoleComputers',
  'usage',
];
const DEFAULT_COMPANIES = 30;
const DEFAULT_JOBS_PER_COMPANY = 4;
const DEFAULT_SEED = 'norvenhal';

/** Starts the three stand-ins over one world. Ports that are taken reject, with nothing left listening. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const wall = options.wall ?? new SystemClock();
  const seed = options.seed ?? DEFAULT_SEED;
  const start = options.start ?? wall.now();
  const clock = new SimulatedClock(wall, { start, speed: options.speed ?? 0 });
  const created = createWorld({
    seed,
    start,
    companies: options.companies ?? DEFAULT_COMPANIES,
    jobsPerCompany: options.jobsPerCompany ?? DEFAULT_JOBS_PER_COMPANY,
  });
  const plugged = options.veeamPlugin ? withVeeamPlugin(created, options.veeamPlugin) : created;
  const world = options.billingMonth === true ? withBillingMonth(plugged) : plugged;
  const standIns = createStandIns(world, clock);
  const touchVspc = (): void => {
    for (const table of RUNNING_TABLES) standIns.vspc.touch(table);
  };
  const runner = new WorldRunner(world, touchVspc);
  const log = new RequestLog();
  const beforeRequest = (): void => {
    runner.follow(clock.now());
  };
  const common = { log, beforeRequest };
  const servers = {
    vspc: new SandboxServer(standIns.vspc, clock, options.tls ? { ...common, tls: options.tls } : common),
    connectwise: new SandboxServer(standIns.connectwise, clock, common),
    itglue: new SandboxServer(standIns.itglue, clock, common),
  };
  await listenAll(servers, options.ports ?? {});
  return new Sandbox({ world, runner, clock, log, standIns, servers, credentials: credentialsOf(seed), touchVspc });
}

function createStandIns(world: World, clock: SimulatedClock): Sandbox['standIns'] {
  return {
    vspc: new VspcStandIn(world.vspc, clock),
    connectwise: new ConnectWiseStandIn(world.connectWise, clock),
    itglue: new ItGlueStandIn(world.itGlue, clock),
  };
}

async function listenAll(
  servers: Readonly<Record<'vspc' | 'connectwise' | 'itglue', SandboxServer>>,
  ports: NonNullable<SandboxOptions['ports']>,
): Promise<void> {
  const started: SandboxServer[] = [];
  try {
    for (const system of ['vspc', 'connectwise', 'itglue'] as const) {
      await servers[system].listen(ports[system] ?? 0);
      started.push(servers[system]);
    }
  } catch (error) {
    await Promise.all(started.map((server) => server.close()));
    throw error;
  }
}

function credentialsOf(seed: string): SandboxCredentials {
  const { companyId, publicKey, privateKey, clientId } = loginOf(seed);
  return {
    vspc: { apiKey: vspcKeyOf(seed), userName: 'bridge', password: vspcPasswordOf(seed) },
    connectwise: { companyId, publicKey, privateKey, clientId },
    itglue: { apiKey: apiKeyOf(seed) },
  };
}
