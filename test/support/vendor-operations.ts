import { MemoryRateBudget } from '../../src/http/memory-rate-budget';
import { Redactor } from '../../src/kernel/redaction';
import { API_ROUTES } from '../../src/sandbox/connectwise/routes/api-routes';
import { RouteTable } from '../../src/sandbox/connectwise/routes/route';
import { VENDOR_ROUTES, matchRoute as matchItGlueRoute } from '../../src/sandbox/itglue/vendor-routes';
import { BASE_PATH, ENDPOINTS, matchRoute as matchVspcRoute, routeName } from '../../src/sandbox/vspc/routes';
import { VspcConnector } from '../../src/vspc/vspc.connector';
import { collect } from './collect';
import { ConnectWiseScript } from './connectwise-script';
import { CONNECTWISE_CALLS, ITGLUE_CALLS } from './connector-calls';
import { ItGlueScript } from './itglue-script';
import { ManualClock } from './manual-clock';
import { ScriptServer, type ScriptedReply, type SeenRequest } from './script-server';
import { VSPC_LISTS } from './vspc-lists';

/** One operation of a vendor: what of our client sends it, and whether the stand-in serves it. */
export interface VendorOperation {
  /** `GET /service/tickets/{parentId}/notes`, in the spelling of the stand-in. */
  readonly operation: string;
  /** Names of calls, without repetition; none for what only the stand-in knows. */
  readonly usedBy: readonly string[];
  readonly isServed: boolean;
}

type Uses = Map<string, Set<string>>;

const UID = '11111111-2222-4333-8444-555555555555';
const LOCATION = { location: `https://vspc.example/api/v3/asyncActions/${UID}` };

export async function listConnectWiseOperations(): Promise<readonly VendorOperation[]> {
  const table = new RouteTable(API_ROUTES);
  const discovery = 'GET /login/companyinfo/{companyId}';
  const uses: Uses = new Map([[discovery, new Set(['discovery'])]]);
  const script = await ConnectWiseScript.start();
  for (const [name, call] of CONNECTWISE_CALLS) {
    script.answer(() => ({ status: 409 }));
    await call(script.client).catch(() => undefined);
    for (const { method, path } of script.seen) {
      const below = path.replace(/^\/[^/]+\/apis\/3\.0/, '');
      addUse(uses, `${method} ${table.find(method, below)?.route.pattern ?? below}`, name);
    }
  }
  await script.stop();
  return listOperations(uses, [discovery, ...API_ROUTES.map(({ method, pattern }) => `${method} ${pattern}`)]);
}

export async function listItGlueOperations(): Promise<readonly VendorOperation[]> {
  const uses: Uses = new Map();
  const script = await ItGlueScript.start();
  for (const [name, call] of ITGLUE_CALLS) {
    script.server.answerInTurn({ status: 409 });
    await call(script.client).catch(() => undefined);
    for (const { method, path } of script.server.seen) {
      addUse(uses, `${method} ${matchItGlueRoute(method, path)?.route.path ?? path}`, name);
    }
  }
  await script.server.stop();
  return listOperations(
    uses,
    VENDOR_ROUTES.map(({ method, path }) => `${method} ${path}`),
  );
}

export async function listVspcOperations(): Promise<readonly VendorOperation[]> {
  const uses: Uses = new Map();
  const server = await ScriptServer.start();
  for (const build of ['9.1.0.30345', '8.1.0.21999']) {
    for (const { name, call } of VSPC_CALLS) {
      server.answer((request) => answerAsVspc(request, build, name));
      await call(connectVspc(server.url));
      addVspcUses(uses, server.seen, name);
    }
  }
  await server.stop();
  return listOperations(uses, ['POST /token', ...ENDPOINTS.map(routeName)]);
}

const VSPC_CALLS: readonly { readonly name: string; readonly call: (vspc: VspcConnector) => Promise<unknown> }[] = [
  ...VSPC_LISTS.map(({ name, read }) => ({ name, call: (vspc: VspcConnector) => collect(read(vspc)) })),
  { name: 'who am I', call: (vspc) => vspc.fetchMe().catch(() => undefined) },
  { name: 'licence of the console', call: (vspc) => vspc.licences.console().catch(() => undefined) },
  { name: 'Microsoft 365 repositories', call: (vspc) => collect(vspc.m365.repositories(UID)) },
  { name: 'an answer that takes long', call: (vspc) => collect(vspc.organizations.companies()) },
];

/** What belongs to every call is named once, by what it is for. */
const VSPC_PRELUDE: Readonly<Record<string, string>> = {
  'POST /token': 'login',
  'GET /about': 'version',
};

function addVspcUses(uses: Uses, seen: readonly SeenRequest[], name: string): void {
  for (const { method, path } of seen) {
    const below = path.replace(BASE_PATH, '');
    const match = matchVspcRoute(method, below, true);
    const operation = match ? routeName(match.endpoint) : `${method} ${below}`;
    const isOfAsync = name === 'an answer that takes long' && !operation.includes('asyncActions');
    if (!isOfAsync || operation in VSPC_PRELUDE) addUse(uses, operation, VSPC_PRELUDE[operation] ?? name);
  }
}

function answerAsVspc({ path }: SeenRequest, build: string, name: string): ScriptedReply {
  if (path.endsWith('/token')) return { body: { access_token: 'a', refresh_token: 'r', expires_in: 3600 } };
  if (path.endsWith('/about')) return { body: { data: { serverVersion: build } } };
  if (path.endsWith('/result')) return { body: [] };
  if (path.includes('/asyncActions/')) return { body: { data: { status: 'succeed' } } };
  if (name === 'an answer that takes long') return { status: 202, headers: LOCATION };
  return { body: { meta: { pagingInfo: { total: 0, count: 0, offset: 0 } }, data: [] } };
}

function connectVspc(url: string): VspcConnector {
  const clock = new ManualClock();
  const budget = new MemoryRateBudget(clock, [['vspc:main', { requestsPerSecond: 1000, burst: 1000 }]]);
  const credentials = { username: 'bridge', password: 'a-password' };
  return new VspcConnector({ name: 'main', url, credentials, budget, clock, redactor: new Redactor() });
}

function addUse(uses: Uses, operation: string, name: string): void {
  const [plain = name] = name.split(', ');
  uses.set(operation, (uses.get(operation) ?? new Set()).add(plain));
}

function listOperations(uses: Uses, served: readonly string[]): readonly VendorOperation[] {
  return [...new Set([...uses.keys(), ...served])]
    .sort((left, right) => sortKey(left).localeCompare(sortKey(right), 'en'))
    .map((operation) => ({
      operation,
      usedBy: [...(uses.get(operation) ?? [])],
      isServed: served.includes(operation),
    }));
}

/** By path, then by method. */
function sortKey(operation: string): string {
  const [method = '', path = ''] = operation.split(' ');
  return `${path} ${method}`;
}
