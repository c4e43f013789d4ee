import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ITGLUE_CALLS } from '../support/connector-calls';
import { ItGlueScript } from '../support/itglue-script';
import type { SeenRequest } from '../support/script-server';

interface Parameter {
  readonly name: string;
  readonly required: boolean;
  readonly enum?: readonly string[];
}

interface Operation {
  readonly routes: readonly { readonly method: string; readonly path: string }[];
  readonly params: readonly Parameter[];
}

const FILE = join(__dirname, '../../../shared/specs/itglue-endpoints.json');
const IS_PRESENT = existsSync(FILE);

/** Sent although the table of parameters leaves it out: the vendor's own examples have it. */
const BEYOND_THE_TABLE = ['data[attributes][show_in_menu]'];

/** Every request that the client can make, held against the vendor's list of operations. */
function requestContract(): void {
  const { operations } = JSON.parse(readFileSync(FILE, 'utf8')) as { operations: readonly Operation[] };
  let script: ItGlueScript;

  beforeAll(async () => {
    script = await ItGlueScript.start();
  });

  afterAll(() => script.server.stop());

  it.each(ITGLUE_CALLS)('%s', async (_name, call) => {
    script.server.answerInTurn({ status: 409 });
    await expect(call(script.client)).rejects.toMatchObject({ kind: 'conflict' });
    const [request] = script.server.seen;
    expect(request).toBeDefined();
    if (request) expect(listFaults(operations, request)).toEqual([]);
  });
}

/** What the list of operations does not know about a request, in words. */
function listFaults(operations: readonly Operation[], request: SeenRequest): readonly string[] {
  const operation = operations.find(({ routes }) => routes.some((route) => isRoute(route, request)));
  if (!operation) return [`no operation ${request.method} ${request.path}`];
  const parameters = new Map(operation.params.map((parameter) => [snakeCase(parameter.name), parameter]));
  const sent = [...request.query.entries(), ...namesOf(JSON.parse(request.body || '{}'))];
  return sent.flatMap(([name, value]) => {
    const parameter = parameters.get(snakeCase(name)) ?? parameters.get(snakeCase(name).replace('data[_]', 'data'));
    if (!parameter) return BEYOND_THE_TABLE.includes(snakeCase(name)) ? [] : [`no parameter ${name}`];
    const values = parameter.enum?.map(snakeCase);
    // Of every sort there is the other direction, with a minus; the list names one only.
    const known = snakeCase(name === 'sort' ? value.replace(/^-/, '') : value);
    return !values || values.includes(known) ? [] : [`${name} does not take ${value}`];
  });
}

function isRoute(route: { readonly method: string; readonly path: string }, request: SeenRequest): boolean {
  const pattern = new RegExp(`^${route.path.replace(/:[a-z_]+/g, '\\d+')}$`);
  return route.method === request.method && pattern.test(request.path);
}

/** Members of a body as the list spells them: `data[attributes][name]`, `data[_][type]`; traits are the account's own. */
function namesOf(value: unknown, at = ''): readonly [string, string][] {
  if (Array.isArray(value)) return value.flatMap((item) => namesOf(item, `${at}[_]`));
  if (typeof value !== 'object' || value === null || at.endsWith('[traits]'))
    return at === '' ? [] : [[at, String(value)]];
  return Object.entries(value).flatMap(([name, item]) => namesOf(item, at === '' ? name : `${at}[${name}]`));
}

function snakeCase(text: string): string {
  return text.replaceAll('-', '_');
}

describe('every request of the IT Glue client', () => {
  if (IS_PRESENT) {
    requestContract();
    return;
  }
  it('was not held against the list of operations: ../shared/specs is not there', () => {
    expect(IS_PRESENT).toBe(false);
  });
});
