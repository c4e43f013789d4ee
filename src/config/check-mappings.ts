import type { BridgeFile } from './bridge-file';
import type { CompaniesFile } from './companies-file';
import { checkCompanies } from './check-companies';
import { checkProducts } from './check-products';
import { checkTickets } from './check-tickets';
import { ownedFields } from './build-documentation';
import type { DocumentationFile } from './documentation-file';
import type { Finding } from './problem';
import type { ProductsFile } from './products-file';
import type { TicketsFile } from './tickets-file';

/** Null: the file is not there, and its defaults hold. */
export interface MappingFiles {
  readonly companies: CompaniesFile | null;
  readonly tickets: TicketsFile | null;
  readonly products: ProductsFile | null;
  readonly documentation: DocumentationFile | null;
}

export type MappingFileName = keyof MappingFiles;
export const MAPPING_FILE_NAMES: readonly MappingFileName[] = ['companies', 'tickets', 'products', 'documentation'];

/** The rules between settings of the mappings, and between them and bridge.yaml. */
export function checkMappings(
  bridge: BridgeFile,
  files: MappingFiles,
): Readonly<Record<MappingFileName, readonly Finding[]>> {
  const connections = connectionNames(bridge);
  const timezone = bridge.timezone ?? 'UTC';
  return {
    companies: files.companies ? checkCompanies(files.companies, { connections }) : [],
    tickets: files.tickets ? checkTickets(files.tickets, { connections, timezone }) : [],
    products: files.products ? checkProducts(files.products) : missingProducts(bridge),
    documentation: files.documentation ? checkDocumentation(files.documentation) : [],
  };
}

/** Undefined when one of them could not be read: then nobody can say that a name is wrong. */
function connectionNames(bridge: BridgeFile): readonly string[] | undefined {
  const names = (bridge.vspc ?? []).map((section) => section.name);
  const known = names.filter((name) => name !== undefined);
  return known.length === 0 || known.length < names.length ? undefined : known;
}

/** Every other file has defaults that a stream can work with; nobody can guess what is billed. */
function missingProducts(bridge: BridgeFile): readonly Finding[] {
  const policy = bridge.streams?.billing?.policy;
  if (policy === undefined || policy === 'off') return [];
  const hint = 'Run vspc-bridge init, which writes an example, or set streams.billing.policy to off.';
  return [{ path: [], message: 'does not exist, and streams.billing is not off', hint }];
}

function checkDocumentation(file: DocumentationFile): readonly Finding[] {
  const seen = new Map<string, string>();
  const findings: Finding[] = [];
  for (const [key, title] of Object.entries(ownedFields(file.fields))) {
    const first = seen.get(title.toLowerCase());
    if (first === undefined) seen.set(title.toLowerCase(), key);
    else {
      const hint = 'IT Glue wants a title of its own for each field.';
      findings.push({ path: ['fields', key], message: `has the title of ${first}`, hint });
    }
  }
  return findings;
}
