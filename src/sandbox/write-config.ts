import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import {
  HOLD_MINUTES,
  INSTALLATION,
  RETRY_WINDOW_MINUTES,
  RPO_HOURS,
  TRUSTED_GRADES,
  VSPC_CONNECTION,
} from './bridge-settings';
import type { SandboxAddresses, SandboxCredentials } from './sandbox-options';
import { ALARMS_BY_RULE } from './world/full-storage';
import { AGREEMENT_TYPE, BACKUP_BOARD, PRIORITY, PROVIDER_COMPANY } from './world/connectwise-office';
import type { World } from './world/create-world';
import { ASSET_TYPE } from './world/itglue-world';
import { INCLUDED_SERVER_AGENTS, PRODUCT_LINES } from './world/product-lines';
import { VSPC_TIMEZONE } from './world/vspc-provider';

const TIMEZONE = 'America/New_York';
/** The most that the configuration takes; on loopback the budgets should not be what a test waits for. */
const REQUESTS_PER_SECOND = { vspc: 100, connectwise: 100, itglue: 10 };
const NO_LIMIT = 100_000;

interface ConfiguredSandbox {
  readonly addresses: SandboxAddresses;
  readonly credentials: SandboxCredentials;
  readonly world: World;
}

export interface WriteConfigOptions {
  /** Path of the PEM file that the VSPC listener's certificate is trusted by. */
  readonly caFile?: string;
}

/**
 * Writes DIR/config/bridge.yaml and DIR/mappings/*.yaml that fit the sandbox: every stream `full`, the first pass
 * tickets, and no limit or guard in the way of what the answer key expects. Files of that name are overwritten.
 */
export async function writeSandboxConfig(
  sandbox: ConfiguredSandbox,
  dir: string,
  options: WriteConfigOptions = {},
): Promise<void> {
  const files: Readonly<Record<string, unknown>> = {
    'config/bridge.yaml': bridgeFile(sandbox, options),
    'mappings/companies.yaml': companiesFile(sandbox.world),
    'mappings/tickets.yaml': ticketsFile(),
    'mappings/products.yaml': productsFile(sandbox.world),
    'mappings/documentation.yaml': documentationFile(),
  };
  for (const [name, content] of Object.entries(files)) {
    const path = join(dir, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, stringify(content, { lineWidth: 0 }), 'utf8');
  }
}

function bridgeFile({ addresses, credentials }: ConfiguredSandbox, { caFile }: WriteConfigOptions): unknown {
  const { vspc, connectwise, itglue } = credentials;
  return {
    installation: INSTALLATION,
    database: { url: 'sqlite:data/bridge.db' },
    timezone: TIMEZONE,
    vspc: [
      {
        name: VSPC_CONNECTION,
        url: addresses.vspc,
        apiKey: vspc.apiKey,
        ...(caFile === undefined ? {} : { tls: { caFile } }),
        timezone: VSPC_TIMEZONE,
        requestsPerSecond: REQUESTS_PER_SECOND.vspc,
      },
    ],
    connectwise: {
      url: addresses.connectwise,
      ...connectwise,
      providerCompany: PROVIDER_COMPANY.identifier,
      requestsPerSecond: REQUESTS_PER_SECOND.connectwise,
    },
    itglue: { url: addresses.itglue, apiKey: itglue.apiKey, requestsPerSecond: REQUESTS_PER_SECOND.itglue },
    streams: {
      mapping: { policy: 'full', schedule: '0 * * * *' },
      tickets: { policy: 'full', schedule: '*/5 * * * *', limits: { create: NO_LIMIT, close: NO_LIMIT } },
      billing: { policy: 'full', schedule: '0 6 * * *', limits: { setQuantity: NO_LIMIT } },
      documentation: { policy: 'full', schedule: '30 2 * * *', limits: { create: NO_LIMIT, update: NO_LIMIT } },
    },
    coexistence: { veeamTicketing: 'auto', veeamBilling: 'auto' },
    http: { host: '127.0.0.1', port: 0 },
  };
}

function companiesFile({ plans }: World): unknown {
  const pinned = plans.filter((plan) => plan.isPinned);
  return {
    companies: pinned.map(({ uid, connectWise, itGlue }) => ({
      vspc: { connection: VSPC_CONNECTION, uid },
      ...(connectWise ? { connectwise: { id: connectWise.id } } : {}),
      ...(itGlue ? { itglue: { id: itGlue.id } } : {}),
    })),
    resellers: 'own',
    automatic: { 'external-id': 'link', identifier: 'link', 'exact-name': 'link', strong: 'suggest', weak: 'hide' },
    externalId: 'id',
    billingTrusts: [...TRUSTED_GRADES],
  };
}

function ticketsFile(): unknown {
  return {
    defaults: {
      board: BACKUP_BOARD,
      status: { open: 'New', closed: 'Closed', reopened: 'New', protected: ['In Progress', 'Scheduled'] },
      priority: PRIORITY,
      visibility: 'internal',
      firstPass: 'ticket',
      afterFailures: 1,
      holdFor: `${HOLD_MINUTES}m`,
      retryWindow: `${RETRY_WINDOW_MINUTES}m`,
      warningRecovers: true,
      rpo: `${RPO_HOURS}h`,
    },
    rules: [
      {
        name: 'storage nearly full',
        match: { condition: 'alarm', alarm: [...ALARMS_BY_RULE], severity: 'error' },
        set: { ticket: true },
      },
    ],
  };
}

function productsFile({ plans }: World): unknown {
  const first = plans[0]?.connectWise;
  return {
    agreement: { type: AGREEMENT_TYPE.name },
    lines: PRODUCT_LINES.map((line) => ({
      name: line.name,
      counters: [line.counter],
      product: line.product,
      measure: 'last',
      push: 'daily',
      unit: line.unit,
      round: 'up',
      decimals: line.decimals,
      ...(first && line.name === 'server-agents'
        ? { overrides: { [`cw:${first.id}`]: { included: INCLUDED_SERVER_AGENTS } } }
        : {}),
    })),
    guards: { maxIncreasePercent: 100, maxDecreasePercent: 90, ignoreBelow: 5, maxCompaniesPercent: 100 },
    period: { timezone: TIMEZONE, settleAfter: '36h' },
  };
}

function documentationFile(): unknown {
  return {
    assetType: ASSET_TYPE,
    createType: false,
    refreshEvery: '24h',
    staleAfter: '7d',
    onDeleted: 'ask',
    fields: {
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
    },
  };
}
