import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { API_ROUTES } from '../../src/sandbox/connectwise/routes/api-routes';
import { ENTITIES, getEntity, type EntityName } from '../../src/sandbox/connectwise/schema/entities';
import { ConnectWiseProbe } from '../support/connectwise-sample';

const SPECIFICATION = join(__dirname, '../../../shared/specs/connectwise-2025.1-subset.json');

type Json = Record<string, unknown>;

/** Known from recordings of real tenants, not in the part of the specification that we hold. */
const BEYOND_SPECIFICATION = [
  '/company/contacts',
  '/company/contacts/count',
  '/company/contacts/{id}',
  '/system/callbacks/keys/{id}',
];

/** Models whose whole field table has to be there, because any member of a request is accepted or refused by it. */
const WRITABLE: readonly EntityName[] = [
  'ticket',
  'note',
  'company',
  'site',
  'configuration',
  'agreement',
  'addition',
  'callback',
];

const CALLBACK = { url: 'http://hook.example/?recordId=', objectId: 1, type: 'ticket', level: 'owner' };

/** Bodies for the operations that need one. */
const BODIES: Readonly<Record<string, unknown>> = {
  'POST /service/tickets': { summary: 'x', company: { id: 250 }, contact: { id: 1 }, owner: { id: 2 } },
  'POST /service/tickets/search': { conditions: 'id>0' },
  'POST /service/tickets/{parentId}/notes': { text: 'x', internalAnalysisFlag: true },
  'POST /service/tickets/{parentId}/configurations': { id: 31 },
  'POST /service/tickets/{parentId}/merge': { mergeTicketIds: [2], status: { id: 13 } },
  'POST /service/tickets/{parentId}/attachChildren': { childTicketIds: [2] },
  'POST /company/companies': { identifier: 'New', name: 'New', types: [{ id: 1 }] },
  'POST /company/companies/{parentId}/sites': { name: 'New' },
  'POST /company/configurations': { name: 'New', type: { id: 1 }, company: { id: 250 } },
  'POST /finance/agreements': { name: 'New', type: { id: 1 }, company: { id: 250 }, contact: { id: 1 } },
  'POST /finance/agreements/{parentId}/additions': { product: { id: 71 }, billCustomer: 'Billable' },
  'POST /system/callbacks': { ...CALLBACK, level: 'board' },
  'PUT /system/callbacks/{id}': { ...CALLBACK, description: 'x' },
  'POST /system/bundles': {
    requests: [
      { sequenceNumber: 1, resourceType: 'addition', version: '2025.1', apiRequest: { parentId: 55 } },
      { sequenceNumber: 2, resourceType: 'addition', version: '2025.1', apiRequest: { parentId: 99 } },
    ],
  },
};

/** Path parameters; the first id of a path, then the second. */
const IDS: readonly (readonly [RegExp, number, number])[] = [
  [/^\/service\/tickets\/.*configurations/, 1, 31],
  [/^\/service\/boards\/.*statuses/, 1, 10],
  [/^\/service\/(tickets|boards|info|priorities|sources|severities|impacts|locations)/, 1, 1],
  [/^\/finance\/agreements\/types/, 1, 1],
  [/^\/finance\/agreements/, 55, 901],
  [/^\/procurement\/catalog/, 71, 71],
  [/^\/company\/companies\/(statuses|types)/, 1, 1],
  [/^\/company\/companies/, 250, 1],
  [/^\/company\/configurations\/(statuses|types)/, 1, 1],
  [/^\/company\/configurations/, 31, 31],
  [/./, 1, 1],
];

function preparedProbe(): ConnectWiseProbe {
  const probe = new ConnectWiseProbe();
  probe.createTicket({
    contact: { id: 1 },
    owner: { id: 2 },
    subType: { id: 1 },
    item: { id: 1 },
    agreement: { id: 55 },
  });
  probe.createTicket({ customFields: [{ id: 1, caption: 'A', type: 'Text', entryMethod: 'EntryField', value: 'a' }] });
  probe.standIn.people({ do: 'add-note', by: 'tech1', ticketId: 1, text: 'x' });
  probe.standIn.people({ do: 'add-time-entry', by: 'tech1', ticketId: 1, hours: 1 });
  probe.send('POST', '/service/tickets/1/configurations', { body: { id: 31 } });
  probe.send('POST', '/system/callbacks', { body: CALLBACK });
  return probe;
}

function pathOf(pattern: string): string {
  const [, ...ids] = IDS.find(([prefix]) => prefix.test(pattern)) ?? [/./, 1, 1];
  let position = 0;
  return pattern.replace(/\{\w+\}/g, () => String(ids[position++] ?? 1));
}

