import { compareText } from '../../kernel/compare';
import { plainText } from './escape-html';
import type { CompanySection, IncidentCondition, IncidentFact, JobFact } from './documentation-observation';
import type { TimeFormat } from './format-values';

export const OVERALL_STATUSES = ['Failed', 'At risk', 'No data', 'Protected'] as const;
export type OverallStatus = (typeof OVERALL_STATUSES)[number];

export interface StatusVerdict {
  readonly status: OverallStatus;
  /** One sentence. Its times are those of beginnings, which do not move. */
  readonly reason: string;
}

const OLD_DATA_MS = 24 * 3_600_000;

const RISKS: Verbs = {
  missed: 'has missed its schedule',
  unprotected: 'has had no restore point',
  'source-offline': 'has not been heard of',
};

/**
 * The state of the backups of all companies of one page, worst first (RULES, Documentation 4). Jobs are known here.
 *
 * | an incident's worst condition                | data       | jobs                       | status    |
 * | -------------------------------------------- | ---------- | -------------------------- | --------- |
 * | failed                                       | any        | any                        | Failed    |
 * | missed, unprotected or source-offline        | any        | any                        | At risk   |
 * | none of these                                | over 24 h  | any                        | At risk   |
 * | none of these                                | fresh      | none                       | No data   |
 * | none of these                                | fresh      | none has ever had a result | No data   |
 * | none, long-running, disabled, warning, alarm | fresh      | at least one result        | Protected |
 */
export function overallStatus(
  sections: readonly CompanySection[],
  jobs: readonly JobFact[],
  now: Date,
  format: TimeFormat,
): StatusVerdict {
  const incidents = sections.flatMap((section) => section.incidents);
  const failed = sentence(incidents, { failed: 'has been failing' }, format);
  if (failed !== null) return { status: 'Failed', reason: failed };
  const risk = sentence(incidents, RISKS, format);
  if (risk !== null) return { status: 'At risk', reason: risk };
  const oldest = oldestData(sections);
  if (oldest !== null && now.getTime() - oldest.getTime() > OLD_DATA_MS) {
    return { status: 'At risk', reason: `Nothing has been reported since ${format.time(oldest)}.` };
  }
  if (jobs.length === 0) return { status: 'No data', reason: 'There are no backup jobs.' };
  if (jobs.every((job) => job.result === 'none')) return { status: 'No data', reason: 'No job has ever finished.' };
  return { status: 'Protected', reason: protectedReason(jobs) };
}

/** A job that failed and has no incident has not failed often or long enough for one; it is not called in order. */
function protectedReason(jobs: readonly JobFact[]): string {
  const failed = jobs.filter((job) => job.result === 'failed').length;
  const unknown = jobs.filter((job) => job.result === 'none').length;
  const good = jobs.length - failed - unknown;
  if (good === jobs.length)
    return good === 1 ? 'The one backup job is in order.' : `All ${good} backup jobs are in order.`;
  const rest = [
    ...(failed === 0 ? [] : [`the last run of ${failed} failed`]),
    ...(unknown === 0 ? [] : [`${unknown} ${unknown === 1 ? 'has' : 'have'} no result yet`]),
  ];
  return `${good} of ${jobs.length} backup jobs ${good === 1 ? 'is' : 'are'} in order; ${rest.join(', ')}.`;
}

function oldestData(sections: readonly CompanySection[]): Date | null {
  const times = sections.flatMap((section) => (section.dataAsOf === null ? [] : [section.dataAsOf.getTime()]));
  return times.length === 0 ? null : new Date(Math.min(...times));
}

type Verbs = Readonly<Partial<Record<IncidentCondition, string>>>;

/**
 * About the incidents of the conditions that there is a verb for; null when there are none. Names the one that began
 * first; of equals the first by key, so that the sentence is the same in every pass.
 */
function sentence(incidents: readonly IncidentFact[], verbs: Verbs, format: TimeFormat): string | null {
  const concerned = incidents.flatMap((incident) => {
    const verb = verbs[incident.condition];
    return verb === undefined ? [] : [{ incident, verb }];
  });
  concerned.sort((left, right) => {
    const byTime = left.incident.since.getTime() - right.incident.since.getTime();
    return byTime || compareText(left.incident.subjectKey, right.incident.subjectKey);
  });
  const [first, ...others] = concerned;
  if (first === undefined) return null;
  const rest = others.length === 0 ? '' : `, and ${others.length} more ${others.length === 1 ? 'is' : 'are'} affected`;
  const { incident, verb } = first;
  return `“${plainText(incident.subjectName, 120)}” ${verb} since ${format.time(incident.since)}${rest}.`;
}
