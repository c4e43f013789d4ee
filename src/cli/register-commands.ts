import type { Command } from 'commander';
import type { Add } from './add-command';
import type { CliContext } from './cli-context';
import { addBillingCommands } from './register-billing-commands';

/** Modules are loaded when their command runs: `--help` should not wait for a database driver. */
export function addCommands(add: Add, program: Command, context: CliContext): void {
  addFirstSteps(add, context);
  addPasses(add, context);
  addServices(add, context);
  addQuestions(add, context);
  addCompanyCommands(add, program, context);
  addIncidentCommands(add, program, context);
  addBillingCommands(add, program, context);
  addDocumentationCommands(add, program, context);
  addDatabaseCommands(add, program, context);
}

function addFirstSteps(add: Add, context: CliContext): void {
  add('init', 'write configuration, mappings and schema from the examples; never overwrites', async (options, output) =>
    (await import('./init.command')).initCommand(options, process.cwd(), output),
  );
  add('check', 'test every connection, permission and name', async (options, output) =>
    (await import('./check.command')).checkCommand(options, context, output),
  )
    .option('--save-ca <file>', 'show the certificate of a VSPC and store what it is trusted by')
    .option('--connection <name>', 'of which VSPC, where there are several')
    .option('--yes', 'store it without asking');
}

function addPasses(add: Add, context: CliContext): void {
  passOptions(
    add('plan', 'observe and plan; changes nothing', async (options, output) =>
      (await import('./pass.commands')).planCommand(options, context, output),
    ),
  )
    .option('--out <file>', 'store the plan for `apply`')
    .option('--csv <file>', 'as a table for a spreadsheet')
    .option('--html <file>', 'as a page');
  add('apply <file>', 'apply a stored plan where nothing has moved', async (options, output, [file = '']) =>
    (await import('./pass.commands')).applyCommand(file, options, context, output),
  );
  passOptions(
    add('reconcile', "one pass: plan, and apply under each stream's policy", async (options, output) =>
      (await import('./pass.commands')).reconcileCommand(options, context, output),
    ),
  ).option('--allow <n>', 'release up to N blocked changes of a kind, once');
}

function addServices(add: Add, context: CliContext): void {
  add('serve', 'schedules, HTTP and metrics, until Ctrl-C', async (options, output) =>
    (await import('./serve.command')).serveCommand(options, context, output),
  );
  worldOptions(
    add('demo', 'the bridge against a simulated MSP, all on this machine', async (options, output) =>
      (await import('./demo.command')).demoCommand(options, context, output),
    ),
  ).option('--once', 'exit after its passes: 0 when the outcome is right');
  worldOptions(
    add('sandbox', 'the simulated vendors on their own, until Ctrl-C', async (options, output) =>
      (await import('./sandbox.command')).sandboxCommand(options, context, output),
    ),
  )
    .option('--jobs <n>', 'jobs per company (default 4)')
    .option('--port <p>', 'first of three ports in a row (default: free ones)')
    .option('--speed <n>', 'simulated seconds per second (default 0: the clock stands still)')
    .option('--write-config <dir>', 'write a configuration and mappings that fit');
}

function addQuestions(add: Add, context: CliContext): void {
  add(
    'explain <ref>',
    'why there is or is not a link, a ticket, a quantity, a page',
    async (options, output, [ref = '']) =>
      (await import('./explain.command')).explainCommand(ref, options, context, output),
  );
  add('problems', 'what a person has to decide', async (options, output) =>
    (await import('./problems.command')).problemsCommand(options, context, output),
  );
  add('accept-shrink <source>', 'believe a list that suddenly got shorter', async (options, output, [source = '']) =>
    (await import('./problems.command')).acceptShrinkCommand(source, options, context, output),
  );
}

