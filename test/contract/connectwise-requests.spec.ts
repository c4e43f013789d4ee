import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONNECTWISE_CALLS } from '../support/connector-calls';
import { ConnectWiseScript } from '../support/connectwise-script';
import type { SeenRequest } from '../support/script-server';

interface Schema {
  readonly $ref?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly enum?: readonly string[];
  readonly maxLength?: number;
}

interface Operation {
  readonly parameters?: readonly { readonly name?: string; readonly in?: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
}

interface Specification {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const FILE = join(__dirname, '../../../shared/specs/connectwise-2025.1-subset.json');
const IS_PRESENT = existsSync(FILE);

/** A real path of the vendor's that this extract of the specification leaves out. */
const BEYOND_THE_EXTRACT = ['/company/contacts'];

/** Every request that the client can make, held against the vendor's specification. */
function requestContract(): void {
  const specification = JSON.parse(readFileSync(FILE, 'utf8')) as Specification;
  let script: ConnectWiseScript;

  beforeAll(async () => {
    script = await ConnectWiseScript.start();
  });

  afterAll(() => script.stop());

  it.each(CONNECTWISE_CALLS)('%s', async (_name, call) => {
    script.answer(() => ({ status: 409 }));
    await expect(call(script.client)).rejects.toMatchObject({ kind: 'conflict' });
    const [request] = script.seen;
    expect(request).toBeDefined();
    if (request) expect(listFaults(specification, request)).toEqual([]);
  });
}

/** What the specification does not know about a request, in words. */
function listFaults(specification: Specification, request: SeenRequest): readonly string[] {
  const path = request.path.replace(/^\/[^/]+\/apis\/3\.0/, '');
  if (BEYOND_THE_EXTRACT.includes(path)) return [];
  const operation = operationOf(specification, request.method, path);
  if (!operation) return [`no operation ${request.method} ${path}`];
  return [...listQueryFaults(specification, operation, request), ...listBodyFaults(specification, operation, request)];
}

function operationOf(specification: Specification, method: string, path: string): Operation | undefined {
  const matches = Object.entries(specification.paths).filter(([template]) =>
    new RegExp(`^${template.replace(/\{[^}]+\}/g, '\\d+')}$`).test(path),
  );
  return matches.map(([, operations]) => operations[method.toLowerCase()]).find((operation) => operation !== undefined);
}

function listQueryFaults(
  specification: Specification,
  operation: Operation,
  { method, query }: SeenRequest,
): readonly string[] {
  // POST operations name none, and the guide says that paging and fields of a search stay in the address.
  const known =
    method === 'POST' ? ['fields', 'pageSize', 'pageId'] : (operation.parameters ?? []).map(({ name }) => name);
  const unknown = [...query.keys()].filter((name) => !known.includes(name)).map((name) => `no parameter ${name}`);
  const row = rowSchema(specification, operation);
  const fields = (query.get('fields') ?? '').split(',').filter((name) => name !== '');
  const conditions = fieldsOfConditions(query.get('conditions') ?? '');
  return [...unknown, ...[...fields, ...conditions].flatMap((name) => listPathFaults(specification, row, name))];
}

/** The left sides of a condition: a path before an operator. */
function fieldsOfConditions(conditions: string): readonly string[] {
  const withoutTexts = conditions.replace(/"[^"]*"/g, '""');
  return [...withoutTexts.matchAll(/([A-Za-z_/]+) (?:=|!=|<=?|>=?|contains|in) /g)].map(([, field = '']) => field);
}

function listPathFaults(specification: Specification, schema: Schema, path: string): readonly string[] {
  const [first = '', ...rest] = path.split('/');
  const property = resolve(specification, schema).properties?.[first];
  if (!property) return [`no field ${path}`];
  return rest.length === 0 ? [] : listPathFaults(specification, property, rest.join('/'));
}

function listBodyFaults(specification: Specification, operation: Operation, request: SeenRequest): readonly string[] {
  if (request.body === '') return [];
  const body = JSON.parse(request.body) as unknown;
  if (request.method === 'PATCH') {
    const row = rowSchema(specification, operation);
    return (body as { op: string; path: string }[]).flatMap(({ op, path }) => [
      ...(['add', 'replace', 'remove'].includes(op) ? [] : [`no operation ${op}`]),
      ...listPathFaults(specification, row, path),
    ]);
  }
  const schema = Object.values(operation.requestBody?.content ?? {})[0]?.schema;
  return schema ? listValueFaults(specification, schema, body, 'body') : ['no body expected'];
}

function listValueFaults(specification: Specification, schema: Schema, value: unknown, at: string): readonly string[] {
  const resolved = resolve(specification, schema);
  if (Array.isArray(value)) {
    return value.flatMap((item, index) =>
      listValueFaults(specification, resolved.items ?? {}, item, `${at}[${index}]`),
    );
  }
  if (typeof value === 'object' && value !== null) {
    const missing = (resolved.required ?? []).filter((name) => !(name in value)).map((name) => `${at} lacks ${name}`);
    const inner = Object.entries(value).flatMap(([name, item]) => {
      const property = resolved.properties?.[name];
      return property ? listValueFaults(specification, property, item, `${at}.${name}`) : [`${at} knows no ${name}`];
    });
    return [...missing, ...inner];
  }
  const isListed = resolved.enum === undefined || resolved.enum.includes(String(value));
  return isListed ? [] : [`${at} does not take ${String(value)}`];
}

/** What an operation answers: the record, or the record of its list. */
function rowSchema(specification: Specification, operation: Operation): Schema {
  const content = (operation.responses['200'] ?? operation.responses['201'])?.content ?? {};
  const schema = Object.values(content)[0]?.schema ?? {};
  return resolve(specification, schema.items ?? schema);
}

function resolve(specification: Specification, schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? schema : (specification.components.schemas[name] ?? {});
}

describe('every request of the ConnectWise client', () => {
  if (IS_PRESENT) {
    requestContract();
    return;
  }
  it('was not held against the specification: ../shared/specs is not there', () => {
    expect(IS_PRESENT).toBe(false);
  });
});
