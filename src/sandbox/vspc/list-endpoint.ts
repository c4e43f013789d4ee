import type { Call, Endpoint } from './endpoint';
import { pagingOf, parsePaging } from './paging';
import { parseFilter } from './filter';
import type { Row } from './property-path';
import { renderRow } from './render-row';
import type { RestVersion } from './rest-version';
import type { RoleGroup } from './roles';
import { parseSelect, pickPaths } from './select';
import type { Shape } from './shape';
import { parseSort, sortRows } from './sort';
import type { SortKey } from './sort';
import type { TableName } from './vspc-data';
import { badParameter, notFound } from './vspc-refusal';

/** `expand=<name>` puts `build(row)` under `_embedded.<key>`. */
export interface Expansion {
  readonly name: string;
  /** Undefined: the expansion is the `_embedded` object itself. */
  readonly key?: string;
  build(row: Row, call: Call): unknown;
}

export interface ResourceSpec {
  readonly path: string;
  readonly table: TableName;
  readonly shape: Shape;
  readonly roles: RoleGroup;
  readonly since?: RestVersion;
  readonly until?: RestVersion;
  readonly expand?: readonly Expansion[];
  /** What a version shows differently from the shape. */
  project?(wire: Record<string, unknown>, row: Row, call: Call): Record<string, unknown>;
}

export interface ListSpec extends ResourceSpec {
  /** Unique on its own: sorting by it is stable. Left out where only several properties together are. */
  readonly key?: string;
  /** Parameters of the operation's own; `scope` reads them. */
  readonly query?: readonly string[];
  /** Narrows the table before filter and sort; undefined keeps all. */
  scope?(call: Call): Scope | undefined;
  /** Without filter and sort. */
  readonly isPlain?: boolean;
}

export interface Scope {
  /** Names the narrowing, so that it is remembered. */
  readonly key: string;
  keep(row: Row): boolean;
  /** Order of an operation that sorts by parameters of its own. */
  order?(rows: readonly Row[]): readonly Row[];
}

const PAGING = ['limit', 'offset', 'select'];

/** A paged collection: scope, filter, sort, page, render, expand, select, envelope. */
export function listEndpoint(spec: ListSpec): Endpoint {
  const own = [...(spec.query ?? []), ...(spec.expand === undefined ? [] : ['expand'])];
  return {
    method: 'GET',
    path: spec.path,
    roles: spec.roles,
    ...optionalVersions(spec),
    query: [...PAGING, ...(spec.isPlain === true ? [] : ['filter', 'sort']), ...own],
    serve: (call) => serveList(spec, call),
  };
}

function optionalVersions({ since, until }: ResourceSpec): Pick<Endpoint, 'since' | 'until'> {
  return { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) };
}

function serveList(spec: ListSpec, call: Call): unknown {
  const { switches } = call.world;
  const paging = parsePaging(call.request.query, switches.get('maxPageSize'));
  const scope = spec.scope?.(call);
  const rows = arrangedRows(spec, call, scope);
  const shows = resourceRenderer(spec, call);
  const isShifting = !call.request.query.has('sort') && scope?.order === undefined;
  const page = pagingOf(rows, paging, {
    ignoresOffset: switches.names('ignoreOffset', call.route),
    shrinks: switches.names('shrinkBetweenPages', call.route),
    shift: isShifting && switches.get('unsortedOrder') === 'shifting' ? call.sequence * 7 : 0,
  });
  const { total, offset } = page;
  const position = switches.get('pagingOffsetName') === 'offset' ? { offset } : { skip: offset };
  return {
    meta: { pagingInfo: { total, count: page.rows.length, ...position } },
    data: page.rows.map((row) => shows(row)),
  };
}

/** The table as this request wants it, remembered for the next page. */
function arrangedRows(spec: ListSpec, call: Call, scope: Scope | undefined): readonly Row[] {
  const { world, version } = call;
  const { filter, sort } = sourcesOf(spec, call);
  const keys = sort === null ? [] : parseSort(sort, spec.shape, version);
  const holds = filter === null ? undefined : parseFilter(filter, filterContext(spec, call));
  const reverseTies = keys.length > 0 && tiesAreReversed(spec, call, keys);
  const key = JSON.stringify([spec.path, version, scope?.key, filter, sort, reverseTies]);
  // Uids do not change: an unfiltered list by uid stays as it is while jobs run.
  const isByUid = scope === undefined && holds === undefined && keys.length === 1 && keys[0]?.property === spec.key;
  return world.views.view(spec.table, { key, dependsOn: isByUid ? 'membership' : 'content' }, (all) => {
    const scoped = scope === undefined ? all : all.filter((row) => scope.keep(row));
    const filtered = holds === undefined ? scoped : scoped.filter((row) => holds(row));
    const ordered = scope?.order?.(filtered) ?? filtered;
    return keys.length === 0 ? ordered : sortRows(ordered, keys, reverseTies);
  });
}

