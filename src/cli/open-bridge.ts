import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule, type BridgeParts } from '../app.module';
import type { AppConfig, DatabaseConfig, Mappings } from '../config/app-config';
import { loadConfig } from '../config/load-config';
import type { Clock } from '../kernel/clock';
import type { Redactor } from '../kernel/redaction';
import { SystemClock } from '../kernel/system-clock';
import { Database } from '../persistence/database';
import type { DatabaseTarget } from '../persistence/database-target';
import { SqlRateBudget } from '../persistence/engine/rate-budget.repository';
import type { CliContext, CommonOptions } from './cli-context';
import { rateLimitsOf } from './rate-limits';

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
export function readConfig(
  options: Pick<CommonOptions, 'config' | 'mappings'>,
  { env, redactor }: Pick<CliContext, 'env' | 'redactor'>,
  how: { readonly allowMissingCaFiles?: boolean } = {},
): LoadedConfig {
  const { config, mappings } = loadConfig({
    env,
    redactor,
    configFile: options.config,
    mappingsDir: options.mappings,
    ...how,
  });
  return { config, mappings, redactor };
}

/** Configuration, database and connectors, in this order: nothing is opened before the configuration is right. */
export async function openBridge(options: CommonOptions, context: CliContext): Promise<Bridge> {
  const { config, mappings, ...parts } = await openParts(readConfig(options, context));
  const { database } = parts;
  try {
    const module = AppModule.forParts({ config, mappings, ...parts });
    const app = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
    const close = async (): Promise<void> => {
      await app.close();
      await database.close();
    };
    return { config, mappings, app, close };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** What the composition root needs, with the database open; whoever asks closes it. */
export async function openParts(loaded: LoadedConfig, clock: Clock = clockOf(loaded.config)): Promise<BridgeParts> {
  const database = await Database.open(databaseTarget(loaded.config.database));
  return { ...loaded, clock, database, budget: new SqlRateBudget(database, clock, rateLimitsOf(loaded.config)) };
}

export function clockOf({ fixedNowMs }: AppConfig): Clock {
  return new SystemClock(fixedNowMs === null ? undefined : new Date(fixedNowMs));
}

export function databaseTarget(database: DatabaseConfig): DatabaseTarget {
  if (database.engine === 'sqlite') return { kind: 'sqlite', file: database.file };
  return { kind: 'postgres', url: database.url.reveal() };
}
