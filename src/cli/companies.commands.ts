import { OperatorError } from '../kernel/operator-error';
import { CompanyDesk } from '../mapping/company-desk';
import { linkKey, type CompanyLink } from '../mapping/domain/company-link';
import type { CwCompanyRef } from '../mapping/domain/company-pins';
import type { HandChange, Refusal, Wish, Wished } from '../mapping/domain/decide-by-hand';
import type { StoredHistory } from '../persistence/mapping/company-link.repository';
import type { CliContext, CommonOptions, ExitCode } from './cli-context';
import type { CliOutput } from './cli-output';
import { findCompanies } from './company-filter';
import { candidateText, deciding, isOpen, viewCompany, viewHistory } from './company-view';
import { describeChange, describeEvent } from './describe-link';
import { formatInstant } from './format-instant';
import { badOption } from './parse-options';
import { withBridge, withStreamLock } from './with-bridge';

export interface CompaniesOptions extends CommonOptions {
  readonly state?: string;
  readonly grade?: string;
  readonly health?: string;
  readonly company?: string;
  readonly history?: boolean;
  readonly itglue?: string;
  readonly reason?: string;
}

const STATES = ['linked', 'suggested', 'conflict', 'ignored', 'unlinked'] as const;
const HEALTHS = ['ok', 'renamed', 'inactive', 'deleted', 'merged', 'missing', 'conflict'] as const;
// prettier-ignore
const GRADES = ['pinned', 'confirmed', 'external-id', 'identifier', 'exact-name', 'strong', 'weak', 'formerly-pinned'] as const;

/** `companies list`: every company with its link; `--history` also who made it what it is. */
export async function listCompaniesCommand(
  options: CompaniesOptions,
  context: CliContext,
  output: CliOutput,
): Promise<ExitCode> {
  const isWanted = filterOf(options);
  return withBridge<ExitCode>(options, context, async (bridge) => {
    const desk = bridge.app.get(CompanyDesk);
    const companies = (await chosen(desk, options.company)).filter(isWanted);
    renderCompanies(companies, output);
    const documents = [];
    for (const link of companies) {
      const history = options.history === true ? await desk.listHistory(link) : null;
      if (history && history.length > 0) output.line(`\n${output.colors.bold(link.name)}`);
      for (const event of history ?? []) renderEvent(event, output);
      documents.push({ ...viewCompany(link), ...(history ? { history: history.map(viewHistory) } : {}) });
    }
    output.document({ companies: documents });
    return 0;
  });
}

/** `companies suggest`: what is not linked, or stopped with a proposal, and the command that decides it. */
export async function suggestCompaniesCommand(
  options: CompaniesOptions,
  context: CliContext,
  output: CliOutput,
): Promise<ExitCode> {
  const isWanted = filterOf(options);
  return withBridge<ExitCode>(options, context, async (bridge) => {
    const all = await chosen(bridge.app.get(CompanyDesk), options.company);
    const companies = all.filter((link) => isOpen(link) && isWanted(link));
    for (const link of companies) renderSuggestion(link, output);
    if (companies.length === 0) output.line('Every company is linked or ignored.');
    output.document({ companies: companies.map(viewCompany) });
    return 0;
  });
}

/** `companies confirm REF`: the link that stands, or the one company that is suggested, is right. */
export function confirmCompanyCommand(
  reference: string,
  options: CompaniesOptions,
  context: CliContext,
  output: CliOutput,
): Promise<ExitCode> {
  return decide(reference, { options, context, output, why: 'companies confirm' }, (link) => ({
    kind: 'link',
    connectwise: { id: confirmable(link) },
    itglueId: null,
    isConfirmation: true,
  }));
}

/** `companies link REF CW [--itglue REF]`. */
export function linkCompanyCommand(
  references: readonly string[],
  options: CompaniesOptions,
  context: CliContext,
  output: CliOutput,
): Promise<ExitCode> {
  const [reference = '', target = ''] = references;
  const wish: Wish = {
    kind: 'link',
    connectwise: parseCwRef(target),
    itglueId: options.itglue === undefined ? null : parseItgRef(options.itglue),
    isConfirmation: true,
  };
  return decide(reference, { options, context, output, why: 'companies link' }, () => wish);
}

