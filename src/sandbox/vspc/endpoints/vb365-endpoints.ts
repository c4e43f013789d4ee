import type { Call, Endpoint } from '../endpoint';
import { itemEndpoint, listEndpoint, uidParam } from '../list-endpoint';
import type { Scope } from '../list-endpoint';
import { isAtLeast } from '../rest-version';
import type { Shape } from '../shape';
import { without } from '../shape';
import {
  cloudFileShareObjectShape,
  cloudNetworkPolicyShape,
  cloudObjectShape,
  cloudPolicyShape,
  typedCloudPolicyShape,
  vb365BackupJobShape,
  vb365CopyJobShape,
  vb365JobShape,
  vb365MappingShape,
  vb365OrganizationShape,
  vb365RepositoryShape,
  vb365ServerShape,
} from '../shapes/vb365-shapes';
import type { TableName } from '../vspc-data';
import { expandVb365Server } from './embedded';
import { having, matchingQuery } from './parameters';

const SERVERS = '/infrastructure/vb365Servers';
const POLICIES = '/infrastructure/backupServers/publicCloud/policies';
const server = { table: 'vb365Servers', shape: vb365ServerShape, roles: 'JOBS13' } as const;
const tenant = {
  table: 'vb365Organizations',
  shape: vb365OrganizationShape,
  roles: 'JOBS13',
  key: 'instanceUid',
  expand: [expandVb365Server],
} as const;
const job = { table: 'vb365Jobs', roles: 'JOBS13', key: 'instanceUid' } as const;

export const vb365Endpoints: readonly Endpoint[] = [
  listEndpoint({ ...server, path: SERVERS, key: 'instanceUid' }),
  itemEndpoint({ ...server, path: `${SERVERS}/{vb365ServerUid}` }, 'instanceUid'),
  listEndpoint({
    ...tenant,
    path: `${SERVERS}/organizations`,
    query: ['organizationFilter', 'locationFilter'],
    scope: (call) =>
      matchingQuery(call, { organizationFilter: 'mappedOrganizationUid', locationFilter: 'locationUid' }),
  }),
  listEndpoint({
    ...tenant,
    path: `${SERVERS}/{vb365ServerUid}/organizations`,
    scope: (call) => having('vb365ServerUid', uidParam(call, 'vb365ServerUid')),
  }),
  listEndpoint({
    path: `${SERVERS}/organizations/companyMappings`,
    table: 'vb365Mappings',
    shape: vb365MappingShape,
    roles: 'ADMIN3',
    key: 'instanceUid',
  }),
  listEndpoint({
    ...job,
    shape: vb365JobShape,
    path: `${SERVERS}/organizations/jobs`,
    query: ['organizationFilter'],
    scope: (call) => matchingQuery(call, { organizationFilter: 'vspcOrganizationUid' }),
  }),
  listEndpoint({
    ...job,
    shape: vb365BackupJobShape,
    path: `${SERVERS}/organizations/jobs/backup`,
    scope: () => having('jobType', 'BackupJob'),
  }),
  listEndpoint({
    ...job,
    shape: vb365CopyJobShape,
    path: `${SERVERS}/organizations/jobs/copy`,
    scope: () => having('jobType', 'CopyJob'),
  }),
  listEndpoint({
    path: `${SERVERS}/{vb365ServerUid}/backupRepositories`,
    table: 'vb365Repositories',
    // The server is in the path only.
    shape: without(vb365RepositoryShape, 'vb365ServerUid'),
    roles: 'JOBS13',
    key: 'instanceUid',
    scope: (call) => having('vb365ServerUid', uidParam(call, 'vb365ServerUid')),
  }),
];

const TYPED_POLICIES: readonly (readonly [string, string, Shape])[] = [
  ['virtualMachines', 'VirtualMachine', typedCloudPolicyShape],
  ['databases', 'Database', typedCloudPolicyShape],
  ['fileShares', 'FileShare', typedCloudPolicyShape],
  ['networks', 'CloudNetwork', cloudNetworkPolicyShape],
];

const POLICY_OBJECTS: readonly (readonly [string, TableName, Shape])[] = [
  ['virtualMachines', 'cloudVmObjects', cloudObjectShape],
  ['databases', 'cloudDatabaseObjects', cloudObjectShape],
  ['fileShares', 'cloudFileShareObjects', cloudFileShareObjectShape],
];

const policy = { table: 'cloudPolicies', roles: 'JOBS13', key: 'instanceUid', project: projectPolicy } as const;

export const publicCloudEndpoints: readonly Endpoint[] = [
  listEndpoint({ ...policy, shape: cloudPolicyShape, path: POLICIES }),
  ...TYPED_POLICIES.map(([kind, type, shape]) =>
    listEndpoint({ ...policy, shape, path: `${POLICIES}/${kind}`, scope: (): Scope => having('policyType', type) }),
  ),
  ...POLICY_OBJECTS.map(([kind, table, shape]) =>
    listEndpoint({ path: `${POLICIES}/${kind}/objects`, table, shape, roles: 'JOBS13', key: 'instanceUid' }),
  ),
];

/** `Idle` was `None` before 3.6 (facts 8.1). */
function projectPolicy(wire: Record<string, unknown>, row: Readonly<Record<string, unknown>>, call: Call): typeof wire {
  const { status } = row;
  if (status !== 'Idle' && status !== 'None') return wire;
  return { ...wire, status: isAtLeast(call.version, '3.6') ? 'Idle' : 'None' };
}
