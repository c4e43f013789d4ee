import { DocumentationDesk } from '../documentation/documentation-desk';
import { describePage, renderPageHtml } from '../documentation/domain/render-page';
import { OperatorError } from '../kernel/operator-error';
import { CompanyLinkRepository } from '../persistence/mapping/company-link.repository';
import type { CliContext, CommonOptions, ExitCode } from './cli-context';
import type { CliOutput } from './cli-output';
import { findCompanies } from './company-filter';
import type { Bridge } from './open-bridge';
import { renderPage } from './render-page';
import { withBridge, withStreamLock } from './with-bridge';
import { writeOutputFile } from './write-output-file';

export interface PreviewOptions extends CommonOptions {
  readonly html?: string;
}

/** `documentation preview REF`: the page of one company as the next pass would write it; `--html FILE` as a file. */
export function previewPageCommand(
  reference: string,
  options: PreviewOptions,
  context: CliContext,
  output: CliOutput,
): Promise<ExitCode> {
  return withBridge<ExitCode>(options, context, async (bridge) => {
    const organizationId = await findOrganization(bridge, reference);
    const { page, titles } = await bridge.app.get(DocumentationDesk).preview(organizationId);
    if (options.html === undefined) renderPage(describePage(page, titles), output);
    else {
      writeOutputFile(options.html, renderPageHtml(page, titles));
      output.line(`The page of ${page.organization.name} is in ${options.html}.`);
    }
    const fields = [...titles].flatMap(([field, title]) => {
      const value = field === 'devices' ? undefined : page.fields[field]?.value;
      return value === undefined ? [] : [[title, value] as const];
    });
    output.document({
      organization: { id: page.organization.id, name: page.organization.name },
      status: page.status,
      reason: page.reason,
      fields: Object.fromEntries(fields),
    });
    return 0;
  });
}

/** `documentation adopt <itg REF> <asset id>`: an asset that is there already becomes the organization's page. */
export function adoptPageCommand(
  reference: string,
  assetId: string,
  options: CommonOptions,
  context: CliContext,
  output: CliOutput,
): Promise<ExitCode> {
  if (!/^\d+$/.test(assetId)) {
    throw new OperatorError(
      'bad-argument',
      `${assetId || 'Nothing'} is no id of an asset in IT Glue.`,
      'For example: vspc-bridge documentation adopt itg:4711 1694461951918297',
    );
  }
  return withBridge<ExitCode>(options, context, async (bridge) => {
    const organizationId = await findOrganization(bridge, reference);
    const asset = await withStreamLock(bridge, 'documentation', options, () =>
      bridge.app.get(DocumentationDesk).adopt(organizationId, assetId),
    );
    output.line(`“${asset.name}” is the page of itg:${organizationId} now; the next pass writes into it.`);
    output.document({ organization: { id: organizationId }, asset: { id: asset.id, name: asset.name } });
    return 0;
  });
}

async function findOrganization(bridge: Bridge, reference: string): Promise<string> {
  if (bridge.config.itglue === null) {
    throw new OperatorError('no-itglue', 'There is no IT Glue in the configuration.', 'Add the section itglue.');
  }
  const found = findCompanies(await bridge.app.get(CompanyLinkRepository).listLinks(), reference);
  const organizations = new Set(found.flatMap(({ itglue }) => (itglue ? [itglue.id] : [])));
  const [only, ...others] = organizations;
  if (only === undefined) {
    throw new OperatorError(
      'not-linked',
      `${found[0]?.name ?? reference} is linked to no organization of IT Glue.`,
      'Link it with: vspc-bridge companies link <vspc REF> <cw REF> --itglue <itg REF>',
    );
  }
  if (others.length === 0) return only;
  throw new OperatorError(
    'ambiguous-company',
    `${reference} is linked to ${organizations.size} organizations of IT Glue: ${[...organizations].map((id) => `itg:${id}`).join(', ')}.`,
    'Name one of them.',
  );
}
