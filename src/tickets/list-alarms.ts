import type { SourceKey } from '../kernel/change';
import type { VspcTenantResource } from '../vspc/usage-endpoints';
import { alarmFact, type AlarmSubjects, type Capacity } from './alarm-facts';
import type { ConnectionLists } from './connection-lists';
import { describeQuota, describeRepository } from './describe-capacity';
import type { AlarmFact, FactBase, SourceFact } from './domain/workload-facts';
import type { JobSurroundings, Seen, SeenJob } from './fact-parts';

interface SeenSubjects {
  readonly jobs: readonly SeenJob[];
  readonly sources: readonly Seen<SourceFact>[];
}

/** Alarms joined with their templates, with what they are about, and with the space that it has left. */
export function listAlarms(lists: ConnectionLists, seen: SeenSubjects, around: JobSurroundings): Seen<AlarmFact>[] {
  const { alarms, alarmTemplates } = lists;
  const templates = new Map((alarmTemplates?.value ?? []).map((template) => [template.uid, template]));
  const subjects = subjectsOf(lists, seen, around);
  const capacity = capacitiesOf(lists);
  return alarms.value.map((alarm) =>
    alarmFact({
      alarm,
      template: templates.get(alarm.templateUid ?? '') ?? null,
      source: alarms.source,
      subjects,
      around,
      capacity: capacity.get(alarm.object.uid ?? alarm.object.organizationUid ?? '') ?? null,
    }),
  );
}

/** For jobs of VBR servers VSPC does not say which of the two ids an alarm names: both are tried (facts 3.11). */
function subjectsOf(lists: ConnectionLists, { jobs, sources }: SeenSubjects, around: JobSurroundings): AlarmSubjects {
  const byKey = new Map(jobs.map(({ fact }): [string, Seen<FactBase>] => [fact.key, fact]));
  const sourceByKey = new Map(sources.map((source): [string, Seen<FactBase>] => [source.key, source]));
  const owned = [...lists.servers.value, ...lists.backupAgents.value, ...(lists.m365.servers?.value ?? [])];
  const byAgent = new Map(
    owned.flatMap(({ managementAgentUid, uid }) => (managementAgentUid ? [[managementAgentUid, uid]] : [])),
  );
  return {
    findJob: (uid) => byKey.get(around.jobs.find(uid, null)?.key ?? uid ?? '') ?? null,
    findSource: (objectUid, managementAgentUid) => {
      const key = byAgent.get(objectUid ?? '') ?? objectUid ?? '';
      const own = sourceByKey.get(key);
      // An alarm about something else of that machine, a repository or proxy, is none about the machine.
      return (
        own ?? (objectUid === null ? (sourceByKey.get(byAgent.get(managementAgentUid ?? '') ?? '') ?? null) : null)
      );
    },
  };
}

function capacitiesOf({ quotas, repositories }: ConnectionLists): ReadonlyMap<string, Capacity> {
  const known = new Map<string, Capacity>();
  const add = (of: string, text: string, source: SourceKey): void => {
    if (text !== '') known.set(of, { text, source });
  };
  if (repositories) for (const one of repositories.value) add(one.uid, describeRepository(one), repositories.source);
  if (quotas) for (const [owner, own] of byOwner(quotas.value)) add(owner, describeQuota(own), quotas.source);
  return known;
}

function byOwner(resources: readonly VspcTenantResource[]): ReadonlyMap<string, readonly VspcTenantResource[]> {
  const owned = new Map<string, VspcTenantResource[]>();
  for (const resource of resources) {
    if (resource.companyUid === null) continue;
    const known = owned.get(resource.companyUid);
    if (known) known.push(resource);
    else owned.set(resource.companyUid, [resource]);
  }
  return owned;
}
