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
  readonly required?: boolean;
}

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

interface Specification {
  readonly paths: Readonly<
    Record<
      string,
      {
        readonly get?: {
          readonly parameters?: readonly Parameter[];
          readonly responses: Readonly<
            Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
          >;
        };
      }
    >
  >;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly parameters: Readonly<Record<string, Parameter>>;
  };
}

const FILE = join(__dirname, '../../../shared/specs/vspc-3.6.1-subset.json');
const present = existsSync(FILE);

// The specification is the vendor's and not part of this repository: without it these tests say that they were skipped.
(present ? describe : describe.skip)('every request of the VSPC client fits the specification of 3.6.1', () => {
  let server: ScriptServer;
  let specification: Specification;

  beforeAll(async () => {
    specification = JSON.parse(readFileSync(FILE, 'utf8')) as Specification;
    server = await ScriptServer.start();
  });

  afterAll(async () => {
    await server.stop();
  });

  it.each(VSPC_LISTS)('$name', async ({ read }) => {
    server.answer(({ path }) =>
      path.endsWith('/about')
        ? { body: { data: { serverVersion: '9.1.0.30345' } } }
        : { body: { meta: { pagingInfo: { total: 0, count: 0, offset: 0 } }, data: [] } },
    );
    expect(await collect(read(connect(server.url)))).toEqual([]);
    const request = server.seen.at(-1)!;
    const path = request.path.replace('/api/v3', '');
    const operation = specification.paths[path]?.get;
    expect([path, operation !== undefined]).toEqual([path, true]);
    const known = (operation?.parameters ?? []).map((parameter) => nameOf(specification, parameter));
    for (const name of request.query.keys()) expect(known).toContain(name);
    for (const property of sortedBy(request)) expect(itemProperties(specification, path)).toContain(property);
  });
});

function connect(url: string): VspcConnector {
  const clock = new ManualClock();
  const budget = new MemoryRateBudget(clock, [['vspc:main', { requestsPerSecond: 100, burst: 100 }]]);
  return new VspcConnector({
    name: 'main',
    url,
    credentials: { apiKey: 'a-key' },
    budget,
    clock,
    redactor: new Redactor(),
  });
}

function sortedBy(request: SeenRequest): readonly string[] {
  const sort = JSON.parse(request.query.get('sort') ?? '[]') as readonly { readonly property: string }[];
  return sort.map(({ property }) => property);
}

function nameOf(specification: Specification, parameter: Parameter): string | undefined {
  const reference = parameter.$ref?.split('/').at(-1);
  return reference === undefined ? parameter.name : specification.components.parameters[reference]?.name;
}

function itemProperties(specification: Specification, path: string): readonly string[] {
  const envelope = specification.paths[path]?.get?.responses['200']?.content?.['application/json']?.schema;
  const item = resolve(specification, resolve(specification, envelope)?.properties?.['data']?.items);
  return Object.keys(item?.properties ?? {});
}

function resolve(specification: Specification, schema: Schema | undefined): Schema | undefined {
  const reference = schema?.$ref?.split('/').at(-1);
  return reference === undefined ? schema : specification.components.schemas[reference];
}
