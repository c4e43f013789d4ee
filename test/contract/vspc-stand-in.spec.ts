import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import type { ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { ENDPOINTS, routeName } from '../../src/sandbox/vspc/routes';
import { VspcStandIn } from '../../src/sandbox/vspc/vspc-stand-in';
import { ManualClock } from '../support/manual-clock';
import { ask, exampleVspcData } from '../support/vspc-example';
import { ALPHA, JOB, PROVIDER, SERVER, uid } from '../support/vspc-example-uids';

const SPECIFICATION = join(__dirname, '../../../shared/specs/vspc-3.6.1-subset.json');

type Json = Record<string, unknown>;

/** Not in the specification of 3.6.1, because they belong to older versions. */
const OLDER_PATHS = [
  '/organizations/companies/sites/backupResources',
  '/organizations/companies/sites/backupResources/usage',
];

const PARAMETERS: Readonly<Record<string, string>> = {
  organizationUid: ALPHA,
  companyUid: ALPHA,
  resellerUid: uid(5),
  backupServerUid: SERVER,
  siteUid: uid(43),
  jobUid: JOB,
  backupAgentUid: uid(52),
  managementAgentUid: uid(50),
  vb365ServerUid: uid(80),
  activeAlarmUid: uid(102),
  alarmUid: uid(100),
  userUid: uid(4),
};

const QUERIES: Readonly<Record<string, string>> = {
  'GET /infrastructure/jobSessionHeatmap/': '?from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z',
  'GET /organizations/companies/usage': '?fromDate=2026-10-30&toDate=2026-11-01',
  'GET /organizations/companies/{companyUid}/usage': '',
  'POST /alarms/active/{activeAlarmUid}/acknowledge': '?comment=seen&resolveOnClients=false',
  'POST /alarms/active/{activeAlarmUid}/resolve': '?comment=done&resolveOnClients=false',
  'DELETE /users/{userUid}/tokens': '?userLoginId=1',
};

/** Connection settings of a tenant: nobody reads them, the stand-in refuses them. */
const NOT_EXPANDED = 'OrganizationDetails';

interface ExpandParameter {
  readonly name?: string;
  readonly schema: { readonly items: { readonly $ref: string } };
}

const isPresent = existsSync(SPECIFICATION);

function contract(): void {
  const specification = JSON.parse(readFileSync(SPECIFICATION, 'utf8')) as Json;
  const paths = (specification['paths'] ?? {}) as Record<string, Record<string, Json>>;
  const schemas = (specification['components'] ?? {}) as { schemas?: Record<string, Json> };
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  for (const [name, schema] of Object.entries(schemas.schemas ?? {})) {
    ajv.addSchema(lenient(schema) as Json, `#/components/schemas/${name}`);
  }

  const served = ENDPOINTS.filter(({ path }) => !path.includes('{actionId}') && !OLDER_PATHS.includes(path));

  it.each(served.map((endpoint) => [routeName(endpoint), endpoint] as const))('%s', (route, endpoint) => {
    const standIn = new VspcStandIn(exampleVspcData(), new ManualClock());
    const path = endpoint.path.replace(/\{(\w+)\}/g, (_all, name: string) => PARAMETERS[name] ?? PROVIDER);
    const query = QUERIES[route] ?? expandQuery(endpoint.path);
    const reply = ask(standIn, endpoint.method, `${path}${query}`);
    expect({ status: reply.status, body: reply.status === 200 ? null : reply.body }).toEqual({
      status: 200,
      body: null,
    });
    expect(problemsOf(schemaOf(endpoint.method, endpoint.path), reply.body)).toEqual([]);
    expect(isEmptyList(reply.body, route)).toBe(false);
  });

  it('an async action, its list and its result', () => {
    const clock = new ManualClock();
    const standIn = new VspcStandIn(exampleVspcData(), clock);
    standIn.setSwitch('asyncRoutes', ['GET /organizations']);
    const location = ask(standIn, 'GET', '/organizations').headers?.['Location'] ?? '';
    const path = new URL(location).pathname.replace('/api/v3', '');
    for (const [asked, documented] of [
      [path, '/asyncActions/{actionId}'],
      ['/asyncActions', '/asyncActions'],
    ] as const) {
      expect(problemsOf(schemaOf('GET', documented), ask(standIn, 'GET', asked).body)).toEqual([]);
    }
    const canceled = ask(standIn, 'DELETE', path).body;
    expect(problemsOf(schemaOf('DELETE', '/asyncActions/{actionId}'), canceled)).toEqual([]);
  });

  it('a property that the specification does not name would be found', () => {
    const body = { data: [{ name: 'Alpha', nmae: 'Alpha' }] };
    expect(problemsOf(schemaOf('GET', '/organizations'), body)).not.toEqual([]);
  });

  it('what it serves is in the specification, with the same query parameters', () => {
    const strangers = served.filter(({ method, path, query }) => {
      const operation = paths[path]?.[method.toLowerCase()];
      return operation === undefined || query.some((name) => !parameterNames(operation).includes(name));
    });
    expect(strangers.map(routeName)).toEqual([]);
  });

  function schemaOf(method: string, path: string): ValidateFunction {
    const operation = paths[path]?.[method.toLowerCase()] as unknown as {
      responses: { 200: { content: { 'application/json': { schema: Json } } } };
    };
    return ajv.compile(lenient(operation.responses[200].content['application/json'].schema) as Json);
  }

  function parameterNames(operation: Json): readonly string[] {
    const parameters = (operation['parameters'] ?? []) as readonly { name?: string; $ref?: string }[];
    return parameters.map(({ name, $ref }) => name ?? $ref?.split('/').at(-1) ?? '');
  }

  /** `expand=…` once for every value that the operation takes. */
  function expandQuery(path: string): string {
    const parameters = (paths[path]?.['get']?.['parameters'] ?? []) as readonly ExpandParameter[];
    const expand = parameters.find(({ name }) => name === 'expand');
    if (expand === undefined) return '';
    const name = expand.schema.items.$ref.split('/').at(-1) ?? '';
    const values = schemas.schemas?.[name]?.['enum'] as readonly string[];
    const query = values.filter((value) => value !== NOT_EXPANDED).map((value) => `expand=${value}`);
    return `?${query.join('&')}`;
  }
}

if (isPresent) {
  describe('every answer of the VSPC stand-in fits the specification', contract);
} else {
  it('the contract with the VSPC specification was skipped: ../shared/specs is not there', () => {
    expect(isPresent).toBe(false);
  });
}

function problemsOf(validate: ValidateFunction, body: unknown): readonly string[] {
  validate(JSON.parse(JSON.stringify(body)));
  return (validate.errors ?? []).map(
    (error) => `${error.instancePath} ${error.message ?? ''} ${JSON.stringify(error.params)}`,
  );
}

/** The company of the second one has nothing on a site. */
function isEmptyList(body: unknown, route: string): boolean {
  const { data } = body as { data?: unknown };
  if (route === 'GET /asyncActions' || route.endsWith('/siteResources')) return false;
  return Array.isArray(data) && data.length === 0;
}

/**
 * OpenAPI's `nullable`, and null for everything that is not required: the official examples do that against their own
 * schema. Properties that the specification does not name are refused. A `date` arrives as a full date-time.
 */
function lenient(schema: unknown, isOptional = false): unknown {
  if (Array.isArray(schema)) return schema.map((item) => lenient(item));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { properties, required = [], nullable, format, ...rest } = schema as Json & { required?: readonly string[] };
  const result: Json = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, lenient(value)]));
  if (format !== undefined) result['format'] = format === 'date' ? 'date-time' : format;
  if (required.length > 0) result['required'] = required;
  if (properties !== undefined) Object.assign(result, lenientProperties(properties as Json, required, rest));
  return nullable === true || isOptional ? { anyOf: [result, { type: 'null' }] } : result;
}

function lenientProperties(properties: Json, required: readonly string[], rest: Json): Json {
  const entries = Object.entries(properties);
  return {
    properties: Object.fromEntries(entries.map(([name, value]) => [name, lenient(value, !required.includes(name))])),
    additionalProperties: rest['additionalProperties'] ?? false,
  };
}
