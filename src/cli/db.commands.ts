import { Database } from '../persistence/database';
import type { CliContext, CommonOptions, ExitCode } from './cli-context';
import type { CliOutput } from './cli-output';
import { databaseTarget, readConfig } from './open-bridge';

/** `db status`: which schema the database has, and what this program would add. */
export async function dbStatusCommand(
  options: CommonOptions,
  context: CliContext,
  output: CliOutput,
): Promise<ExitCode> {
  return withDatabase(options, context, async (database) => {
    const status = await database.schemaStatus();
    for (const name of status.applied) output.line(`applied  ${name}`);
    for (const name of status.pending) output.line(`pending  ${name}`);
    for (const name of status.unknown) output.line(`newer    ${name}`);
    if (status.pending.length > 0) output.note('Apply what is pending with: vspc-bridge db migrate');
    output.document(status);
    return status.unknown.length > 0 ? 1 : 0;
  });
}

/** `db migrate`: brings the schema up to date; running it again changes nothing. */
export async function dbMigrateCommand(
  options: CommonOptions,
  context: CliContext,
  output: CliOutput,
): Promise<ExitCode> {
  return withDatabase(options, context, async (database) => {
    const applied = await database.migrate();
    for (const name of applied) output.line(`applied  ${name}`);
    if (applied.length === 0) output.line('The schema is up to date.');
    output.document({ applied });
    return 0;
  });
}

async function withDatabase(
  options: CommonOptions,
  context: CliContext,
  work: (database: Database) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { config } = readConfig(options, context);
  const database = await Database.open(databaseTarget(config.database), { migrate: false });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