/** `companies ignore REF --reason TEXT`: not a customer at all. */
export function ignoreCompanyCommand(
  reference: string,
  options: CompaniesOptions,
  context: CliContext,
  output: CliOutput,
): Promise<ExitCode> {
  const reason = options.reason?.trim() ?? '';
  if (reason === '') throw badOption('ignore needs --reason.', 'For example: --reason "internal lab"');
  return decide(reference, { options, context, output, why: 'companies ignore' }, () => ({ kind: 'ignore', reason }));
}

/** `companies unlink REF`: linked to nothing, until a person links it. */
export function unlinkCompanyCommand(
  reference: string,
  options: CompaniesOptions,
  context: CliContext,
  output: CliOutput,
): Promise<ExitCode> {
  return decide(reference, { options, context, output, why: 'companies unlink' }, () => ({ kind: 'unlink' }));
}

interface Surroundings {
  readonly options: CompaniesOptions;
  readonly context: CliContext;
  readonly output: CliOutput;
  /** The command, for the history. */
  readonly why: string;
}

async function decide(
  reference: string,
  { options, context, output, why }: Surroundings,
  wishOf: (link: CompanyLink) => Wish,
): Promise<ExitCode> {
  return withBridge<ExitCode>(options, context, (bridge) =>
    withStreamLock<ExitCode>(bridge, 'mapping', options, async () => {
      const desk = bridge.app.get(CompanyDesk);
      const link = oneOf(await desk.listLinks(), reference);
      const wished: Wished = { key: linkKey(link), wish: wishOf(link) };
      const [change] = await planOrRefuse(desk, [wished]);
      if (change) await desk.save([change], operatorName(context), why);
      const said = change ? describeChange(change) : `${link.name} is so already; nothing was changed.`;
      output.write(output.paragraph(said));
      output.document({ company: viewCompany(change?.after ?? link), changed: change !== undefined });
      return 0;
    }),
  );
}

/** @throws OperatorError with everything that stands against it; nothing is decided then */
export async function planOrRefuse(desk: CompanyDesk, wishes: readonly Wished[]): Promise<readonly HandChange[]> {
  const { changes, refusals } = await desk.plan(wishes);
  if (refusals.length > 0) throw refused(refusals);
  return changes;
}

/** Problems shown before the rest is only counted. */
const SHOWN = 20;

export function refused(refusals: readonly Refusal[]): OperatorError {
  const [first, ...others] = refusals;
  const text = (refusal: Refusal) => `${refusal.line === null ? '' : `line ${refusal.line}: `}${refusal.message}`;
  if (first && others.length === 0) return new OperatorError('refused', text(first), first.hint);
  const shown = refusals.slice(0, SHOWN).map((refusal) => `  ${text(refusal)} ${refusal.hint}`);
  const rest = refusals.length > SHOWN ? [`  … and ${refusals.length - SHOWN} more`] : [];
  const message = [`${refusals.length} rows cannot be applied; nothing was changed.`, ...shown, ...rest].join('\n');
  return new OperatorError('refused', message, 'Correct them and import the file again.');
}

/** Whose shell it is, for the history. */
export function operatorName({ env }: CliContext): string {
  return `operator ${env['USER'] ?? env['LOGNAME'] ?? env['USERNAME'] ?? ''}`.trim();
}

function oneOf(links: readonly CompanyLink[], reference: string): CompanyLink {
  const [link, ...others] = findCompanies(links, reference);
  if (link && others.length === 0) return link;
  const names = [link, ...others].flatMap((found) => (found ? [`vspc:${linkKey(found)}`] : []));
  throw new OperatorError(
    'ambiguous-company',
    `${reference} has ${names.length} VSPC companies: ${names.join(', ')}.`,
    'Name one of them by its reference.',
  );
}