/** Strict about members: what the schema does not name must not be there. `nullable` becomes a second type. */
function strict(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(strict);
  if (typeof node !== 'object' || node === null) return node;
  const { nullable, ...rest } = node as Json;
  const copy = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, strict(value)]));
  if (nullable === true && typeof copy['type'] === 'string') copy['type'] = [copy['type'], 'null'];
  const isClosed = copy['type'] === 'object' && copy['properties'] !== undefined;
  return isClosed && copy['additionalProperties'] === undefined ? { ...copy, additionalProperties: false } : copy;
}

function contract(): void {
  const specification = JSON.parse(readFileSync(SPECIFICATION, 'utf8')) as Json;
  const paths = specification['paths'] as Record<string, Record<string, Json>>;
  const { schemas } = specification['components'] as { schemas: Record<string, Json> };
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
  addFormats(ajv);
  for (const format of ['int32', 'double']) ajv.addFormat(format, true);
  for (const [name, schema] of Object.entries(schemas)) {
    const isAnyRecord = name === 'IRestIdentifiedItem';
    ajv.addSchema((isAnyRecord ? schema : strict(schema)) as Json, `#/components/schemas/${name}`);
  }

  const routes = API_ROUTES.filter(({ pattern }) => !BEYOND_SPECIFICATION.includes(pattern));

  it.each(routes.map(({ method, pattern }) => [`${method} ${pattern}`, method, pattern] as const))(
    '%s answers as specified',
    (name, method, pattern) => {
      const body = method === 'PATCH' ? [] : BODIES[name];
      const reply = preparedProbe().send(method, pathOf(pattern), {
        ...(body === undefined ? {} : { body }),
        headers: { accept: 'application/json' },
      });
      const responses = (paths[pattern]?.[method.toLowerCase()]?.['responses'] ?? {}) as Record<string, Json>;
      const response = responses[String(reply.status)];
      expect({
        status: reply.status,
        specified: Object.keys(responses).filter((code) => code.startsWith('2')),
      }).toEqual({
        status: reply.status,
        specified: [String(reply.status)],
      });
      const [media] = Object.values((response?.['content'] ?? {}) as Record<string, { schema: Json }>);
      if (!media) {
        expect(reply.body).toBeUndefined();
        return;
      }
      const validate = ajv.compile(media.schema);
      validate(reply.body);
      expect(validate.errors ?? []).toEqual([]);
      if (Array.isArray(reply.body)) expect(reply.body.length).toBeGreaterThan(0);
    },
  );

  it.each([
    ['a validation error', 'POST', '/service/tickets', {}],
    ['a bad condition', 'GET', '/service/tickets?conditions=x', undefined],
    ['a missing record', 'GET', '/service/tickets/99', undefined],
  ])('%s has the specified shape', (_sentence, method, path, body) => {
    const [bare = '', search = ''] = path.split('?');
    const query = Object.fromEntries(new URLSearchParams(search));
    const reply = preparedProbe().send(method, bare, { query, ...(body === undefined ? {} : { body }) });
    const validate = ajv.compile({ $ref: '#/components/schemas/ErrorResponseMessage' });
    validate(reply.body);
    expect(validate.errors ?? []).toEqual([]);
  });

  const models = (Object.keys(ENTITIES) as EntityName[]).filter((name) => schemas[getEntity(name).typeName]);

  it.each(models)('the fields of %s are those of the specification, with its lengths', (name) => {
    const { fields, typeName } = getEntity(name);
    const properties = schemas[typeName]?.['properties'] as Record<string, Json>;
    const ours = Object.entries(fields).map(([field, { type }]) => {
      const max = type.kind === 'text' ? type.max : undefined;
      // Models of the info twins leave the lengths out.
      return [field, typeName.endsWith('Info') ? undefined : max];
    });
    const theirs = ours.map(([field]) => [field, properties[field as string]?.['maxLength']]);
    expect(ours.filter(([field]) => !properties[field as string])).toEqual([]);
    expect(ours).toEqual(theirs);
  });

  it.each(WRITABLE)('%s lacks no field and requires the same ones', (name) => {
    const { fields, typeName } = getEntity(name);
    const schema = schemas[typeName];
    const known = ['_info', ...Object.keys(fields)];
    expect(Object.keys(schema?.['properties'] as Json).filter((field) => !known.includes(field))).toEqual([]);
    const required = Object.keys(fields).filter((field) => fields[field]?.required);
    const specified = (schema?.['required'] ?? []) as string[];
    expect(required.sort()).toEqual([...specified].sort());
  });
}

if (existsSync(SPECIFICATION)) {
  describe('the ConnectWise stand-in against the specification', contract);
} else {
  it('the ConnectWise stand-in against the specification: skipped, ../shared/specs is not there', () => {
    expect(existsSync(SPECIFICATION)).toBe(false);
  });
}