function addCompanyCommands(add: Add, program: Command, context: CliContext): void {
  const companies = program.command('companies').description('which company is which');
  const load = () => import('./companies.commands');
  const loadCsv = () => import('./companies-csv.commands');
  companyFilters(
    add(
      'list',
      'every company with its link',
      async (options, output) => (await load()).listCompaniesCommand(options, context, output),
      companies,
    ),
  ).option('--history', 'who or what made each link what it is');
  companyFilters(
    add(
      'suggest',
      'what is not linked, and the command that decides it',
      async (options, output) => (await load()).suggestCompaniesCommand(options, context, output),
      companies,
    ),
  );
  add(
    'confirm <vspc>',
    'the link, or the only suggestion, is right',
    async (options, output, [ref = '']) => (await load()).confirmCompanyCommand(ref, options, context, output),
    companies,
  );
  add(
    'link <vspc> <connectwise>',
    'say which company it is',
    async (options, output, refs) => (await load()).linkCompanyCommand(refs, options, context, output),
    companies,
  ).option('--itglue <ref>', 'its organization in IT Glue');
  add(
    'ignore <vspc>',
    'not a customer: no ticket, no bill, no page',
    async (options, output, [ref = '']) => (await load()).ignoreCompanyCommand(ref, options, context, output),
    companies,
  ).option('--reason <text>', 'why');
  add(
    'unlink <vspc>',
    'linked to nothing until a person links it',
    async (options, output, [ref = '']) => (await load()).unlinkCompanyCommand(ref, options, context, output),
    companies,
  );
  add(
    'export [file]',
    'the links as a table for a spreadsheet',
    async (options, output, [file]) => (await loadCsv()).exportCompaniesCommand(file, options, context, output),
    companies,
  );
  add(
    'import <file>',
    'the links of a table, after showing what changes',
    async (options, output, [file = '']) => (await loadCsv()).importCompaniesCommand(file, options, context, output),
    companies,
  ).option('--yes', 'change it without asking');
}

function companyFilters(command: Command): Command {
  return command
    .option('--state <states>', 'linked, suggested, conflict, ignored, unlinked; separated by commas')
    .option('--grade <grades>', 'pinned, confirmed, external-id, identifier, exact-name, strong, weak')
    .option('--health <healths>', 'ok, renamed, inactive, deleted, merged, missing, conflict')
    .option('--company <ref>', 'only this company');
}

function addIncidentCommands(add: Add, program: Command, context: CliContext): void {
  const incidents = program.command('incidents').description('what is wrong, and its tickets');
  const load = () => import('./incidents.commands');
  add(
    'list',
    'what is wrong now',
    async (options, output) => (await load()).listIncidentsCommand(options, context, output),
    incidents,
  )
    .option('--state <states>', 'baseline, holding, open, recovering, resolved, snoozed; separated by commas')
    .option('--condition <conditions>', 'failed, missed, unprotected, source-offline, …; separated by commas')
    .option('--company <ref>', 'only of this company')
    .option('--all', 'also what is over');
  add(
    'show <key>',
    'one incident and everything that was written because of it',
    async (options, output, [key = '']) => (await load()).showIncidentCommand(key, options, context, output),
    incidents,
  );
  add(
    'adopt <key>',
    'make a ticket of one that was there before the bridge, or whose ticket was deleted',
    async (options, output, [key = '']) => (await load()).adoptIncidentCommand(key, options, context, output),
    incidents,
  );
  add(
    'snooze <key>',
    'say nothing about it until a time',
    async (options, output, [key = '']) => (await load()).snoozeIncidentCommand(key, options, context, output),
    incidents,
  )
    .option('--until <iso>', 'for example 2026-12-24T00:00:00Z')
    .option('--reason <text>', 'why');
  add(
    'resolve <key>',
    'call it over; its ticket is left as it is',
    async (options, output, [key = '']) => (await load()).resolveIncidentCommand(key, options, context, output),
    incidents,
  );
}

function addDocumentationCommands(add: Add, program: Command, context: CliContext): void {
  const documentation = program.command('documentation').description('the pages in IT Glue');
  const load = () => import('./documentation.commands');
  add(
    'preview <ref>',
    'the page of one company as the next pass would write it',
    async (options, output, [ref = '']) => (await load()).previewPageCommand(ref, options, context, output),
    documentation,
  ).option('--html <file>', 'as a file');
  add(
    'adopt <organization> <asset>',
    'make an asset that exists the page of an organization',
    async (options, output, [ref = '', asset = '']) =>
      (await load()).adoptPageCommand(ref, asset, options, context, output),
    documentation,
  );
}

function addDatabaseCommands(add: Add, program: Command, context: CliContext): void {
  const db = program.command('db').description('the schema of the database');
  const load = () => import('./db.commands');
  add(
    'status',
    'what is applied and what is pending',
    async (options, output) => (await load()).dbStatusCommand(options, context, output),
    db,
  );
  add(
    'migrate',
    'bring the schema up to date',
    async (options, output) => (await load()).dbMigrateCommand(options, context, output),
    db,
  );
}

function worldOptions(command: Command): Command {
  return command
    .option('--companies <n>', 'customers of the simulated MSP (default 30)')
    .option('--seed <text>', 'another seed is another world')
    .option('--start <iso>', 'simulated time at the beginning (default now)');
}

function passOptions(command: Command): Command {
  return command
    .option('--only <streams>', 'mapping, tickets, billing, documentation; separated by commas')
    .option('--company <ref>', 'only what belongs to this company');
}