function confirmable(link: CompanyLink): number {
  if (link.state === 'linked' && link.connectwise) return link.connectwise.id;
  const [only, ...others] = link.candidates;
  if (only && others.length === 0) return only.connectwise.id;
  const found = link.candidates.map(candidateText).join('; ');
  throw new OperatorError(
    'nothing-to-confirm',
    only ? `${link.name} may be one of several: ${found}.` : `Nothing is suggested for ${link.name} (${link.state}).`,
    `Say which: vspc-bridge companies link vspc:${linkKey(link)} cw:ID`,
  );
}

/** `cw:250`, `250`, or an identifier. */
export function parseCwRef(text: string): CwCompanyRef {
  const value = text.replace(/^cw:/i, '').trim();
  if (/^\d{1,10}$/.test(value)) return { id: Number(value) };
  if (value === '') throw badOption('link needs a ConnectWise company.', 'For example: cw:250');
  return { identifier: value };
}

function parseItgRef(text: string): string {
  const value = text.replace(/^itg:/i, '').trim();
  if (/^[1-9]\d{0,19}$/.test(value)) return value;
  throw badOption('--itglue takes the id of an organization.', 'For example: --itglue itg:4711');
}

async function chosen(desk: CompanyDesk, reference: string | undefined): Promise<readonly CompanyLink[]> {
  const links = await desk.listLinks();
  return reference === undefined ? links : findCompanies(links, reference);
}

function filterOf(options: CompaniesOptions): (link: CompanyLink) => boolean {
  const states = parseWords(options.state, STATES, '--state');
  const grades = parseWords(options.grade, GRADES, '--grade');
  const healths = parseWords(options.health, HEALTHS, '--health');
  return ({ state, grade, health }) =>
    (states?.includes(state) ?? true) &&
    (grades === null || (grade !== null && grades.includes(grade))) &&
    (healths?.includes(health) ?? true);
}

/** Null: everything. */
function parseWords(text: string | undefined, known: readonly string[], name: string): readonly string[] | null {
  if (text === undefined) return null;
  const words = text.split(',').map((word) => word.trim());
  if (words.every((word) => known.includes(word))) return words;
  throw badOption(`${name} knows: ${known.join(', ')}.`, `For example: ${name} ${known[0] ?? ''}`);
}

function renderCompanies(companies: readonly CompanyLink[], output: CliOutput): void {
  if (companies.length === 0) {
    output.line('No company fits. Before the first pass none is known: vspc-bridge reconcile --only mapping');
    return;
  }
  const rows = companies.map((link) => [
    link.name,
    link.state,
    link.connectwise ? `${link.connectwise.id} ${link.connectwise.name}` : '—',
    link.grade ?? '—',
    link.suspended.length > 0 ? `${link.health}, stops ${link.suspended.join(' ')}` : link.health,
  ]);
  output.table(['VSPC', 'State', 'ConnectWise', 'Grade', 'Health'], rows);
  const counts = STATES.map((state) => [state, companies.filter((link) => link.state === state).length] as const);
  const told = counts.filter(([, count]) => count > 0).map(([state, count]) => `${count} ${state}`);
  output.line(output.colors.dim(told.join(', ')));
}

/** When, what, who and why; below it what was and what is. */
function renderEvent({ at, who, action, reason, before, after }: StoredHistory, output: CliOutput): void {
  output.line(output.cut(`  ${formatInstant(at)}  ${action} by ${who}: ${reason}`));
  if (after === null) return;
  for (const line of describeEvent(before as CompanyLink | null, after as CompanyLink))
    output.write(output.colors.dim(output.paragraph(line, '      ')));
}

function renderSuggestion(link: CompanyLink, output: CliOutput): void {
  const { bold, dim } = output.colors;
  output.line(`${bold(output.cut(link.name))}  ${link.state}${link.health === 'ok' ? '' : `, ${link.health}`}`);
  output.write(dim(output.paragraph([...link.reasons, ...(link.notes ?? [])].join('; '), '  ')));
  for (const candidate of link.candidates) {
    output.line(`  ${output.cut(candidateText(candidate), 2)}`);
    output.write(dim(output.paragraph(candidate.reasons.join('; '), '      ')));
  }
  output.line(`  → ${deciding(link)}`);
}
