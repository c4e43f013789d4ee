import type { CliOutput } from './cli-output';
import { cutText, fitText, wrapText } from './fit-text';

/** What the three systems hold after the first pass, as their own state shows it, and what the second pass did. */
export interface DemoSummary {
  readonly companies: { readonly total: number; readonly linked: number; readonly waiting: number };
  readonly tickets: readonly { readonly id: number; readonly company: string; readonly summary: string }[];
  readonly quantities: readonly {
    readonly company: string;
    readonly product: string;
    readonly before: string;
    readonly after: string;
  }[];
  readonly pages: readonly { readonly name: string; readonly status: string }[];
  /** What was decided in the operator's place. */
  readonly operator: string;
  readonly secondPass: { readonly changes: number; readonly writes: number };
  /** Null: was not compared. */
  readonly differences: readonly string[] | null;
}

export interface DemoAddresses {
  readonly bridge: string | null;
  readonly vspc: string;
  readonly connectwise: string;
  readonly itglue: string;
}

const SHOWN = 5;
const LABEL_WIDTH = 13;
const NAME_WIDTH = 22;
const SHOWN_DIFFERENCES = 20;

export function renderDemo(summary: DemoSummary, output: CliOutput): void {
  const { bold, dim } = output.colors;
  output.line();
  output.line(bold('What the three systems hold now'));
  const { total, linked, waiting } = summary.companies;
  entry(output, 'Companies', `${linked} of ${total} linked, ${waiting} left for a person to decide`);
  renderTickets(summary, output);
  renderQuantities(summary, output);
  renderPages(summary, output);
  wrapText(summary.operator, output.columns - LABEL_WIDTH - 2).forEach((line, index) => {
    entry(output, index === 0 ? 'You' : '', line);
  });
  output.line();
  output.line(bold('The same pass again'));
  const { changes, writes } = summary.secondPass;
  const verdict = changes + writes === 0 ? output.colors.green('✓') : output.colors.red('✗');
  output.line(
    `  ${verdict} ${plural(changes, 'change')}, ${plural(writes, 'request')} that ${writes === 1 ? 'writes' : 'write'}`,
  );
  if (summary.differences === null) return;
  output.line();
  output.line(bold('Compared with what a correct bridge makes of this world'));
  if (summary.differences.length === 0) output.line(`  ${output.colors.green('✓')} no difference`);
  for (const sentence of summary.differences.slice(0, SHOWN_DIFFERENCES)) {
    const [first, ...more] = wrapText(sentence, output.columns - 4);
    output.line(`  ${output.colors.red('✗')} ${first ?? ''}`);
    for (const line of more) output.line(`    ${line}`);
  }
  if (summary.differences.length > SHOWN_DIFFERENCES)
    output.line(`    … and ${summary.differences.length - SHOWN_DIFFERENCES} more (--json lists all)`);
  if (summary.differences.length > 0) output.line(dim('  The sandbox knows the answer; see docs/sandbox.md.'));
}

function renderTickets({ tickets }: DemoSummary, output: CliOutput): void {
  entry(output, 'ConnectWise', plural(tickets.length, 'open ticket'));
  const idWidth = Math.max(0, ...tickets.map(({ id }) => String(id).length)) + 1;
  for (const { id, company, summary } of tickets.slice(0, SHOWN)) {
    const name = fitText(company, NAME_WIDTH);
    detail(output, `${`#${id}`.padEnd(idWidth)}  ${name}  ${summary}`);
  }
  rest(output, tickets.length);
}

function renderQuantities({ quantities }: DemoSummary, output: CliOutput): void {
  entry(output, '', `${plural(quantities.length, 'quantity', 'quantities')} changed on agreements`);
  const width = Math.max(0, ...quantities.slice(0, SHOWN).map(({ product }) => product.length));
  for (const { company, product, before, after } of quantities.slice(0, SHOWN))
    detail(output, `${product.padEnd(width)}  ${fitText(company, NAME_WIDTH)}  ${before} → ${after}`);
  rest(output, quantities.length);
}

function renderPages({ pages }: DemoSummary, output: CliOutput): void {
  const counts = new Map<string, number>();
  for (const { status } of pages) counts.set(status, (counts.get(status) ?? 0) + 1);
  const statuses = [...counts].map(([status, count]) => `${count} ${status}`).join(', ');
  entry(output, 'IT Glue', `${plural(pages.length, 'page')}${statuses === '' ? '' : `: ${statuses}`}`);
}

export interface DemoHints {
  readonly configFile: string;
  /** A job with a ticket; null when there is none. */
  readonly failingJob: { readonly uid: string; readonly ticketId: number } | null;
}

/** Where to look and what to try; only for a demo that goes on. */
export function renderDemoHints(
  addresses: DemoAddresses,
  { configFile, failingJob }: DemoHints,
  output: CliOutput,
): void {
  const { bold, dim } = output.colors;
  output.line();
  output.line(bold('Open'));
  if (addresses.bridge !== null) entry(output, 'The bridge', `${addresses.bridge}/`);
  entry(output, 'VSPC', `${addresses.vspc}/__sandbox/state`);
  entry(output, 'ConnectWise', `${addresses.connectwise}/__sandbox/state`);
  entry(output, 'IT Glue', `${addresses.itglue}/__sandbox/state`);
  output.line();
  output.line(bold('Try'));
  if (failingJob) {
    output.line(`  Let a failed job succeed; the next pass closes ticket #${failingJob.ticketId}:`);
    output.line(
      `    curl -d '{"action":"finishJob","result":"Success","uid":\n      "${failingJob.uid}"}' \\\n      ${addresses.vspc}/__sandbox/people`,
    );
  }
  output.line('  Run a pass at once, or ask what waits for you, in another terminal:');
  output.line(`    npx vspc-bridge reconcile --config ${configFile}`);
  output.line(`    npx vspc-bridge problems --config ${configFile}`);
  output.line();
  output.line(dim('Running; tickets are looked at every five minutes. Ctrl-C ends it.'));
}

function entry(output: CliOutput, label: string, text: string): void {
  output.line(`  ${output.colors.bold(label.padEnd(LABEL_WIDTH))}${text}`);
}

function detail(output: CliOutput, text: string): void {
  const indent = ' '.repeat(LABEL_WIDTH + 2);
  output.line(`${indent}${output.colors.dim(cutText(text, output.columns - indent.length))}`);
}

function rest(output: CliOutput, count: number): void {
  if (count > SHOWN) detail(output, `… and ${count - SHOWN} more`);
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
