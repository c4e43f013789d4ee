import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MemoryRateBudget } from '../../src/http/memory-rate-budget';
import { Redactor } from '../../src/kernel/redaction';
import { VspcConnector } from '../../src/vspc/vspc.connector';
import { collect } from '../support/collect';
import { ManualClock } from '../support/manual-clock';
import { ScriptServer, type SeenRequest } from '../support/script-server';
import { VSPC_LISTS } from '../support/vspc-lists';

interface Parameter {
  readonly name?: string;
  readonly $ref?: string;
  readonly schema?: Schema;
}

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
}

interface Specification {
  readonly paths: Readonly<Record<string, { readonly get?: Operation } | undefined>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema | undefined>>;
    readonly parameters: Readonly<Record<string, Parameter | undefined>>;
  };
}

const FILE = join(__dirname, '../../../shared/specs/vspc-3.6.1-subset.json');
const ABOUT = { body: { data: { serverVersion: '9.1.0.30345' } } };

/** What one list of several of the same kind does not have; everything else that we read is in the specification. */
const NOT_IN_EVERY_LIST: Readonly<Record<string, readonly string[]>> = {
  // The sample says that it is unlimited.
  'hosted repository quotas': ['storageQuotaBytes'],
  'Microsoft 365 repository quotas': ['storageQuotaBytes'],
  'Microsoft 365 backup schedules': ['sourceJobUid'],
  'Microsoft 365 copy schedules': ['isEnabled'],
  'cloud policies': ['nextRun', 'lastBackup'],
  'cloud policies of machines': ['lastBackup'],
  'cloud policies of databases': ['lastBackup'],
  'cloud policies of file shares': ['lastBackup'],
  'cloud policies of networks': ['nextRun'],
  'workloads: cloud-file-share': ['latestRestorePointDate'],
  'cloud file shares of policies': ['lastBackup', 'lastArchive'],
};

/** The ten lists of workloads have little else in common; file shares in a public cloud have snapshots only. */
const IN_EVERY_WORKLOAD = /^(key|name|organizationUid|latestRestorePointDate)$/;

// The specification is the vendor's and not part of this repository.
if (existsSync(FILE)) describeRequests(JSON.parse(readFileSync(FILE, 'utf8')) as Specification);
else {
  it('the contract of the VSPC client with the specification was skipped: ../shared/specs is not there', () => {
    expect(existsSync(FILE)).toBe(false);
  });
}

function describeRequests(specification: Specification): void {
  let server: ScriptServer;

  beforeAll(async () => {
    server = await ScriptServer.start();
  });

  afterAll(async () => {
    await server.stop();
  });

  function serve(items: (path: string) => readonly unknown[]): void {
    server.answer(({ path }) => {
      if (path.endsWith('/about')) return ABOUT;
      const data = items(path.replace('/api/v3', ''));
      return { body: { meta: { pagingInfo: { total: data.length, count: data.length, offset: 0 } }, data } };
    });
  }

  describe('every request of the VSPC client fits the specification of REST 3.6.1', () => {
    it.each(VSPC_LISTS)('$name', async ({ read }) => {
      serve(() => []);
      expect(await collect(read(connect(server.url)))).toEqual([]);
      const request = server.seen.at(-1)!;
      const path = request.path.replace('/api/v3', '');
      const operation = specification.paths[path]?.get;
      expect([path, operation !== undefined]).toEqual([path, true]);
      const known = (operation?.parameters ?? []).map((parameter) => parameterOf(specification, parameter));
      for (const [name, value] of request.query) {
        const parameter = known.find((candidate) => candidate?.name === name);
        expect([name, parameter !== undefined]).toEqual([name, true]);
        expect(misfit(specification, parameter?.schema, value)).toBeNull();
      }
      const properties = Object.keys(fieldsOf(specification, itemOf(specification, path)));
      for (const property of sortedBy(request)) expect(properties).toContain(property);
    });
  });

  it('a value that the specification does not know would be found', () => {
    const path = '/protectedWorkloads/vb365ProtectedObjects';
    const operation = specification.paths[path]?.get;
    const [types] = (operation?.parameters ?? []).filter(({ name }) => name === 'objectTypeFilter');
    expect(misfit(specification, types?.schema, 'User')).toBeNull();
    expect(misfit(specification, types?.schema, 'Usr')).toContain('is none of');
    expect(misfit(specification, { type: 'string', format: 'date' }, '2026-11-02T00:00:00Z')).toContain('is no date');
  });

  describe('every field that the VSPC client reads is in the specification of REST 3.6.1', () => {
    it.each(VSPC_LISTS)('$name', async ({ name, read }) => {
      serve((path) => [sampleOf(specification, itemOf(specification, path), 0)]);
      const [item] = await collect(read(connect(server.url)));
      const empty = emptyFields(item).filter((field) => !name.startsWith('workloads') || IN_EVERY_WORKLOAD.test(field));
      expect(empty.sort()).toEqual([...(NOT_IN_EVERY_LIST[name] ?? [])].sort());
    });
  });
}

