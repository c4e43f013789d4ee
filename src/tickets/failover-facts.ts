import type { SourceKey } from '../kernel/change';
import { attributeCompany } from '../mapping/domain/attribute-company';
import { normaliseResult } from '../vspc/normalise-result';
import type { VspcFailoverPlan } from '../vspc/server-endpoints';
import { subjectId } from './domain/workload-facts';
import { jobBase, millisOf, placeOf, serverOf, terminal, type FactSurroundings, type SeenJob } from './fact-parts';

/**
 * A failover plan: run by people, never due. `tenants` says whose a tenant's plan is. Before REST 3.6.1 no session is
 * told, and so nothing that could be ticketed.
 */
export function failoverPlan(
  plan: VspcFailoverPlan,
  tenants: ReadonlyMap<string, string>,
  source: SourceKey,
  around: FactSurroundings,
): SeenJob {
  const server = serverOf(plan.backupServerUid, around);
  const { endTime, message, status } = plan.lastSession ?? { endTime: null, message: null, status: plan.status };
  const meaning = normaliseResult('failover', status, endTime !== null);
  const id = subjectId(around.connection, 'failover-plan', plan.uid);
  const owned = {
    organizationUid: server?.organizationUid ?? null,
    mappedOrganizationUid: tenants.get(plan.tenantUid ?? '') ?? null,
  };
  return {
    fact: {
      ...jobBase(around.connection, 'failover-plan', source),
      key: plan.uid,
      name: plan.name,
      company: attributeCompany(owned, server, around.companies),
      ...placeOf(server, null),
      workload: 'vm',
      vendorType: 'FailoverPlan',
      enabled: true,
      scheduleType: 'not-scheduled',
      schedule: null,
      lastStartAt: millisOf(endTime),
      running: meaning === 'running',
      message: message ?? '',
    },
    nextRunAt: null,
    result: terminal(id, meaning, { lastRun: null, lastEndTime: endTime, message }),
    isEndTold: true,
  };
}
