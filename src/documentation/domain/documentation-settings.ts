/**
 * The fields of the asset type, with the titles that a type created by the bridge gets, in the order of the page.
 * Keys are fixed, titles the operator's; the vendor's own field keys are read, never computed from a title.
 */
export const DOCUMENTATION_FIELDS = {
  company: 'Company',
  status: 'Overall Status',
  statusReason: 'Status Reason',
  lastSuccess: 'Last Successful Backup',
  staleAfter: 'Stale After',
  protectedWorkloads: 'Protected Workloads',
  staleWorkloads: 'Stale Workloads',
  unprotectedWorkloads: 'Unprotected Workloads',
  failedJobs: 'Failed Jobs',
  storageUsedGb: 'Storage Used GB',
  devices: 'Protected Devices',
  jobs: 'Jobs',
  workloads: 'Workloads',
  repositories: 'Repositories and Quotas',
  microsoft365: 'Microsoft 365',
  licences: 'Licences',
  tickets: 'Open Tickets',
  billing: 'Billed Quantities',
  sources: 'Data Sources',
  sourceKey: 'Source Key',
  generatedAt: 'Generated At',
} as const;

export type DocumentationField = keyof typeof DOCUMENTATION_FIELDS;

/** Without these a page can neither be titled nor found again; they are owned whatever the file names. */
export const REQUIRED_DOCUMENTATION_FIELDS: readonly DocumentationField[] = ['company', 'sourceKey'];

/** Everything of documentation.yaml. */
export interface DocumentationSettings {
  /** Name of the flexible asset type. */
  readonly assetType: string;
  readonly createType: boolean;
  readonly refreshEveryMs: number;
  readonly staleAfterMs: number;
  readonly onDeleted: 'ask' | 'recreate';
  /** The fields that the bridge owns, with their titles; a field that is not named is neither written nor read. */
  readonly fields: Readonly<Partial<Record<DocumentationField, string>>>;
}