function connect(url: string): VspcConnector {
  const clock = new ManualClock();
  const budget = new MemoryRateBudget(clock, [['vspc:main', { requestsPerSecond: 100, burst: 100 }]]);
  const redactor = new Redactor();
  return new VspcConnector({ name: 'main', url, credentials: { apiKey: 'a-key' }, budget, clock, redactor });
}

function sortedBy(request: SeenRequest): readonly string[] {
  const sort = JSON.parse(request.query.get('sort') ?? '[]') as readonly { readonly property: string }[];
  return sort.map(({ property }) => property);
}

function parameterOf(specification: Specification, parameter: Parameter): Parameter | undefined {
  const reference = parameter.$ref?.split('/').at(-1);
  return reference === undefined ? parameter : specification.components.parameters[reference];
}

/** What is wrong with the value of a query parameter, by its words and its format; null when it fits. */
function misfit(specification: Specification, schema: Schema | undefined, value: string): string | null {
  const { enum: words, format, type = '' } = valueSchema(specification, schema);
  if (words && !words.includes(value)) return `"${value}" is none of ${words.join(', ')}`;
  const kind = format ?? type;
  return FORMATS[kind]?.test(value) === false ? `"${value}" is no ${kind}` : null;
}

/** Of one value of a parameter that may be repeated. */
function valueSchema(specification: Specification, schema: Schema | undefined): Schema {
  const outer = resolve(specification, schema?.allOf?.[0] ?? schema);
  return (outer?.type === 'array' ? resolve(specification, outer.items) : outer) ?? {};
}

const FORMATS: Readonly<Record<string, RegExp | undefined>> = {
  date: /^\d{4}-\d{2}-\d{2}$/,
  'date-time': /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  integer: /^-?\d+$/,
  int32: /^-?\d+$/,
  boolean: /^(true|false)$/,
};

function itemOf(specification: Specification, path: string): Schema | undefined {
  const envelope = specification.paths[path]?.get?.responses['200']?.content?.['application/json']?.schema;
  return fieldsOf(specification, envelope)['data']?.items;
}

function fieldsOf(specification: Specification, schema: Schema | undefined): Readonly<Record<string, Schema>> {
  const own = resolve(specification, schema);
  const inherited = (own?.allOf ?? []).map((part) => fieldsOf(specification, part));
  return Object.assign({}, ...inherited, own?.properties) as Record<string, Schema>;
}

function resolve(specification: Specification, schema: Schema | undefined): Schema | undefined {
  const reference = schema?.$ref?.split('/').at(-1);
  return reference === undefined ? schema : specification.components.schemas[reference];
}

/** A value with every property of the schema. */
function sampleOf(specification: Specification, schema: Schema | undefined, depth: number): unknown {
  const own = resolve(specification, schema);
  if (!own || depth > 8) return null;
  if (own.type === 'array') return [sampleOf(specification, own.items, depth + 1)];
  const simple = simpleSample(own);
  if (simple !== undefined) return simple;
  if (own.allOf?.length === 1 && !own.properties) return sampleOf(specification, own.allOf[0], depth + 1);
  const fields = Object.entries(fieldsOf(specification, own));
  return Object.fromEntries(fields.map(([name, field]) => [name, sampleOf(specification, field, depth + 1)]));
}

function simpleSample(schema: Schema): unknown {
  if (schema.enum) return schema.enum.find((value) => value !== 'Unknown');
  if (schema.type === 'integer' || schema.type === 'number') return 7;
  if (schema.type === 'boolean') return true;
  return schema.type === 'string' ? sampleText(schema.format) : undefined;
}

function sampleText(format: string | undefined): string {
  if (format === 'uuid') return '11111111-2222-4333-8444-555555555555';
  return format?.startsWith('date') ? '2026-11-02T08:00:00.0000000+01:00' : 'text';
}

/** Names of what was read as nothing, at any depth. */
function emptyFields(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null || value instanceof Date) return [];
  return Object.entries(value).flatMap(([name, field]: [string, unknown]) => {
    const isEmpty =
      field === null || field === '' || field === 'Unknown' || (Array.isArray(field) && field.length === 0);
    return isEmpty ? [name] : emptyFields(field);
  });
}
