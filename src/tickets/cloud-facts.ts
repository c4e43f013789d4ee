import type { SourceKey } from '../kernel/change';
import { attributeCompany } from '../mapping/domain/attribute-company';
import type { VspcCloudKind, VspcCloudObject, VspcCloudPolicy, VspcCloudSession } from '../vspc/cloud-endpoints';
import { normaliseResult, type NormalResult } from '../vspc/normalise-result';
import type { TerminalResult } from './domain/workload-facts';
import { subjectId } from './domain/workload-facts';
import { jobBase, millisOf, placeOf, serverOf, type FactSurroundings, type SeenJob } from './fact-parts';

const TYPES: Readonly<Record<VspcCloudKind, string>> = {
  virtualMachines: 'CloudVirtualMachine',
  databases: 'CloudDatabase',
  fileShares: 'CloudFileShare',
};

/** What a policy does to one object: its list has no result of the policy itself (facts 3.8). */
export function cloudObject(
  kind: VspcCloudKind,
  object: VspcCloudObject,
  policy: VspcCloudPolicy,
  at: { readonly source: SourceKey; readonly around: FactSurroundings },
): SeenJob {
  return seen(policy, at, {
    key: `${policy.uid}/${object.uid}`,
    name: `${policy.name}: ${object.name}`,
    vendorType: TYPES[kind],
    sessions: [
      ['backup', object.lastBackup],
      ['archive', object.lastArchive],
      ['snapshot', object.lastSnapshot],
      ['replica snapshot', object.lastReplicaSnapshot],
    ],
  });
}

/** A policy of networks has no objects: it shows its own last backup. */
export function cloudNetworkPolicy(
  policy: VspcCloudPolicy,
  at: { readonly source: SourceKey; readonly around: FactSurroundings },
): SeenJob {
  return seen(policy, at, {
    key: policy.uid,
    name: policy.name,
    vendorType: 'CloudNetwork',
    sessions: [['backup', policy.lastBackup]],
  });
}

interface CloudSubject {
  readonly key: string;
  readonly name: string;
  readonly vendorType: string;
  readonly sessions: readonly (readonly [string, VspcCloudSession | null])[];
}

function seen(
  policy: VspcCloudPolicy,
  { around, source }: { readonly source: SourceKey; readonly around: FactSurroundings },
  subject: CloudSubject,
): SeenJob {
  const { key, name, sessions, vendorType } = subject;
  const server = serverOf(policy.backupServerUid, around);
  const ended = sessions.flatMap(([what, session]) =>
    session ? [{ what, session, meaning: meaningOf(session) }] : [],
  );
  const ends = ended.flatMap(({ session }) => (session.endTime ? [session.endTime.getTime()] : []));
  const result = resultOf(subjectId(around.connection, 'cloud-object', key), ended);
  return {
    fact: {
      ...jobBase(around.connection, 'cloud-object', source),
      key,
      name,
      company: attributeCompany(policy, server, around.companies),
      ...placeOf(server, null),
      workload: 'cloud',
      vendorType,
      enabled: policy.state !== 'Disabled',
      scheduleType: 'unknown',
      schedule: null,
      // No start is told: a session that ended has begun before.
      lastStartAt: ends.length > 0 ? Math.max(...ends) : null,
      running:
        policy.status === 'Running' ||
        policy.status === 'Starting' ||
        ended.some(({ meaning }) => meaning === 'running'),
      objects: [],
      message: result?.message ?? '',
    },
    nextRunAt: millisOf(policy.nextRun),
    result,
    isEndTold: true,
  };
}

interface EndedSession {
  readonly what: string;
  readonly session: VspcCloudSession;
  readonly meaning: NormalResult;
}

function meaningOf(session: VspcCloudSession): NormalResult {
  return normaliseResult('cloud', session.status, session.endTime !== null);
}

/**
 * Backup, archive and snapshots of one object come to one result. First line that fits:
 *
 * | of its sessions        | the result | its end                             |
 * | ---------------------- | ---------- | ----------------------------------- |
 * | one failed             | failed     | of the last that failed             |
 * | one warned             | warning    | of the last of all                  |
 * | one succeeded          | success    | of the last of all                  |
 * | none ended             | none       |                                     |
 *
 * So a failed snapshot stays failed while backups succeed, and is over when all are well again.
 */
function resultOf(job: string, sessions: readonly EndedSession[]): TerminalResult | null {
  const words: readonly NormalResult[] = ['failed', 'warning', 'success'];
  const terminal = sessions.filter(({ meaning, session }) => words.includes(meaning) && session.endTime !== null);
  const failed = terminal.filter(({ meaning }) => meaning === 'failed');
  const result =
    failed.length > 0 ? 'failed' : terminal.some(({ meaning }) => meaning === 'warning') ? 'warning' : 'success';
  const deciding = failed.length > 0 ? failed : terminal;
  if (deciding.length === 0) return null;
  const endedAt = Math.max(...deciding.map(({ session }) => session.endTime?.getTime() ?? 0));
  const message = terminal
    .filter(({ meaning, session }) => meaning !== 'success' && session.failureMessage)
    .map(({ session, what }) => `${what}: ${session.failureMessage ?? ''}`)
    .join('\n');
  return { job, endedAt, startedAt: null, result, message };
}
