import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { AppModule } from '../app.module';
import type { AppConfig, DatabaseConfig, Mappings } from '../config/app-config';
import { loadConfig } from '../config/load-config';
import { rateLimitsOf } from './rate-limits';
import { MemoryRateBudget } from '../http/memory-rate-budget';
import { Redactor } from '../kernel/redaction';
import { SystemClock } from '../kernel/system-clock';
import { Database } from '../persistence/database';
import type { DatabaseTarget } from '../persistence/database-target';
import type { CliContext, CommonOptions } from './cli-context';

/** The running parts of one command; `close` lets go of sockets and database. */
export interface Bridge {
  readonly config: AppConfig;
  readonly mappings: Mappings;
  readonly app: INestApplicationContext;
  close(): Promise<void>;
}

export interface LoadedConfig {
  readonly config: AppConfig;
  readonly mappings: Mappings;
  readonly redactor: Redactor;
}

/** @throws ConfigProblemsError with everything that is wrong with configuration and mappings, at once. */
export function readConfig(options: CommonOptions, context: CliContext): LoadedConfig {
  const redactor = new Redactor();
  const configFile = options.config ?? context.env['BRIDGE_CONFIG'];
  const { config, mappings } = loadConfig({
    env: context.env,
    redactor,
    ...(configFile === undefined ? {} : { configFile }),
    ...(options.mappings === undefined ? {} : { mappingsDir: options.mappings }),
  });
  return { config, mappings, redactor };
}

/** Configuration, database and connectors, in this order: nothing is opened before the configuration is right. */
export async function openBridge(options: CommonOptions, context: CliContext): Promise<Bridge> {
  const { config, mappings, redactor } = readConfig(options, context);
  const clock = new SystemClock(config.fixedNowMs === null ? undefined : new Date(config.fixedNowMs));
  const database = await Database.open(databaseTarget(config.database));
  try {
    const budget = new MemoryRateBudget(clock, rateLimitsOf(config));
    const module = AppModule.forParts({ config, mappings, clock, redactor, budget, database });
    const app = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
    return {
      config,
      mappings,
      app,
      close: async () => {
        await app.close();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

export function databaseTarget(database: DatabaseConfig): DatabaseTarget {
  if (database.engine === 'sqlite') return { kind: 'sqlite', file: database.file };
  return { kind: 'postgres', url: database.url.reveal() };
}
