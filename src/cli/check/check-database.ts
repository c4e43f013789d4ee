import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseConfig } from '../../config/app-config';
import { OperatorError } from '../../kernel/operator-error';
import { Database } from '../../persistence/database';
import { databaseTarget } from '../open-bridge';
import type { CheckItem } from './check-item';

const BASE = { system: 'bridge', name: 'database' };

/** Whether the database can be used, and knows a schema that this program knows. Nothing is created or changed. */
export async function checkDatabase(config: DatabaseConfig): Promise<CheckItem> {
  if (config.engine === 'sqlite' && !existsSync(config.file)) return checkFolder(config.file);
  try {
    const database = await Database.open(databaseTarget(config), { migrate: false });
    try {
      return judge(await database.schemaStatus(), config);
    } finally {
      await database.close();
    }
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    return { ...BASE, ok: false, message: error.message, hint: error.hint };
  }
}

function judge(
  { unknown, pending }: { readonly unknown: readonly string[]; readonly pending: readonly string[] },
  config: DatabaseConfig,
): CheckItem {
  const where = config.engine === 'sqlite' ? config.file : config.target;
  if (unknown.length > 0) {
    const hint = 'Install the newer version of vspc-bridge, or name another database.';
    return { ...BASE, ok: false, message: `${where} was written by a newer version of this program`, hint };
  }
  const hint =
    pending.length > 0 ? 'The next command that needs it, or vspc-bridge db migrate, brings it up to date.' : null;
  const state = pending.length > 0 ? `has ${pending.length} pending migrations` : 'is up to date';
  return { ...BASE, ok: true, message: `${where} ${state}`, hint };
}

/** A new file needs the right to write into its folder, or into the nearest one that exists. */
function checkFolder(file: string): CheckItem {
  let folder = dirname(file);
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  try {
    accessSync(folder, constants.W_OK);
    return { ...BASE, ok: true, message: `${file} does not exist yet and can be created`, hint: null };
  } catch {
    const hint = 'Give the account that runs the bridge write access to the folder, or change database.url.';
    return { ...BASE, ok: false, message: `${file} cannot be created: ${folder} is not writable`, hint };
  }
}