function sourcesOf(spec: ListSpec, call: Call): { readonly filter: string | null; readonly sort: string | null } {
  if (spec.isPlain === true) return { filter: null, sort: null };
  const { query } = call.request;
  return { filter: query.get('filter'), sort: query.get('sort') };
}

/** Rows that the sort leaves equal change places from one request to the next. */
function tiesAreReversed(spec: ListSpec, call: Call, keys: readonly SortKey[]): boolean {
  const isStable = keys.some(({ property }) => property === spec.key);
  return !isStable && call.world.switches.get('unsortedOrder') === 'shifting' && call.sequence % 2 === 1;
}

function filterContext(spec: ListSpec, { world, version }: Call): Parameters<typeof parseFilter>[1] {
  return {
    shape: spec.shape,
    version,
    time: world.time,
    bareDatesAre: world.switches.get('bareDatesAre'),
    severalElements: world.switches.get('severalFilterElements'),
  };
}

/** Renders a row with what the request expands and selects. */
function resourceRenderer(spec: ResourceSpec, call: Call): (row: Row) => Row {
  const expansions = requestedExpansions(spec, call);
  const selectSource = call.request.query.get('select');
  const paths = selectSource === null ? undefined : parseSelect(selectSource, spec.shape, call.version);
  return (row) => {
    const plain = renderRow(row, spec.shape, call.render);
    const projected = spec.project?.(plain, row, call) ?? plain;
    const whole = spec.expand === undefined ? projected : { ...projected, ...embeddedOf(spec, expansions, row, call) };
    return paths === undefined ? whole : pickPaths(whole, paths);
  };
}

function requestedExpansions(spec: ResourceSpec, call: Call): readonly Expansion[] {
  const known = spec.expand ?? [];
  return call.request.query.getAll('expand').map((name) => {
    const expansion = known.find((candidate) => candidate.name === name);
    if (expansion === undefined) throw badParameter('expand', `'${name}' cannot be expanded here.`);
    return expansion;
  });
}

function embeddedOf(
  spec: ResourceSpec,
  expansions: readonly Expansion[],
  ...[row, call]: [Row, Call]
): { _embedded?: unknown } {
  const known = spec.expand ?? [];
  if (known.length === 0) return {};
  const [whole] = expansions.filter(({ key }) => key === undefined);
  if (whole !== undefined) return { _embedded: whole.build(row, call) };
  if (expansions.length > 0) {
    return {
      _embedded: Object.fromEntries(expansions.map((expansion) => [expansion.key ?? '', expansion.build(row, call)])),
    };
  }
  const style = call.world.switches.get('embeddedUnexpanded');
  if (style === 'absent') return {};
  const keys = known.flatMap(({ key }) => (key === undefined ? [] : [[key, null] as const]));
  return { _embedded: style === 'empty' && keys.length > 0 ? Object.fromEntries(keys) : null };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A uid out of the path, in the case of the data. */
export function uidParam(call: Call, name: string): string {
  const value = call.params[name] ?? '';
  if (!UUID.test(value)) throw badParameter(name, `'${value}' is no UUID.`);
  return value.toLowerCase();
}

/** One resource by the last parameter of its path. */
export function itemEndpoint(spec: ResourceSpec, column: string): Endpoint {
  const param = /\{(\w+)\}$/.exec(spec.path)?.[1] ?? '';
  return {
    method: 'GET',
    path: spec.path,
    roles: spec.roles,
    ...optionalVersions(spec),
    query: ['select', ...(spec.expand === undefined ? [] : ['expand'])],
    serve: (call) => {
      const uid = uidParam(call, param);
      const row = call.world.views.find(spec.table, column, uid);
      if (row === undefined) throw notFound(`There is no resource with the uid ${uid}.`);
      return { data: resourceRenderer(spec, call)(row) };
    },
  };
}
