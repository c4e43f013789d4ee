import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { parse, stringify } from 'yaml';
import { AppModule } from '../../src/app.module';
import { databaseTarget } from '../../src/cli/open-bridge';
import { rateLimitsOf } from '../../src/cli/rate-limits';
import type { AppConfig } from '../../src/config/app-config';
import { loadConfig } from '../../src/config/load-config';
import { MemoryRateBudget } from '../../src/http/memory-rate-budget';
import { STREAMS } from '../../src/kernel/change';
import { Redactor } from '../../src/kernel/redaction';
import { Database } from '../../src/persistence/database';
import type { DatabaseTarget } from '../../src/persistence/database-target';
import type { EngineHooks } from '../../src/reconciliation/engine-hooks';
import type { RunReport } from '../../src/reconciliation/run-report';
import type { RunRequest } from '../../src/reconciliation/run-request';
import { Runner } from '../../src/reconciliation/runner';
import type { Sandbox } from '../../src/sandbox/sandbox';
import type { SandboxOptions } from '../../src/sandbox/sandbox-options';
import { startSandbox } from '../../src/sandbox/start-sandbox';
import { writeSandboxConfig } from '../../src/sandbox/write-config';
import { ManualClock } from './manual-clock';
import { temporaryFolder } from './temporary-folder';

/** The whole bridge against the whole sandbox, one clock for both: decisions, leases, budgets and jobs see the same hours. */
export class BridgeFixture {
  private constructor(
    readonly sandbox: Sandbox,
    readonly wall: ManualClock,
    readonly folder: string,
  ) {}

  static async start(options: Omit<SandboxOptions, 'wall'> = {}): Promise<BridgeFixture> {
    const wall = new ManualClock(options.start ?? '2026-11-02T08:00:00Z');
    const sandbox = await startSandbox({ ...options, start: wall.now(), speed: 1, wall });
    const folder = temporaryFolder('vspc-bridge-e2e-');
    await writeSandboxConfig(sandbox, folder);
    return new BridgeFixture(sandbox, wall, folder);
  }

  /** One pass in a process of its own: everything is built anew, and only the database remembers. */
  async pass(request: Partial<RunRequest> = {}, options: ProcessOptions = {}): Promise<RunReport> {
    const bridge = await this.boot(options);
    try {
      return await bridge.app.get(Runner).run({ mode: 'apply', streams: STREAMS, lockTimeoutMs: 0, ...request });
    } finally {
      await bridge.close();
    }
  }

  async boot(
    options: ProcessOptions = {},
  ): Promise<{ app: INestApplicationContext; config: AppConfig; database: Database; close(): Promise<void> }> {
    const redactor = new Redactor();
    const { config, mappings } = loadConfig({
      configFile: join(this.folder, 'config', 'bridge.yaml'),
      env: {},
      redactor,
    });
    const database = await Database.open(options.target ?? databaseTarget(config.database));
    const budget = new MemoryRateBudget(this.wall, rateLimitsOf(config));
    const parts = { config, mappings, clock: this.wall, redactor, budget, database };
    const hooks = options.hooks?.(database);
    const module = AppModule.forParts(hooks ? { ...parts, hooks } : parts);
    const app = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
    const close = async (): Promise<void> => {
      await app.close();
      await database.close();
    };
    return { app, config, database, close };
  }

  /** Changes a file of configuration or mappings, as an operator would between two passes. */
  edit<Content>(name: string, change: (content: Content) => Content): void {
    const file = join(this.folder, name);
    writeFileSync(file, stringify(change(parse(readFileSync(file, 'utf8')) as Content)));
  }

  async stop(): Promise<void> {
    await this.sandbox.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export interface ProcessOptions {
  /** Another database than the file in the fixture's folder. */
  readonly target?: DatabaseTarget;
  readonly hooks?: (database: Database) => EngineHooks;
}
