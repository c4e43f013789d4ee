import type { Endpoint } from '../endpoint';
import { itemEndpoint, listEndpoint, uidParam } from '../list-endpoint';
import type { ListSpec } from '../list-endpoint';
import type { Shape } from '../shape';
import {
  backupTapeJobShape,
  cdpJobShape,
  cdpObjectShape,
  copyJobShape,
  fileCopyJobShape,
  fileShareCopyJobShape,
  fileShareJobShape,
  fileShareObjectShape,
  fileTapeJobShape,
  linkedJobShape,
  objectStorageCopyJobShape,
  objectStorageJobShape,
  replicationJobShape,
  serverAgentJobShape,
  serverAgentObjectShape,
  vmCopyJobShape,
  vmJobShape,
  vmObjectShape,
} from '../shapes/job-detail-shapes';
import { jobShape } from '../shapes/job-shapes';
import type { TableName } from '../vspc-data';
import { expandJob, projectJob } from './embedded';
import { having } from './parameters';

const JOBS = '/infrastructure/backupServers/jobs';
const job: Omit<ListSpec, 'path'> = {
  table: 'jobs',
  shape: jobShape,
  roles: 'JOBS13',
  key: 'uniqueUid',
  project: projectJob,
};

/** Typed lists and the lists of their objects (facts 3.6). The kinds without one are in the general list only. */
const TYPED: readonly (readonly [string, TableName, Shape])[] = [
  ['backupVmJobs', 'vmJobs', vmJobShape],
  ['replicationVmJobs', 'replicationJobs', replicationJobShape],
  ['cdpReplicationJobs', 'cdpJobs', cdpJobShape],
  ['backupCopyJobs', 'copyJobs', copyJobShape],
  ['simpleBackupCopyJobs', 'simpleCopyJobs', copyJobShape],
  ['agentJobs', 'serverAgentJobs', serverAgentJobShape],
  ['fileShareJobs', 'fileShareJobs', fileShareJobShape],
  ['fileShareCopyJobs', 'fileShareCopyJobs', fileShareCopyJobShape],
  ['fileCopyJobs', 'fileCopyJobs', fileCopyJobShape],
  ['vmCopyJobs', 'vmCopyJobs', vmCopyJobShape],
  ['objectStorageBackupJobs', 'objectStorageJobs', objectStorageJobShape],
  ['objectStorageBackupCopyJobs', 'objectStorageCopyJobs', objectStorageCopyJobShape],
  ['backupTapeJobs', 'backupTapeJobs', backupTapeJobShape],
  ['fileTapeJobs', 'fileTapeJobs', fileTapeJobShape],
];

const OBJECTS: readonly (readonly [string, TableName, Shape])[] = [
  ['backupVmJobs/objects', 'vmObjects', vmObjectShape],
  ['replicationVmJobs/objects', 'replicationObjects', vmObjectShape],
  ['cdpReplicationJobs/objects', 'cdpObjects', cdpObjectShape],
  ['agentJobs/objects', 'serverAgentObjects', serverAgentObjectShape],
  ['backupCopyJobs/jobObjects', 'copyLinks', linkedJobShape],
  ['simpleBackupCopyJobs/objects', 'simpleCopyLinks', linkedJobShape],
  ['backupTapeJobs/jobObjects', 'tapeLinks', linkedJobShape],
  ['fileShareJobs/objects', 'fileShareObjects', fileShareObjectShape],
];

export const jobEndpoints: readonly Endpoint[] = [
  listEndpoint({ ...job, path: JOBS }),
  itemEndpoint({ ...job, path: `${JOBS}/{jobUid}` }, 'uniqueUid'),
  listEndpoint({
    ...job,
    path: '/infrastructure/backupServers/{backupServerUid}/jobs',
    scope: (call) => having('backupServerUid', uidParam(call, 'backupServerUid')),
  }),
  ...TYPED.map(([kind, table, shape]) =>
    listEndpoint({
      path: `${JOBS}/${kind}`,
      table,
      shape,
      roles: 'JOBS13',
      key: 'uniqueUid',
      expand: [expandJob],
      project: projectJob,
    }),
  ),
  ...OBJECTS.map(([kind, table, shape]) => listEndpoint({ path: `${JOBS}/${kind}`, table, shape, roles: 'JOBS13' })),
];
