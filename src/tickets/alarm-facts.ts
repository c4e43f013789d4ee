import type { SourceKey } from '../kernel/change';
import { attributeCompany, type CompanyAttribution } from '../mapping/domain/attribute-company';
import type { VspcAlarm, VspcAlarmTemplate } from '../vspc/alarm-endpoints';
import type { AlarmFact, AlarmState, FactBase, SubjectId } from './domain/workload-facts';
import { subjectId } from './domain/workload-facts';
import { placeOf, type FactSurroundings, type Seen } from './fact-parts';

/** What an alarm may be about, found by any id that the alarm could name it by. */
export interface AlarmSubjects {
  /** Jobs, by their own ids and within their server. */
  findJob(uid: string | null): Seen<FactBase> | null;
  /** Servers and agents, by their own id or by that of their management agent. */
  findSource(objectUid: string | null, managementAgentUid: string | null): Seen<FactBase> | null;
}

/** Severity and state share one field of the vendor's (facts 3.11). */
const STATES: ReadonlyMap<string, { readonly state: AlarmState; readonly severity: AlarmFact['severity'] }> = new Map<
  string,
  { readonly state: AlarmState; readonly severity: AlarmFact['severity'] }
>([
  ['Error', { state: 'active', severity: 'error' }],
  ['Warning', { state: 'active', severity: 'warning' }],
  ['Info', { state: 'active', severity: 'info' }],
  ['Acknowledged', { state: 'acknowledged', severity: 'unknown' }],
  ['Resolved', { state: 'resolved', severity: 'unknown' }],
]);

const NO_CAPACITY = { text: '', source: null } as const;
const NO_TEMPLATE = { name: 'Alarm without a template', category: 'Unknown', knowledge: '' } as const;

export interface Capacity {
  readonly text: string;
  readonly source: SourceKey;
}

export interface AlarmInput {
  readonly alarm: VspcAlarm;
  readonly template: VspcAlarmTemplate | null;
  readonly source: SourceKey;
  readonly subjects: AlarmSubjects;
  readonly around: FactSurroundings;
  /** Figures of the repository or quota that it is about, where some are told. */
  readonly capacity: Capacity | null;
}

/** An alarm in the list, joined with its template: name and category are told there alone. */
export function alarmFact({ alarm, around, capacity, source, subjects, template }: AlarmInput): Seen<AlarmFact> {
  const { lastActivation, object } = alarm;
  // In doubt it is active: an unknown word must not close a ticket.
  const { severity, state } = STATES.get(lastActivation.status) ?? { state: 'active', severity: 'unknown' };
  const about = subjects.findJob(object.uid) ?? subjects.findSource(object.uid, object.managementAgentUid);
  const { category, knowledge, name } = template ?? NO_TEMPLATE;
  const space = capacity ?? NO_CAPACITY;
  return {
    connection: around.connection,
    kind: 'alarm',
    key: alarm.uid,
    name: joined([name, object.name ?? object.computerName], ': '),
    source,
    company: companyOf(alarm, about, around),
    ...placeOf(null, null),
    ...(about ? placeOfSubject(about) : {}),
    alarm: name,
    category,
    severity,
    state,
    activatedAt: lastActivation.time?.getTime() ?? 0,
    repeats: Math.max(1, alarm.repeatCount ?? 1),
    message: lastActivation.message ?? '',
    capacity: space.text,
    capacitySource: space.source,
    knowledge,
    about: about && aboutId(about),
  };
}

function joined(parts: readonly (string | null)[], by: string): string {
  return parts.filter((part) => part !== null && part !== '').join(by);
}

/** The owner of a hosted server is the provider: whose the job is decides (facts 5.5). */
function companyOf(alarm: VspcAlarm, about: Seen<FactBase> | null, around: FactSurroundings): CompanyAttribution {
  return about?.company ?? attributeCompany(alarm.object, null, around.companies);
}

function placeOfSubject(
  about: Seen<FactBase>,
): Pick<FactBase, 'serverKey' | 'serverName' | 'siteKey' | 'agentKey' | 'tag'> {
  const { agentKey, serverKey, serverName, siteKey, tag } = about;
  return { agentKey, serverKey, serverName, siteKey, tag };
}

function aboutId({ connection, key, kind }: Seen<FactBase>): SubjectId {
  return subjectId(connection, kind, key);
}
