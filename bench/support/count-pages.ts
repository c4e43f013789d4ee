import type { LoggedRequest } from '../../src/sandbox/http/request-log';
import type { SandboxSystem } from '../../src/sandbox/sandbox-options';
import type { RemoteSandbox } from './bridge-process';
import { VendorDoor } from './vendor-door';

/** What one page of each vendor's list holds at most, as the bridge asks for it. */
const PAGE_PARAMETERS = new Set(['limit', 'offset', 'page[number]', 'page[size]', 'pageSize', 'pageId']);
const AGREEMENTS_PER_BUNDLE = 50;
const TICKETS_PER_SEARCH = 900;

export interface PageCount {
  readonly requests: number;
  /** What the lists that were read hold, in full pages, asked of the vendors themselves. */
  readonly pages: number;
  readonly writes: number;
}

export async function lastSequence(sandbox: RemoteSandbox): Promise<number> {
  const logs = await Promise.all(SYSTEMS.map((system) => fetchLog(sandbox, system, 0)));
  return Math.max(0, ...logs.flat().map((entry) => entry.sequence));
}

/** Compares the requests since then with the pages of the lists that they read. */
export async function countPages(
  sandbox: RemoteSandbox,
  since: number,
  openTickets: number,
): Promise<Record<SandboxSystem, PageCount>> {
  const door = new VendorDoor(sandbox);
  const counted = SYSTEMS.map(async (system): Promise<[SandboxSystem, PageCount]> => {
    const log = await fetchLog(sandbox, system, since);
    const lists = new Map(log.filter((entry) => entry.method === 'GET').map((entry) => [listOf(entry), entry]));
    let pages = 0;
    for (const entry of lists.values()) pages += await pagesOf(door, entry);
    if (log.some((entry) => entry.route === 'POST /service/tickets/search')) {
      pages += Math.ceil(openTickets / TICKETS_PER_SEARCH);
    }
    const agreements = [...lists.values()].find((entry) => entry.route === 'GET /finance/agreements');
    if (log.some((entry) => entry.route === 'POST /system/bundles') && agreements) {
      pages += Math.ceil((await door.countConnectWise(agreements)) / AGREEMENTS_PER_BUNDLE);
    }
    return [system, { requests: log.length, pages, writes: log.filter((entry) => entry.write).length }];
  });
  return Object.fromEntries(await Promise.all(counted)) as Record<SandboxSystem, PageCount>;
}

const SYSTEMS: readonly SandboxSystem[] = ['vspc', 'connectwise', 'itglue'];

async function fetchLog(
  sandbox: RemoteSandbox,
  system: SandboxSystem,
  since: number,
): Promise<readonly LoggedRequest[]> {
  const reply = await fetch(`${sandbox.addresses[system]}/__sandbox/log?since=${since}`);
  const { requests } = (await reply.json()) as { requests: readonly LoggedRequest[] };
  return requests.filter((entry) => entry.sequence > since);
}

/** A list is a path with its conditions; its pages are one list. */
function listOf(entry: LoggedRequest): string {
  const query = Object.entries(entry.query).filter(([name]) => !PAGE_PARAMETERS.has(name));
  return JSON.stringify([entry.path, query]);
}

/** A single record and a list that fits one page are one request each. */
async function pagesOf(door: VendorDoor, entry: LoggedRequest): Promise<number> {
  const size = Number(entry.query['limit'] ?? entry.query['page[size]'] ?? entry.query['pageSize'] ?? 0);
  if (size === 0) return 0;
  const total = await door.count(entry);
  return Math.max(1, Math.ceil(total / size));
}
