import type { Command } from 'commander';
import type { Add } from './add-command';
import type { CliContext } from './cli-context';

export function addBillingCommands(add: Add, program: Command, context: CliContext): void {
  const billing = program.command('billing').description('quantities, what they wait for, and their history');
  const load = () => import('./billing.commands');
  const period = (command: Command): Command =>
    command.option('--period <yyyy-mm>', 'another than the present').option('--company <ref>', 'only of this company');
  const preview = add(
    'preview [lines...]',
    'every quantity as the next pass would decide it',
    async (options, output, ids) => (await load()).billingPreviewCommand(ids, options, context, output),
    billing,
  ).option('--run <id>', 'only what this run or plan held or would change');
  period(preview).option('--csv <file>', 'as a table for a spreadsheet').option('--html <file>', 'as a page');
  selectable(
    add(
      'approve [lines...]',
      'let the next pass write what is held',
      async (options, output, ids) => (await load()).billingApproveCommand(ids, options, context, output),
      billing,
    ),
  );
  selectable(
    add(
      'reject [lines...]',
      'keep it held as long as it stays the same',
      async (options, output, ids) => (await load()).billingRejectCommand(ids, options, context, output),
      billing,
    ),
  );
  addAdopt(add, billing, context);
  add(
    'rollback <run> [lines...]',
    'write back what was before a run',
    async (options, output, args) => (await load()).billingRollbackCommand(args, options, context, output),
    billing,
  ).option('--company <ref>', 'only of this company');
  period(
    add(
      'report [lines...]',
      'what was closed for a period, and what arrived later',
      async (options, output, ids) => (await load()).billingReportCommand(ids, options, context, output),
      billing,
    ),
  );
  period(
    add(
      'leakage',
      'what is used and not billed, or billed and not used',
      async (options, output) => (await load()).billingLeakageCommand(options, context, output),
      billing,
    ),
  );
}

function addAdopt(add: Add, billing: Command, context: CliContext): void {
  add(
    'adopt',
    'give additions that exist to the bridge',
    async (options, output) => (await import('./billing-adopt.commands')).billingAdoptCommand(options, context, output),
    billing,
  )
    .option('--company <ref>', 'the ConnectWise company')
    .option('--line <name>', 'the line of products.yaml')
    .option('--addition <id>', 'the addition in ConnectWise')
    .option('--all-matching', 'every addition that is the only one of its product where a line waits for one')
    .option('--yes', 'do it without asking');
}

function selectable(command: Command): Command {
  return command
    .option('--company <ref>', 'every line of this company that waits')
    .option('--run <id>', 'every line that this run or plan held, if it still waits for the same')
    .option('--all', 'every line that waits');
}
