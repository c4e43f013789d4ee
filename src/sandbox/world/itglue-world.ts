import type {
  ItGlueAdapterResource,
  ItGlueConfiguration,
  ItGlueData,
  ItGlueField,
  ItGlueFlexibleAssetType,
  ItGlueOrganization,
} from '../itglue/itglue-data';
import type { CompanyPlan, ItGluePlan } from './company-plan';
import { hexFrom } from './random-source';
import { machineNameOf } from './vspc-company';

export const ASSET_TYPE = 'Backup Summary (Veeam)';

const ASSET_TYPE_ID = 1_694_461_951_918_297;
const FIRST_FIELD_ID = 1_694_461_951_918_300;
const RESOURCE_OFFSET = 5_000_000_000;
const CONFIGURATION_OFFSET = 9_000_000_000;

/** Titles and kinds of the machine-owned summary; one field is people's own and must survive every write. */
const FIELDS: readonly Omit<ItGlueField, 'id' | 'order'>[] = [
  { name: 'Company', kind: 'Text', required: true, useForTitle: true, showInList: true },
  {
    name: 'Overall Status',
    kind: 'Select',
    defaultValue: ['Protected', 'At risk', 'Failed', 'No data'].join('\n'),
    showInList: true,
  },
  { name: 'Status Reason', kind: 'Text' },
  { name: 'Last Successful Backup', kind: 'Date', showInList: true },
  { name: 'Stale After', kind: 'Date', expiration: true },
  { name: 'Protected Workloads', kind: 'Number', decimals: 0 },
  { name: 'Stale Workloads', kind: 'Number', decimals: 0 },
  { name: 'Unprotected Workloads', kind: 'Number', decimals: 0 },
  { name: 'Failed Jobs', kind: 'Number', decimals: 0, showInList: true },
  { name: 'Storage Used GB', kind: 'Number', decimals: 2 },
  { name: 'Protected Devices', kind: 'Tag', tagType: 'Configurations' },
  { name: 'Jobs', kind: 'Textbox' },
  { name: 'Workloads', kind: 'Textbox' },
  { name: 'Repositories and Quotas', kind: 'Textbox' },
  { name: 'Microsoft 365', kind: 'Textbox' },
  { name: 'Licences', kind: 'Textbox' },
  { name: 'Open Tickets', kind: 'Textbox' },
  { name: 'Billed Quantities', kind: 'Textbox' },
  { name: 'Data Sources', kind: 'Textbox' },
  { name: 'Source Key', kind: 'Text' },
  { name: 'Generated At', kind: 'Text' },
  { name: 'Manual Notes', kind: 'Textbox' },
];

/** The IT Glue of the world. `start` dates what was there before. */
export function createItGlueWorld(seed: string, plans: readonly CompanyPlan[], start: Date): ItGlueData {
  const createdAt = new Date(start.getTime() - 400 * 24 * 3_600_000).toISOString();
  const known = plans.flatMap((plan) => (plan.itGlue ? [{ plan, itGlue: plan.itGlue }] : []));
  return {
    account: {
      subdomain: 'norvenhal',
      region: 'us',
      keys: [{ name: 'Veeam bridge', value: apiKeyOf(seed), state: 'active' }],
    },
    organizations: known.map(({ itGlue }) => organizationOf(itGlue, createdAt)),
    organizationTypes: [{ id: 71, name: 'Customer', synced: true }],
    organizationStatuses: [{ id: 81, name: 'Active', synced: true }],
    configurationTypes: [{ id: 91, name: 'Server', synced: true }],
    configurationStatuses: [{ id: 95, name: 'Active', synced: true }],
    flexibleAssetTypes: [assetType(createdAt)],
    flexibleAssets: [],
    configurations: known.flatMap(({ plan, itGlue }) => configurationsOf(plan, itGlue, createdAt)),
    attachments: [],
    otherRecords: [],
  };
}

export function apiKeyOf(seed: string): string {
  return `ITG.${hexFrom(32, seed, 'it glue key')}.${hexFrom(43, seed, 'it glue secret')}`;
}

function organizationOf({ id, name, shortName, psaId }: ItGluePlan, createdAt: string): ItGlueOrganization {
  return {
    id,
    name,
    shortName,
    organizationTypeId: 71,
    organizationStatusId: 81,
    psaIntegration: psaId === null ? 'disabled' : 'enabled',
    adapterResources: psaId === null ? [] : [resourceOf(id + RESOURCE_OFFSET, String(psaId))],
    createdAt,
  };
}

function resourceOf(id: number, remoteId: string): ItGlueAdapterResource {
  return { id, adapterType: 'manage', remoteId };
}

/**
 * | what IT Glue knows                          | by what                  | protected by an agent |
 * | ------------------------------------------- | ------------------------ | --------------------- |
 * | the backup server                           | name and host name       |                       |
 * | the first machine with an agent             | host name, another name  | yes                   |
 * | the machine that it replaced, archived      | the same host name       |                       |
 */
function configurationsOf(plan: CompanyPlan, itGlue: ItGluePlan, createdAt: string): ItGlueConfiguration[] {
  const serverName = `SRV-${String(plan.index).padStart(4, '0')}`;
  const common = { organizationId: itGlue.id, configurationTypeId: 91, configurationStatusId: 95, createdAt };
  const network = `10.${Math.floor(plan.index / 250) % 250}.${plan.index % 250}`;
  const server = { name: serverName, hostname: serverName.toLowerCase(), primaryIp: `${network}.10` };
  const job = plan.jobs.find(({ source }) => source !== 'backup-server');
  const machine = job && { hostname: machineNameOf(plan, job).toLowerCase(), primaryIp: `${network}.20` };
  const configurations = [
    server,
    ...(machine ? [{ ...machine, name: 'First machine' }] : []),
    ...(machine ? [{ ...machine, name: 'First machine (replaced)', archived: true }] : []),
  ];
  return configurations.map((known, place) => {
    return { id: itGlue.id + CONFIGURATION_OFFSET + place, ...common, ...known };
  });
}

function assetType(createdAt: string): ItGlueFlexibleAssetType {
  return {
    id: ASSET_TYPE_ID,
    name: ASSET_TYPE,
    description: 'Written by the backup bridge, one page per organization.',
    icon: 'cubes',
    enabled: true,
    showInMenu: true,
    fields: FIELDS.map((field, index) => ({ ...field, id: FIRST_FIELD_ID + index, order: index + 1 })),
    createdAt,
  };
}
