import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import type { Redactor } from '../kernel/redaction';
import type { AppConfig, Mappings } from './app-config';
import { BridgeFile } from './bridge-file';
import { buildCompanies } from './build-companies';
import { buildConfig } from './build-config';
import { buildDocumentation } from './build-documentation';
import { buildProducts } from './build-products';
import { buildTickets } from './build-tickets';
import { checkConfig, checkFixedNow } from './check-config';
import { checkMappings, MAPPING_FILE_NAMES } from './check-mappings';
import type { MappingFileName } from './check-mappings';
import { CompaniesFile } from './companies-file';
import { ConfigFile } from './config-file';
import { deepFreeze } from './deep-freeze';
import { DocumentationFile } from './documentation-file';
import type { Environment } from './environment';
import { parseInstant } from './parse-instant';
import type { ConfigProblem, Finding } from './problem';
import { ConfigProblemsError } from './problem';
import { ProductsFile } from './products-file';
import { readCaFiles } from './read-ca-files';
import { encodeForAddress, registerSecrets, SecretCollector } from './secrets';
import { TicketsFile } from './tickets-file';

export interface LoadOptions {
  /** Default: `$BRIDGE_CONFIG`, else config/bridge.yaml. */
  readonly configFile?: string | undefined;
  /** Default: `mappings` beside the folder of the configuration. */
  readonly mappingsDir?: string | undefined;
  readonly env: Environment;
  /** Learns every secret before anything else can print one. */
  readonly redactor: Redactor;
  /** Relative paths of the command line start here. Default: the process's folder. */
  readonly cwd?: string;
  /** `check --save-ca` runs before the file exists that it is to write. */
  readonly allowMissingCaFiles?: boolean;
}

export interface LoadedConfig {
  readonly config: AppConfig;
  readonly mappings: Mappings;
}

interface LoadedFiles {
  readonly bridge: ConfigFile<BridgeFile>;
  readonly companies: ConfigFile<CompaniesFile>;
  readonly tickets: ConfigFile<TicketsFile>;
  readonly products: ConfigFile<ProductsFile>;
  readonly documentation: ConfigFile<DocumentationFile>;
}

/** The default file of the configuration, as `init` writes it. */
export const DEFAULT_CONFIG_FILE = join('config', 'bridge.yaml');

/**
 * Configuration and mappings, checked and deeply frozen. Throws one ConfigProblemsError with everything that is wrong,
 * in the order of the files; nothing is half loaded.
 */
export function loadConfig(options: LoadOptions): LoadedConfig {
  const cwd = options.cwd ?? process.cwd();
  const configFile = resolve(cwd, options.configFile ?? options.env['BRIDGE_CONFIG'] ?? DEFAULT_CONFIG_FILE);
  const baseDir = dirname(dirname(configFile));
  const mappingsDir = options.mappingsDir === undefined ? join(baseDir, 'mappings') : resolve(cwd, options.mappingsDir);
  const files = loadFiles({ configFile, mappingsDir, baseDir, cwd }, options);
  const bridge = files.bridge.content ?? new BridgeFile();
  registerSecrets(bridge, options.redactor);

  const ca = readCaFiles(bridge, baseDir, options.allowMissingCaFiles === true);
  const fixedNow = readFixedNow(options.env, bridge);
  const problems = [
    ...bridgeProblems(files.bridge, show(configFile, cwd), [...checkConfig(bridge), ...ca.findings]),
    ...fixedNow.problems,
    ...mappingProblems(bridge, files),
  ];
  if (problems.length > 0) throw new ConfigProblemsError(deepFreeze(problems));
  const config = buildConfig(bridge, { configFile, mappingsDir, baseDir, caPems: ca.pems }, fixedNow.epochMs);
  return deepFreeze({ config, mappings: buildMappings(files, config.timezone) });
}

interface Folders {
  readonly configFile: string;
  readonly mappingsDir: string;
  readonly baseDir: string;
  readonly cwd: string;
}

function loadFiles(folders: Folders, options: LoadOptions): LoadedFiles {
  const collector = new SecretCollector(options.redactor);
  const load = <T extends object>(section: new () => T, path: string): ConfigFile<T> =>
    ConfigFile.load(section, {
      path,
      shown: show(path, folders.cwd),
      baseDir: folders.baseDir,
      env: options.env,
      onResolved: (reference) => {
        collector.collect(reference);
        return encodeForAddress(reference);
      },
    });
  const mapping = (name: MappingFileName): string => join(folders.mappingsDir, `${name}.yaml`);
  return {
    bridge: load(BridgeFile, folders.configFile),
    companies: load(CompaniesFile, mapping('companies')),
    tickets: load(TicketsFile, mapping('tickets')),
    products: load(ProductsFile, mapping('products')),
    documentation: load(DocumentationFile, mapping('documentation')),
  };
}

function bridgeProblems(
  file: ConfigFile<BridgeFile>,
  shown: string,
  findings: readonly Finding[],
): readonly ConfigProblem[] {
  if (file.content !== null) return file.problemsWith(findings);
  const hint = 'Run vspc-bridge init, which writes an example, or name the file with --config.';
  return [{ file: shown, path: '', line: null, column: null, message: 'does not exist', hint }];
}

function mappingProblems(bridge: BridgeFile, files: LoadedFiles): readonly ConfigProblem[] {
  const findings = checkMappings(bridge, {
    companies: files.companies.content,
    tickets: files.tickets.content,
    products: files.products.content,
    documentation: files.documentation.content,
  });
  return MAPPING_FILE_NAMES.flatMap((name) => files[name].problemsWith(findings[name]));
}

function buildMappings(files: LoadedFiles, timezone: string): Mappings {
  return {
    companies: buildCompanies(files.companies.content, (path) => files.companies.filePosition(path)),
    tickets: buildTickets(files.tickets.content, timezone),
    products: buildProducts(files.products.content, timezone),
    documentation: buildDocumentation(files.documentation.content),
  };
}

function readFixedNow(
  env: Environment,
  bridge: BridgeFile,
): { readonly epochMs: number | null; readonly problems: readonly ConfigProblem[] } {
  const text = env['BRIDGE_NOW'];
  if (text === undefined || text.trim() === '') return { epochMs: null, problems: [] };
  const place = { file: 'environment', path: '$BRIDGE_NOW', line: null, column: null };
  const epochMs = parseInstant(text, 'utc') ?? null;
  const invalid = { ...place, message: 'must be a date and time', hint: 'Write it as 2026-11-02T08:00:00Z.' };
  const unsafe = checkFixedNow(bridge).map(({ message, hint }) => ({ ...place, message, hint }));
  return { epochMs, problems: [...(epochMs === null ? [invalid] : []), ...unsafe] };
}

/** The shortest path that an operator can open from where they stand. */
function show(path: string, cwd: string): string {
  const below = relative(cwd, path);
  return below.startsWith('..') || isAbsolute(below) ? path : below;
}
