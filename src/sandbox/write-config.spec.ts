import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { createWorld } from './world/create-world';
import { writeSandboxConfig } from './write-config';

const SANDBOX = {
  addresses: {
    vspc: 'http://127.0.0.1:1280',
    connectwise: 'http://127.0.0.1:1281',
    itglue: 'http://127.0.0.1:1282',
  },
  credentials: {
    vspc: { apiKey: '123e45', userName: 'bridge', password: 'p' },
    connectwise: { companyId: 'acme', publicKey: '0123', privateKey: 'true', clientId: 'c' },
    itglue: { apiKey: 'ITG.1.2' },
  },
  world: createWorld({ seed: 'config', companies: 6, jobsPerCompany: 1, start: new Date('2026-11-02T08:00:00Z') }),
};

interface BridgeFile {
  readonly installation: string;
  readonly vspc: readonly {
    readonly url: string;
    readonly apiKey: unknown;
    readonly tls?: { readonly caFile: string };
  }[];
  readonly connectwise: Readonly<Record<string, unknown>>;
  readonly streams: Readonly<Record<string, { readonly policy: string }>>;
}

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sandbox-config-'));
});

afterEach(async () => {
  await rm(dir, { recursive: true });
});

async function read(name: string): Promise<unknown> {
  return parse(await readFile(join(dir, name), 'utf8')) as unknown;
}

describe('the written configuration', () => {
  it('names the addresses and keys, as text even where they look like numbers', async () => {
    await writeSandboxConfig(SANDBOX, dir);
    const bridge = (await read('config/bridge.yaml')) as BridgeFile;
    expect(bridge.vspc).toMatchObject([{ url: 'http://127.0.0.1:1280', apiKey: '123e45' }]);
    expect(bridge.connectwise).toMatchObject({ publicKey: '0123', privateKey: 'true', providerCompany: 'NORVENHAL' });
  });

  it('lets every stream run in full, and the first pass open tickets', async () => {
    await writeSandboxConfig(SANDBOX, dir);
    const { streams } = (await read('config/bridge.yaml')) as BridgeFile;
    expect(Object.entries(streams).map(([name, { policy }]) => [name, policy])).toEqual([
      ['mapping', 'full'],
      ['tickets', 'full'],
      ['billing', 'full'],
      ['documentation', 'full'],
    ]);
    expect(await read('mappings/tickets.yaml')).toMatchObject({ defaults: { firstPass: 'ticket' } });
  });

  it('pins the company that no rule could link', async () => {
    await writeSandboxConfig(SANDBOX, dir);
    const pinned = SANDBOX.world.plans[3];
    expect(await read('mappings/companies.yaml')).toMatchObject({
      companies: [{ vspc: { uid: pinned?.uid }, connectwise: { id: 253 }, itglue: { id: pinned?.itGlue?.id } }],
    });
  });

  it('trusts the certificate that it is told of', async () => {
    await writeSandboxConfig(SANDBOX, dir, { caFile: 'vspc-ca.pem' });
    const { vspc } = (await read('config/bridge.yaml')) as BridgeFile;
    expect(vspc[0]?.tls).toEqual({ caFile: 'vspc-ca.pem' });
  });

  it('overwrites what an earlier sandbox wrote', async () => {
    await writeSandboxConfig(SANDBOX, dir);
    const before = (await stat(join(dir, 'mappings/products.yaml'))).size;
    await writeSandboxConfig(SANDBOX, dir);
    expect((await stat(join(dir, 'mappings/products.yaml'))).size).toBe(before);
  });
});
