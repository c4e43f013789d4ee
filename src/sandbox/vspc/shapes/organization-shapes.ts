import { flag, instant, listOf, must, number, oneOf, record, since, text, uuid } from '../shape';
import type { RowOf } from '../shape';
import { usageCounter } from './usage-counters';

/** Facts 3.1 to 3.4. */
export const organizationShape = {
  name: must(text),
  instanceUid: must(uuid),
  alias: text,
  type: must(oneOf('Company', 'Provider', 'Reseller', 'Unknown')),
  taxId: text,
  email: text,
  phone: text,
  country: number,
  state: number,
  countryName: text,
  regionName: text,
  city: text,
  street: text,
  locationAdmin0Code: text,
  locationAdmin1Code: text,
  locationAdmin2Code: text,
  notes: text,
  zipCode: text,
  website: text,
  veeamTenantId: text,
  companyId: text,
};

export const locationShape = {
  name: must(text),
  quotaGb: must(number),
  instanceUid: must(uuid),
  organizationUid: must(uuid),
  type: oneOf('Custom', 'Default', 'Hosted', 'Unknown'),
};

const credentialsShape = { userName: must(text), password: text };

const companyServicesShape = {
  hostedServices: must(record({ isVbPublicCloudManagementEnabled: flag })),
  remoteServices: must(
    record({
      isBackupResourcesEnabled: flag,
      backupAgentsManagement: record({ workstationAgentsQuota: number, serverAgentsQuota: number }),
      backupServersManagement: record({ backupServerQuota: number }),
      vb365ServersManagement: record({ backupServerQuota: number }),
      isVbPublicCloudManagementEnabled: flag,
    }),
  ),
};

/** The name is that of the organization with the same uid: `renameCompany` changes both. */
export const companyShape = {
  instanceUid: must(uuid),
  name: must(text),
  status: must(oneOf('Active', 'Disabled', 'Unknown')),
  resellerUid: uuid,
  subscriptionPlanUid: uuid,
  isRestAccessEnabled: since('3.6', flag),
  isAlarmDetectEnabled: flag,
  companyServices: record(companyServicesShape),
  loginUrl: text,
  ownerCredentials: must(record(credentialsShape)),
};

export const resellerShape = {
  instanceUid: must(uuid),
  proPartnerId: text,
  name: must(text),
  status: must(oneOf('Active', 'Disabled', 'Unknown')),
  isRestAccessEnabled: flag,
  resellerServices: record({
    hostedServices: record({
      backupResourcesEnabled: flag,
      vb365ManagementEnabled: flag,
      vbPublicCloudManagementEnabled: flag,
    }),
    cloudConnectManagementEnabled: flag,
    isFileLevelRestoreEnabled: flag,
  }),
};

/** `date` is 00:00 UTC of the day that was counted. */
export const usageShape = {
  companyUid: must(uuid),
  resellerUid: uuid,
  locationUid: must(uuid),
  date: must(instant),
  counters: must(listOf(record({ value: must(number), type: must(usageCounter) }))),
};

export const resellerUsageShape = {
  resellerUid: must(uuid),
  date: must(instant),
  counters: must(listOf(record({ value: must(number), type: must(usageCounter) }))),
};

export const hostedVbrResourceShape = {
  instanceUid: must(uuid),
  companyUid: uuid,
  serverUid: must(uuid),
  friendlyName: must(text),
};

export const hostedVbrBackupResourceShape = {
  repositoryUid: must(uuid),
  instanceUid: must(uuid),
  companyUid: must(uuid),
  hostedResourceUid: uuid,
  storageQuota: number,
  isStorageQuotaUnlimited: flag,
};

export const hostedVb365BackupResourceShape = {
  instanceUid: must(uuid),
  companyUid: must(uuid),
  vb365ResourceUid: uuid,
  repositoryUid: must(uuid),
  proxyUid: uuid,
  proxyPoolUid: uuid,
  usersQuota: number,
  isUsersQuotaUnlimited: flag,
  storageQuota: number,
  isStorageQuotaUnlimited: flag,
};

export type VspcOrganization = RowOf<typeof organizationShape>;
export type VspcLocation = RowOf<typeof locationShape>;
export type VspcCompany = RowOf<typeof companyShape>;
export type VspcReseller = RowOf<typeof resellerShape>;
export type VspcUsage = RowOf<typeof usageShape>;
export type VspcResellerUsage = RowOf<typeof resellerUsageShape>;
export type VspcHostedVbrResource = RowOf<typeof hostedVbrResourceShape>;
export type VspcHostedVbrBackupResource = RowOf<typeof hostedVbrBackupResourceShape>;
export type VspcHostedVb365BackupResource = RowOf<typeof hostedVb365BackupResourceShape>;
