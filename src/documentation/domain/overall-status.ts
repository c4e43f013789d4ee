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

const RISKS: Readonly<Partial<Record<IncidentCondition, string>>> = {
  missed: 'has missed its schedule',
  unprotected: 'has no recent restore point',
  'source-offline': 'is not connected',
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
  const failed = incidents.filter((incident) => incident.condition === 'failed');
  if (failed.length > 0) return { status: 'Failed', reason: sentence(failed, () => 'has been failing', format) };
  const risks = incidents.filter((incident) => RISKS[incident.condition] !== undefined);
  if (risks.length > 0) {
    return { status: 'At risk', reason: sentence(risks, ({ condition }) => RISKS[condition] ?? '', format) };
  }
  const oldest = oldestData(sections);
  if (oldest !== null && now.getTime() - oldest.getTime() > OLD_DATA_MS) {
    return { status: 'At risk', reason: `Nothing has been reported since ${format.time(oldest)}.` };
  }
  if (jobs.length === 0) return { status: 'No data', reason: 'There are no backup jobs.' };
  if (jobs.every((job) => job.result === 'none')) return { status: 'No data', reason: 'No job has ever finished.' };
  return { status: 'Protected', reason: protectedReason(jobs.length) };
}

function protectedReason(count: number): string {
  return count === 1 ? 'The one backup job is in order.' : `All ${count} backup jobs are in order.`;
}

function oldestData(sections: readonly CompanySection[]): Date | null {
  const times = sections.flatMap((section) => (section.dataAsOf === null ? [] : [section.dataAsOf.getTime()]));
  return times.length === 0 ? null : new Date(Math.min(...times));
}

/** Names the one that began first; of equals the first by key, so that the sentence is the same in every pass. */
function sentence(
  incidents: readonly IncidentFact[],
  verb: (incident: IncidentFact) => string,
  format: TimeFormat,
): string {
  const [first, ...others] = [...incidents].sort((left, right) => {
    return left.since.getTime() - right.since.getTime() || compareText(left.subjectKey, right.subjectKey);
  });
  if (first === undefined) return '';
  const rest = others.length === 0 ? '' : `, and ${others.length} more ${others.length === 1 ? 'is' : 'are'} affected`;
  return `${plainText(first.subjectName, 120)} ${verb(first)} since ${format.time(first.since)}${rest}.`;
}
