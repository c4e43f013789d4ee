import type { Call, Endpoint } from '../endpoint';
import { listEndpoint } from '../list-endpoint';
import type { Scope } from '../list-endpoint';
import type { Row } from '../property-path';
import { isAtLeast } from '../rest-version';
import type { Shape } from '../shape';
import {
  cloudDatabaseShape,
  cloudFileShareShape,
  cloudNetworkShape,
  cloudVmShape,
  consoleComputerJobShape,
  consoleComputerShape,
  protectedFileShareShape,
  protectedObjectStorageShape,
  protectedVmShape,
  serverComputerShape,
  vb365ObjectShape,
} from '../shapes/workload-shapes';
import { sortRows } from '../sort';
import type { TableName } from '../vspc-data';
import { badParameter } from '../vspc-refusal';
import { choiceParam, matchingQuery } from './parameters';

const LISTS: readonly (readonly [string, TableName, Shape, string])[] = [
  ['virtualMachines', 'protectedVms', protectedVmShape, 'instanceUid'],
  ['computersManagedByBackupServer', 'serverComputers', serverComputerShape, 'instanceUid'],
  ['computersManagedByConsole', 'consoleComputers', consoleComputerShape, 'backupAgentUid'],
  ['computersManagedByConsole/jobs', 'consoleComputerJobs', consoleComputerJobShape, 'jobUid'],
  ['fileShares', 'protectedFileShares', protectedFileShareShape, 'fileShareUid'],
  ['objectStorages', 'protectedObjectStorages', protectedObjectStorageShape, 'bucketUid'],
  ['publicCloud/virtualMachines', 'cloudVms', cloudVmShape, 'instanceUid'],
  ['publicCloud/databases', 'cloudDatabases', cloudDatabaseShape, 'instanceUid'],
  ['publicCloud/fileShares', 'cloudFileShares', cloudFileShareShape, 'fileShareUid'],
  ['publicCloud/networks', 'cloudNetworks', cloudNetworkShape, 'instanceId'],
];

/** Before 3.5 VSPC had no job ids of its own, so a machine names its job by the backup server's (inferred, facts 1.8). */
function projectJobUid(wire: Record<string, unknown>, row: Row, { version, world }: Call): Record<string, unknown> {
  if (isAtLeast(version, '3.5') || row['jobUid'] === undefined) return wire;
  const job = world.views.find('jobs', 'uniqueUid', row['jobUid']);
  return job === undefined ? wire : { ...wire, jobUid: job['instanceUid'] };
}

const OBJECT_TYPES = ['Group', 'Site', 'Teams', 'Unknown', 'User'];

export const workloadEndpoints: readonly Endpoint[] = [
  ...LISTS.map(([path, table, shape, key]) =>
    listEndpoint({ path: `/protectedWorkloads/${path}`, table, shape, roles: 'ALL14', key, project: projectJobUid }),
  ),
  listEndpoint({
    path: '/protectedWorkloads/vb365ProtectedObjects',
    table: 'vb365Objects',
    shape: vb365ObjectShape,
    roles: 'ALL14',
    key: 'id',
    isPlain: true,
    query: [
      'orderBy',
      'orderDirection',
      'objectNameFilter',
      'objectTypeFilter',
      'skipCache',
      'siteFilter',
      'organizationFilter',
      'locationFilter',
    ],
    scope: vb365ObjectScope,
  }),
];

/** This list has parameters of its own instead of filter and sort (facts 2.3). */
function vb365ObjectScope(call: Call): Scope {
  const { query } = call.request;
  const types = query.getAll('objectTypeFilter');
  const strange = types.find((type) => !OBJECT_TYPES.includes(type));
  if (strange !== undefined) throw badParameter('objectTypeFilter', `There is no object type '${strange}'.`);
  choiceParam(call, 'skipCache', ['true', 'false']);
  const name = query.get('objectNameFilter')?.toLowerCase();
  const sites = query.getAll('siteFilter');
  const owner = matchingQuery(call, { organizationFilter: 'organizationUid', locationFilter: 'locationUid' });
  const order = vb365ObjectOrder(call);
  const keep = (row: Row): boolean =>
    owner.keep(row) &&
    (types.length === 0 || types.includes(String(row['protectedDataType']))) &&
    (sites.length === 0 || sites.includes(String(row['siteUid']))) &&
    (name === undefined || String(row['name']).toLowerCase().includes(name));
  const key = JSON.stringify([owner.key, types, sites, name, query.get('orderBy'), query.get('orderDirection')]);
  return order === undefined ? { key, keep } : { key, keep, order };
}

function vb365ObjectOrder(call: Call): Scope['order'] {
  const direction = choiceParam(call, 'orderDirection', ['ascending', 'descending']);
  const property = call.request.query.get('orderBy');
  if (property === null) return undefined;
  if (!Object.hasOwn(vb365ObjectShape, property)) throw badParameter('orderBy', `There is no property '${property}'.`);
  return (rows) =>
    sortRows(rows, [{ property, isDescending: direction === 'descending', collation: 'ordinal' }], false);
}
