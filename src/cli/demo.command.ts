import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { BillingDesk } from '../billing/billing-desk';
import { STREAMS } from '../kernel/change';
import type { CompanyLink } from '../mapping/domain/company-link';
import { CompanyLinkRepository } from '../persistence/mapping/company-link.repository';
import type { RunReport } from '../reconciliation/run-report';
import { Runner } from '../reconciliation/runner';
import { compareLinks, type ListedCompany } from '../sandbox/answer-key/compare-links';
import { compareWithAnswerKey } from '../sandbox/answer-key/compare-with-answer-key';
import { listAdditions, listPages, listTickets, type SandboxState } from '../sandbox/answer-key/vendor-records';
import type { Sandbox } from '../sandbox/sandbox';
import { startSandbox } from '../sandbox/start-sandbox';
import { writeSandboxConfig } from '../sandbox/write-config';
import type { CliContext, CommonOptions, ExitCode } from './cli-context';
import type { CliOutput } from './cli-output';
import { openParts, readConfig } from './open-bridge';
import { ProgressLine } from './progress-line';
import { renderDemo, renderDemoHints, type DemoSummary } from './render-demo';
import { parseSandboxOptions, type SandboxCommandOptions } from './sandbox.command';
import { startService, type Service } from './start-service';
import { waitForStop } from './wait-for-stop';
import { createServiceLog, type ServiceLog } from '../web/service-log';

export interface DemoOptions extends CommonOptions, Pick<SandboxCommandOptions, 'companies' | 'seed' | 'start'> {
  readonly once?: boolean;
}

/** Relative to where the command was started; nothing outside it is written. */
const FOLDER = join('data', 'demo');

/** `demo`: the real bridge against the simulated vendors, in one process. */
export async function demoCommand(options: DemoOptions, context: CliContext, output: CliOutput): Promise<ExitCode> {
  rmSync(FOLDER, { recursive: true, force: true });
  const { companies, seed, start } = options;
  const from = start ?? context.env['BRIDGE_NOW'];
  const sandbox = await startSandbox(
    parseSandboxOptions({
      ...(companies === undefined ? {} : { companies }),
      ...(seed === undefined ? {} : { seed }),
      ...(from === undefined ? {} : { start: from }),
    }),
  );
  try {
    await writeSandboxConfig(sandbox, FOLDER);
    const configFile = join(FOLDER, 'config', 'bridge.yaml');
    const loaded = readConfig({ config: configFile }, { env: {}, redactor: context.redactor });
    const service = await startService(await openParts(loaded, sandbox.clock), logTo(context, sandbox));
    try {
      return await present({ sandbox, service, configFile }, options, context, output);
    } finally {
      await service.stop();
    }
  } finally {
    await sandbox.close();
  }
}

interface Demo {
  readonly sandbox: Sandbox;
  readonly service: Service;
  readonly configFile: string;
}

async function present(demo: Demo, options: DemoOptions, context: CliContext, output: CliOutput): Promise<ExitCode> {
  const { sandbox, service, configFile } = demo;
  const isOnce = options.once === true;
  output.note(`A simulated MSP with ${sandbox.world.plans.length} companies; nothing outside ${FOLDER} is written.`);
  const summary = await runTwice(demo, context.stop, output, isOnce);
  if (context.stop.aborted) return 1;
  renderDemo(summary, output);
  const addresses = { bridge: isOnce ? null : service.address, ...sandbox.addresses };
  const document = { ...summary, addresses };
  if (isOnce) {
    output.document(document);
    return isAsExpected(summary) ? 0 : 1;
  }
  output.documentLine(document);
  renderDemoHints(addresses, { configFile, failingJob: findFailingJob(sandbox) }, output);
  sandbox.clock.setSpeed(1);
  service.startSchedules({ firstPass: false });
  await waitForStop(context.stop);
  return 0;
}

/** A pass, what the operator decides, the pass that follows, and the same once more: it must find nothing to do. */
async function runTwice(
  { sandbox, service }: Demo,
  stop: AbortSignal,
  output: CliOutput,
  compare: boolean,
): Promise<DemoSummary> {
  const before = sandbox.snapshot();
  await pass(service, stop, output);
  const operator = await decideAsOperator(service.app, output);
  await pass(service, stop, output);
  const after = sandbox.snapshot();
  sandbox.resetLog();
  const second = await pass(service, stop, output);
  const links = await service.app.get(CompanyLinkRepository).listLinks();
  return {
    companies: {
      total: links.length,
      linked: links.filter((link) => link.state === 'linked').length,
      waiting: links.filter((link) => link.state !== 'linked' && link.state !== 'ignored').length,
    },
    ...holdings(sandbox, before, after),
    operator,
    secondPass: { changes: countApplied(second), writes: sandbox.writes().length },
    differences: compare ? differences(sandbox, links) : null,
  };
}

