import type { Call } from '../endpoint';
import type { Expansion } from '../list-endpoint';
import type { Row } from '../property-path';
import { renderRow } from '../render-row';
import { jobShape } from '../shapes/job-shapes';
import { organizationShape } from '../shapes/organization-shapes';
import { repositoryInfoShape } from '../shapes/server-shapes';
import { vb365ServerShape } from '../shapes/vb365-shapes';

/** Company, reseller and provider share the uid of their organization. */
export const expandOrganization: Expansion = {
  name: 'Organization',
  key: 'organization',
  build: (row, call) => {
    const organization = call.world.views.find('organizations', 'instanceUid', row['instanceUid']);
    if (organization === undefined) return null;
    return projectOrganization(renderRow(organization, organizationShape, call.render), organization, call);
  },
};

export const expandJob: Expansion = {
  name: 'BackupServerJob',
  key: 'backupServerJob',
  build: (row, call) => {
    const job = call.world.views.find('jobs', 'uniqueUid', row['uniqueUid']);
    return job === undefined ? null : projectJob(renderRow(job, jobShape, call.render), job, call);
  },
};

export const expandVb365Server: Expansion = {
  name: 'Vb365Server',
  key: 'vb365Server',
  build: (row, call) => {
    const server = call.world.views.find('vb365Servers', 'instanceUid', row['vb365ServerUid']);
    return server === undefined ? null : renderRow(server, vb365ServerShape, call.render);
  },
};

/** The sizes of a repository are the whole of `_embedded`, without a name of their own. */
export const expandRepositoryInfo: Expansion = {
  name: 'BackupRepositoryInfo',
  build: (row, call) => {
    const { info } = row;
    return typeof info === 'object' && info !== null ? renderRow(info as Row, repositoryInfoShape, call.render) : null;
  },
};

/** Only in 3.5 is `instanceUid` VSPC's id; before and after it is the backup server's own (facts 1.8). */
export function projectJob(wire: Record<string, unknown>, row: Row, call: Call): Record<string, unknown> {
  return call.version === '3.5' ? { ...wire, instanceUid: row['uniqueUid'] } : wire;
}

/** The examples show digits-only identifiers as numbers here and there. */
export function projectOrganization(wire: Record<string, unknown>, _row: Row, call: Call): Record<string, unknown> {
  if (!call.world.switches.get('numericTaxId')) return wire;
  return { ...wire, taxId: asNumber(wire['taxId']), veeamTenantId: asNumber(wire['veeamTenantId']) };
}

function asNumber(value: unknown): unknown {
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
}
