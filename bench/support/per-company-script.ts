import type { RateBudget } from '../../src/http/rate-budget';
import type { SandboxSystem } from '../../src/sandbox/sandbox-options';
import type { RemoteSandbox } from './bridge-process';
import { VendorDoor } from './vendor-door';

const VSPC = '/api/v3';
const CONNECTWISE = '/v4_6_release/apis/3.0';
/** More hands than such scripts have; a script that asks one at a time is slower still. */
const WORKERS = 6;

interface Company {
  readonly instanceUid: string;
  readonly name: string;
}

/**
 * The same collection, company by company, as such scripts are usually written: for each customer its jobs, its agent
 * jobs, its company and open tickets and agreements, and its organization. Requests per system.
 */
export async function collectPerCompany(
  sandbox: RemoteSandbox,
  budget: RateBudget,
): Promise<Record<SandboxSystem, number>> {
  const door = new VendorDoor(sandbox);
  const requests = { vspc: 0, connectwise: 0, itglue: 0 };
  const ask = async (system: SandboxSystem, path: string, query: Record<string, string>): Promise<unknown> => {
    await budget.acquire(system === 'vspc' ? 'vspc:main' : system, 'mapping');
    requests[system] += 1;
    return door.get(system, path, query);
  };
  const companies: Company[] = [];
  for (let offset = 0; ; offset += 500) {
    const page = (await ask('vspc', `${VSPC}/organizations/companies`, { limit: '500', offset: String(offset) })) as {
      data: Company[];
    };
    companies.push(...page.data);
    if (page.data.length < 500) break;
  }
  const queue = [...companies];
  const work = async (): Promise<void> => {
    for (let company = queue.shift(); company; company = queue.shift()) await collectOne(company, ask);
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
  return requests;
}

async function collectOne(
  { instanceUid, name }: Company,
  ask: (system: SandboxSystem, path: string, query: Record<string, string>) => Promise<unknown>,
): Promise<void> {
  const ofCompany = JSON.stringify([{ property: 'organizationUid', operation: 'equals', value: instanceUid }]);
  await ask('vspc', `${VSPC}/infrastructure/backupServers/jobs`, { filter: ofCompany, limit: '500' });
  await ask('vspc', `${VSPC}/infrastructure/backupAgents/jobs`, { filter: ofCompany, limit: '500' });
  const found = (await ask('connectwise', `${CONNECTWISE}/company/companies`, {
    conditions: `name = "${name.replaceAll('"', '\\"')}"`,
  })) as { id: number }[];
  const id = found[0]?.id;
  if (id !== undefined) {
    await ask('connectwise', `${CONNECTWISE}/service/tickets`, {
      conditions: `company/id = ${id} and closedFlag = false`,
    });
    await ask('connectwise', `${CONNECTWISE}/finance/agreements`, { conditions: `company/id = ${id}` });
  }
  await ask('itglue', '/organizations', { 'filter[name]': name });
}
