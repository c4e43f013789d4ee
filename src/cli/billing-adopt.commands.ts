import { BillingDesk } from '../billing/billing-desk';
import type { AdoptionPlan } from '../billing/domain/plan-adoptions';
import { previewLine } from '../billing/domain/preview-line';
import { OperatorError } from '../kernel/operator-error';
import type { CliContext, CommonOptions, ExitCode } from './cli-context';
import type { CliOutput } from './cli-output';
import { badOption, parseWholeNumber } from './parse-options';
import { withBridge, withStreamLock } from './with-bridge';

export interface AdoptOptions extends CommonOptions {
  readonly company?: string;
  readonly line?: string;
  readonly addition?: string;
  readonly allMatching?: boolean;
  readonly yes?: boolean;
}

/** `billing adopt`: additions that exist become ours; one that is named, or all that can only be meant for their line. */
export async function billingAdoptCommand(
  options: AdoptOptions,
  context: CliContext,
  output: CliOutput,
): Promise<ExitCode> {
  const work = options.allMatching === true ? adoptMatching : adoptOne;
  checkOptions(options);
  return withBridge<ExitCode>(options, context, (bridge) =>
    withStreamLock<ExitCode>(bridge, 'billing', options, () =>
      work(bridge.app.get(BillingDesk), options, context, output),
    ),
  );
}

function checkOptions({ company, line, addition, allMatching }: AdoptOptions): void {
  if (allMatching === true) {
    if (line === undefined && addition === undefined) return;
    throw badOption('--all-matching finds lines and additions by itself.', 'Leave out --line and --addition.');
  }
  if (company !== undefined && line !== undefined && addition !== undefined) return;
  throw badOption(
    'billing adopt needs --company, --line and --addition, or --all-matching.',
    'For example: vspc-bridge billing adopt --company cw:250 --line server-agents --addition 901',
  );
}

async function adoptOne(
  desk: BillingDesk,
  { company = '', line = '', addition = '' }: AdoptOptions,
  _context: CliContext,
  output: CliOutput,
): Promise<ExitCode> {
  const additionId = parseWholeNumber(addition, { name: '--addition', min: 1, max: 999_999_999 });
  const adopted = await desk.adopt({ company, line, additionId });
  output.line(`Addition ${additionId} carries ${adopted.id} from now on.`);
  output.line('The first quantity that is written to it waits for: vspc-bridge billing approve');
  output.document({ adopted: { ...adopted, addition: { id: additionId } } });
  return 0;
}

/** Shows what it would do, asks, and does all of it or nothing. */
async function adoptMatching(
  desk: BillingDesk,
  options: AdoptOptions,
  context: CliContext,
  output: CliOutput,
): Promise<ExitCode> {
  const plan = await desk.planAdoptions(options.company === undefined ? {} : { company: options.company });
  const { adoptions, left } = plan;
  renderPlan(plan, output);
  const isAgreed = adoptions.length > 0 && (await agree(adoptions.length, options, context));
  if (isAgreed) {
    await desk.adoptPlanned(plan);
    output.line(`${count(adoptions.length)} adopted. What is written to them first waits for an approval:`);
    output.line('  vspc-bridge billing preview');
  } else if (adoptions.length > 0) output.line('Nothing was adopted.');
  output.document({
    adopted: adoptions.map(({ result, addition }) => ({ ...previewLine(result), addition: { id: addition.id } })),
    left: left.map(({ result, detail }) => ({ ...previewLine(result), detail })),
    applied: isAgreed,
  });
  return 0;
}

/** Lines shown before the rest is only counted; `--verbose` shows all. */
const SHOWN = 50;

function renderPlan({ adoptions, left }: AdoptionPlan, output: CliOutput): void {
  const most = output.isVerbose ? Number.POSITIVE_INFINITY : SHOWN;
  if (adoptions.length === 0) output.line('No line waits for an addition that could only be meant for it.');
  else {
    output.table(
      ['line', 'company', 'addition', 'shows', 'due'],
      adoptions
        .slice(0, most)
        .map(({ result, addition }) => [
          result.id,
          result.company.name,
          String(addition.id),
          addition.quantity,
          result.after ?? '',
        ]),
    );
    if (adoptions.length > most)
      output.line(output.colors.dim(`… and ${adoptions.length - most} more (--verbose shows all)`));
  }
  if (left.length === 0) return;
  output.line();
  output.line(`${left.length} ${left.length === 1 ? 'line is' : 'lines are'} left for a person:`);
  for (const { result, detail } of left.slice(0, most))
    output.write(output.paragraph(`${result.id} (${result.company.name}): ${detail}`, '  '));
  if (left.length > most) output.line(output.colors.dim(`  … and ${left.length - most} more (--verbose shows all)`));
}

async function agree(additions: number, { yes }: AdoptOptions, { confirm }: CliContext): Promise<boolean> {
  if (yes === true) return true;
  if (confirm) return confirm(`Adopt ${count(additions)}?`);
  throw new OperatorError(
    'needs-confirmation',
    `${count(additions)} would be adopted; nothing was.`,
    'Look at them, then say it again with --yes.',
  );
}

function count(additions: number): string {
  return additions === 1 ? '1 addition' : `${additions} additions`;
}
