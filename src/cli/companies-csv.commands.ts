import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import { isErrnoException } from '../config/errno';
import { OperatorError } from '../kernel/operator-error';
import { CompanyDesk } from '../mapping/company-desk';
import { companiesCsv, readCompaniesCsv, type WantedLink } from '../mapping/domain/companies-csv';
import { linkKey, type CompanyLink } from '../mapping/domain/company-link';
import { parseCsv, renderCsv } from '../mapping/domain/csv-table';
import type { HandChange, Refusal, Wished } from '../mapping/domain/decide-by-hand';
import type { CliContext, CommonOptions, ExitCode } from './cli-context';
import type { CliOutput } from './cli-output';
import { operatorName, parseCwRef, planOrRefuse, refused } from './companies.commands';
import { viewCompany } from './company-view';
import { describeChange } from './describe-link';
import { withBridge, withStreamLock } from './with-bridge';
import { BYTE_ORDER_MARK, writeCsvFile } from './write-output-file';

export interface ImportOptions extends CommonOptions {
  readonly yes?: boolean;
}

/** `companies export [FILE]`: the table for a spreadsheet; without a file on stdout. */
export async function exportCompaniesCommand(
  file: string | undefined,
  options: CommonOptions,
  context: CliContext,
  output: CliOutput,
): Promise<ExitCode> {
  return withBridge<ExitCode>(options, context, async (bridge) => {
    const links = await bridge.app.get(CompanyDesk).listLinks();
    const text = renderCsv(companiesCsv(links));
    if (file === undefined) output.write(text);
    else {
      writeCsvFile(file, text);
      output.line(`${links.length} companies are in ${file}.`);
    }
    output.document({ file: file ?? null, companies: links.map(viewCompany) });
    return 0;
  });
}

/** `companies import FILE [--yes]`: shows what would change, asks, and applies all of it or nothing. */
export async function importCompaniesCommand(
  file: string,
  options: ImportOptions,
  context: CliContext,
  output: CliOutput,
): Promise<ExitCode> {
  const wanted = readWanted(file);
  return withBridge<ExitCode>(options, context, (bridge) =>
    withStreamLock<ExitCode>(bridge, 'mapping', options, async () => {
      const desk = bridge.app.get(CompanyDesk);
      const wishes = wishesOf(wanted, await desk.listLinks());
      const changes = await planOrRefuse(desk, wishes);
      renderChanges(changes, output);
      const isAgreed = changes.length === 0 || (await agree(changes.length, options, context));
      if (isAgreed && changes.length > 0) {
        await desk.save(changes, operatorName(context), `companies import ${file}`);
        output.line(`${changes.length} companies were changed.`);
      } else if (changes.length > 0) output.line('Nothing was changed.');
      output.document({ changes: changes.map(viewChange), applied: isAgreed && changes.length > 0 });
      return 0;
    }),
  );
}

const LARGEST_BYTES = 64 * 1024 * 1024;

function readWanted(file: string): readonly WantedLink[] {
  const table = parseCsv(readText(file));
  if (table.kind === 'broken') {
    const hint = 'Open it in a spreadsheet and save it as CSV again.';
    throw refused([{ line: table.line, message: `${table.message}.`, hint }]);
  }
  const { wanted, problems } = readCompaniesCsv(table.rows);
  if (problems.length > 0) throw refused(problems);
  return wanted;
}

/** UTF-8 with or without its mark, or UTF-16 with it; anything else would turn names into others. */
function readText(file: string): string {
  const bytes = readBytes(file);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le');
  if (isUtf8(bytes) && !bytes.includes(0)) return bytes.toString('utf8').replace(BYTE_ORDER_MARK, '');
  throw new OperatorError(
    'bad-encoding',
    `${file} is not UTF-8 text (line ${badLine(bytes)}).`,
    'In the spreadsheet, save it as “CSV UTF-8 (comma delimited)”.',
  );
}

/** The first line with a byte that UTF-8 does not have. */
function badLine(bytes: Buffer): number {
  let line = 1;
  for (let from = 0; from < bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, from);
    const part = bytes.subarray(from, end < 0 ? bytes.length : end);
    if (!isUtf8(part) || part.includes(0)) return line;
    from += part.length + 1;
  }
  return line;
}

function readBytes(file: string): Buffer {
  try {
    if (statSync(file).size > LARGEST_BYTES)
      throw new OperatorError('too-large', `${file} is larger than 64 MB.`, 'Import a part at a time.');
    return readFileSync(file);
  } catch (error) {
    if (!isErrnoException(error)) throw error;
    throw new OperatorError(
      'unreadable',
      `${file} cannot be read (${error.code ?? 'unknown error'}).`,
      'Write one with: vspc-bridge companies export FILE',
    );
  }
}

/** @throws OperatorError when a row asks for what only the bridge can say */
function wishesOf(wanted: readonly WantedLink[], links: readonly CompanyLink[]): Wished[] {
  const rows = new Map(links.map((link) => [linkKey(link).toLowerCase(), link]));
  const refusals: Refusal[] = [];
  const wishes = wanted.flatMap((want) => {
    const row = rows.get(want.key);
    const wished = wishOf(want, row ? linkKey(row) : want.key);
    if (wished) return [wished];
    if (row?.state === want.state && (want.connectwise === '' || `${row.connectwise?.id ?? ''}` === want.connectwise))
      return [];
    const hint = 'To decide it, write linked, ignored or unlinked.';
    refusals.push({ line: want.line, message: `“${want.state}” is for the bridge to say.`, hint });
    return [];
  });
  if (refusals.length > 0) throw refused(refusals);
  return wishes;
}

/** Null: the row asks for nothing that a person decides. */
function wishOf({ line, state, connectwise, itglue, reason }: WantedLink, key: string): Wished | null {
  switch (state) {
    case 'linked': {
      const itglueId = itglue === '' ? null : itglue;
      return {
        key,
        line,
        wish: { kind: 'link', connectwise: parseCwRef(connectwise), itglueId, isConfirmation: false },
      };
    }
    case 'ignored':
      return { key, line, wish: { kind: 'ignore', reason } };
    case 'unlinked':
      return { key, line, wish: { kind: 'unlink' } };
    default:
      return null;
  }
}

/** Changes shown before the rest is only counted; `--verbose` shows all. */
const SHOWN = 50;

function renderChanges(changes: readonly HandChange[], output: CliOutput): void {
  if (changes.length === 0) output.line('The file changes nothing.');
  const shown = output.isVerbose ? changes : changes.slice(0, SHOWN);
  for (const change of shown) output.line(output.cut(describeChange(change)));
  if (changes.length > shown.length)
    output.line(output.colors.dim(`… and ${changes.length - shown.length} more (--verbose shows all)`));
}

async function agree(count: number, options: ImportOptions, { confirm }: CliContext): Promise<boolean> {
  if (options.yes === true) return true;
  if (confirm) return confirm(`Change ${count} companies?`);
  throw new OperatorError(
    'needs-confirmation',
    `The file changes ${count} companies; nothing was changed.`,
    'Look at the changes, then import it with --yes.',
  );
}

function viewChange({ before, after }: HandChange): object {
  return { before: viewCompany(before), after: viewCompany(after) };
}