/**
 * What a person would do between the first two passes: give the existing additions to the bridge, and approve its first
 * write to each. Changes to zero stay held.
 */
async function decideAsOperator(app: INestApplicationContext, output: CliOutput): Promise<string> {
  const desk = app.get(BillingDesk);
  output.note('billing: adopting additions and approving the first writes, as you would …');
  const adopted = await desk.adoptMatching();
  const held = (await desk.preview()).lines.filter((line) => line.state === 'held');
  const ids = held.filter((line) => line.reason === 'guard-adopted').map((line) => line.id);
  if (ids.length > 0) await desk.approve({ ids });
  return (
    `The demo decided in your place: ${adopted.length} additions adopted, ${ids.length} first writes approved. ` +
    `${held.length - ids.length} lines still wait, see: vspc-bridge billing preview`
  );
}

async function pass(service: Service, stop: AbortSignal, output: CliOutput): Promise<RunReport> {
  const progress = new ProgressLine(output);
  const report = await service.app
    .get(Runner)
    .run({ mode: 'apply', streams: STREAMS, lockTimeoutMs: 0, listener: progress, stop });
  progress.clear();
  service.count(report);
  return report;
}

function logTo({ terminal, redactor }: CliContext, sandbox: Sandbox): ServiceLog {
  return createServiceLog({
    write: terminal.err,
    redactor,
    isInteractive: terminal.isInteractive,
    now: () => sandbox.clock.now(),
  });
}

/** Told from what the vendors hold, never from the bridge's own report. */
function holdings(
  sandbox: Sandbox,
  before: SandboxState,
  after: SandboxState,
): Pick<DemoSummary, 'tickets' | 'quantities' | 'pages'> {
  const { plans } = sandbox.world;
  const companies = new Map(
    plans.flatMap(({ connectWise }) => (connectWise ? [[connectWise.id, connectWise.name]] : [])),
  );
  const organizations = new Map(plans.flatMap(({ itGlue }) => (itGlue ? [[String(itGlue.id), itGlue.name]] : [])));
  const old = new Map(listAdditions(before).map(({ id, quantity }) => [id, quantity]));
  return {
    tickets: listTickets(after)
      .filter((ticket) => ticket.isOpen && ticket.mark !== '')
      .map(({ id, companyId, summary }) => ({
        id,
        summary,
        company: companies.get(companyId) ?? 'the provider itself',
      })),
    quantities: listAdditions(after)
      .filter(({ id, quantity }) => old.get(id) !== quantity)
      .map(({ id, quantity }) => ({ ...nameAddition(sandbox, id), before: old.get(id) ?? 'none', after: quantity })),
    pages: listPages(after)
      .filter((page) => page.sourceKey !== '')
      .map(({ organizationId, status }) => ({ name: organizations.get(organizationId) ?? organizationId, status })),
  };
}

function nameAddition({ world }: Sandbox, additionId: number): { readonly company: string; readonly product: string } {
  for (const { connectWise } of world.plans) {
    const additions = connectWise?.agreements.flatMap((agreement) => agreement.additions) ?? [];
    const addition = additions.find(({ id }) => id === additionId);
    if (connectWise && addition) return { company: connectWise.name, product: addition.line };
  }
  return { company: '', product: `addition ${additionId}` };
}

function countApplied(report: RunReport): number {
  return Object.values(report.streams).flatMap((stream) =>
    stream.changes.filter(({ outcome }) => outcome === 'applied'),
  ).length;
}

function differences(sandbox: Sandbox, links: readonly CompanyLink[]): readonly string[] {
  const key = sandbox.answerKey();
  return [...compareLinks(links.map(listed), key), ...compareWithAnswerKey(sandbox.snapshot(), key)];
}

function listed({ uid, connectwise, itglue, state, grade }: CompanyLink): ListedCompany {
  return { vspc: { uid }, connectwise, itglue, state, grade };
}

function isAsExpected({ differences: found, secondPass }: DemoSummary): boolean {
  return found?.length === 0 && secondPass.changes + secondPass.writes === 0;
}

/** A ticket that one success closes. */
function findFailingJob(sandbox: Sandbox): { readonly uid: string; readonly ticketId: number } | null {
  const open = listTickets(sandbox.snapshot()).filter((ticket) => ticket.isOpen && ticket.mark !== '');
  for (const { condition, subjectUid, subjectName, companyId } of sandbox.answerKey().tickets) {
    const ticket = open.find((candidate) => candidate.companyId === companyId && candidate.text.includes(subjectName));
    if (condition === 'failed' && ticket) return { uid: subjectUid, ticketId: ticket.id };
  }
  return null;
}
