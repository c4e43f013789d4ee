import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VENDOR_ROUTES } from '../../src/sandbox/itglue/vendor-routes';
import type { VendorRoute } from '../../src/sandbox/itglue/vendor-call';
import { BACKUP_TYPE, ItGlueAccount, SYNCED_ORG } from '../support/itglue-account';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly enum?: readonly string[];
}

interface Operation {
  readonly routes: readonly { readonly method: string; readonly path: string }[];
  readonly params: readonly Parameter[];
}

const FILE = join(__dirname, '../../../shared/specs/itglue-endpoints.json');
const IS_PRESENT = existsSync(FILE);

/** What the stand-in takes beyond the vendor's list of operations, each with the evidence. */
const BEYOND_THE_LIST = new Set([
  // The parameter table calls it `enabled`, the vendor's own examples show-in-menu.
  'POST /flexible_asset_types show_in_menu',
  'PATCH /flexible_asset_types/{id} show_in_menu',
  // Ignored by the vendor unless it says another type than the asset has; a client that re-sends it is not refused.
  'PATCH /flexible_assets/{id} flexible_asset_type_id',
  'PATCH /flexible_assets flexible_asset_type_id',
]);

/** Required by the table of parameters and not sent by any client that works. */
const NOT_REQUIRED = new Set([
  'POST /flexible_asset_types fields',
  // The organization and the type stand in the path.
  'POST /organizations/{organization_id}/relationships/flexible_assets organization_id',
  'POST /organizations/{organization_id}/relationships/configurations organization_id',
  'POST /flexible_asset_types/{flexible_asset_type_id}/relationships/flexible_asset_fields flexible_asset_type_id',
]);

function readOperations(): readonly Operation[] {
  if (!IS_PRESENT) return [];
  return (JSON.parse(readFileSync(FILE, 'utf8')) as { operations: readonly Operation[] }).operations;
}

const OPERATIONS = readOperations();

function operationOf(route: VendorRoute): Operation | undefined {
  return OPERATIONS.find((operation) => {
    return operation.routes.some((item) => {
      return item.method === route.method && item.path.replace(/:([a-z_]+)/g, '{$1}') === route.path;
    });
  });
}

function nameOf(route: VendorRoute): string {
  return `${route.method} ${route.path}`;
}

function documentedFilters(operation: Operation): string[] {
  const names = operation.params.map((parameter) => /^filter\[(.+)\]$/.exec(parameter.name)?.[1]);
  return names.filter((name) => name !== undefined).map((name) => name.replaceAll('-', '_'));
}

function documentedValues(operation: Operation, name: string): readonly string[] {
  return operation.params.find((parameter) => parameter.name === name)?.enum ?? [];
}

/** The names inside `data[attributes][…]`, with or without the list in between. */
function documentedAttributes(operation: Operation): Parameter[] {
  return operation.params.flatMap((parameter) => {
    const name = /^data(?:\[_\])?\[attributes\]\[([a-z_]+)\]$/.exec(parameter.name)?.[1];
    return name === undefined ? [] : [{ ...parameter, name }];
  });
}

function withoutKnown(route: VendorRoute, names: readonly string[], known: ReadonlySet<string>): string[] {
  return names.filter((name) => !known.has(`${nameOf(route)} ${name}`));
}

const TITLE = IS_PRESENT
  ? 'the stand-in for IT Glue against the list of operations'
  : 'the stand-in for IT Glue: comparison SKIPPED, ../shared/specs/itglue-endpoints.json is not here';

const routes: readonly [string, VendorRoute][] = VENDOR_ROUTES.map((route) => [nameOf(route), route]);

describe(TITLE, () => {
  it('serves every route once', () => {
    expect(new Set(routes.map(([name]) => name)).size).toBe(routes.length);
  });

  const compared = IS_PRESENT ? routes : [];
  if (compared.length === 0) {
    it('is not compared on this machine', () => {
      expect(IS_PRESENT).toBe(false);
    });
    return;
  }

  it.each(compared)('%s is documented', (_name, route) => {
    expect(operationOf(route)).toBeDefined();
  });

  it.each(compared)('%s takes documented parameters only', (_name, route) => {
    const operation = operationOf(route)!;
    const attributes = documentedAttributes(operation).map((parameter) => parameter.name);
    const taken = {
      filters: (route.filters ?? []).filter((name) => !documentedFilters(operation).includes(name)),
      sorts: (route.sorts ?? []).filter((name) => !documentedValues(operation, 'sort').includes(name)),
      includes: (route.includes ?? []).filter((name) => !documentedValues(operation, 'include').includes(name)),
      attributes: withoutKnown(
        route,
        (route.attributes ?? []).filter((name) => !attributes.includes(name)),
        BEYOND_THE_LIST,
      ),
    };
    expect(taken).toEqual({ filters: [], sorts: [], includes: [], attributes: [] });
  });

  it.each(compared.filter(([, route]) => route.method === 'POST'))(
    '%s knows every required attribute',
    (_name, route) => {
      const required = documentedAttributes(operationOf(route)!).filter((parameter) => parameter.required);
      const unknown = required.map((parameter) => parameter.name).filter((name) => !route.attributes?.includes(name));
      expect(withoutKnown(route, unknown, NOT_REQUIRED)).toEqual([]);
    },
  );
});

/** Of a body that is complete, each required attribute in turn is left out. */
describe('required attributes', () => {
  const complete: readonly [string, string, Readonly<Record<string, unknown>>][] = [
    ['/organizations', '/organizations', { name: 'New' }],
    ['/configurations', '/configurations', { organization_id: SYNCED_ORG, configuration_type_id: 31, name: 'SRV' }],
    [
      '/flexible_assets',
      '/flexible_assets',
      { organization_id: SYNCED_ORG, flexible_asset_type_id: BACKUP_TYPE, traits: { company: 'x' } },
    ],
    [
      '/flexible_asset_fields',
      '/flexible_asset_fields',
      { flexible_asset_type_id: BACKUP_TYPE, order: 50, name: 'Extra', kind: 'Text' },
    ],
    ['/organization_types', '/organization_types', { name: 'New' }],
  ];

  it.each(complete)('of POST %s are refused when missing, and documented as required', (_name, path, attributes) => {
    expect(new ItGlueAccount().send('POST', path, attributes).status).toBe(201);
    for (const missing of Object.keys(attributes)) {
      const rest = Object.fromEntries(Object.entries(attributes).filter(([name]) => name !== missing));
      expect([missing, new ItGlueAccount().send('POST', path, rest).status]).toEqual([missing, 422]);
    }
    const route = VENDOR_ROUTES.find((item) => item.method === 'POST' && item.path === path)!;
    const operation = operationOf(route);
    const required = operation === undefined ? [] : documentedAttributes(operation).filter((item) => item.required);
    expect(Object.keys(attributes)).toEqual(expect.arrayContaining(required.map((item) => item.name)));
  });
});
