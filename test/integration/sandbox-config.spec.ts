import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../src/config/load-config';
import { Redactor } from '../../src/kernel/redaction';
import { startSandbox } from '../../src/sandbox/start-sandbox';
import { writeSandboxConfig } from '../../src/sandbox/write-config';
import { ManualClock } from '../support/manual-clock';

it.each([1, 4, 30])('the bridge takes the configuration that a sandbox of %i companies writes', async (companies) => {
  const sandbox = await startSandbox({ companies, wall: new ManualClock() });
  const dir = await mkdtemp(join(tmpdir(), 'sandbox-config-'));
  try {
    await writeSandboxConfig(sandbox, dir);
    const { config, mappings } = loadConfig({
      configFile: join(dir, 'config/bridge.yaml'),
      env: {},
      redactor: new Redactor(),
      cwd: dir,
    });
    expect(config.vspc.map((connection) => connection.url)).toEqual([sandbox.addresses.vspc]);
    expect(mappings.products.lines).toHaveLength(5);
    expect(mappings.tickets.defaults.firstPass).toBe('ticket');
  } finally {
    await sandbox.close();
    await rm(dir, { recursive: true });
  }
});
