import { addDays, utcDateOf } from '../../kernel/civil-date';
import { sortedBy } from '../../kernel/compare';
import type {
  CompanySection,
  DocumentationObservation,
  IncidentCondition,
  MissingPart,
  OrganizationFact,
  Part,
  WorkloadFact,
} from './documentation-observation';
import type { DocumentationField } from './documentation-settings';
import { plainText } from './escape-html';
import type { TimeFormat } from './format-values';
import { gigabytes } from './format-values';
import type { OverallStatus } from './overall-status';
import { overallStatus } from './overall-status';
import type { JobRow } from './render-job-table';
import { jobTable, stateOfJob } from './render-job-table';
import {
  billedTable,
  licenceTable,
  microsoft365Table,
  provenanceTable,
  storageTable,
  ticketTable,
  workloadTable,
} from './render-page-tables';
import type { FieldContent, Table } from './render-table';
import { renderMissing, renderTable } from './render-table';

const DAY_MS = 86_400_000;

/** Fields that say when the page was written: they go along with a write and never cause one. */
export const WRITE_FIELDS: ReadonlySet<DocumentationField> = new Set(['staleAfter', 'generatedAt', 'sources']);

/** Tags are matched, merged and compared on their own (`match-devices.ts`). */
export type ContentField = Exclude<DocumentationField, 'devices'>;

/** What a page says, by field. A field that is absent could not be read in this pass and is left as it is. */
export interface Page {
  readonly organization: OrganizationFact;
  readonly status: OverallStatus;
  readonly reason: string;
  readonly fields: Readonly<Partial<Record<ContentField, FieldContent>>>;
}

export type PageContext = Pick<DocumentationObservation, 'now' | 'installation' | 'settings'> & {
  readonly format: TimeFormat;
};

export function sourceKeyOf(installation: string, organizationId: string): string {
  return `vspcb:${installation}/org/${organizationId}`;
}

/** Null when the jobs could not be read in this pass: then there is nothing that the page could say for sure. */
export function buildPage(organization: OrganizationFact, context: PageContext): Page | null {
  const sections = sortedBy(
    organization.sections,
    (section) => `${section.name}\n${section.connection}/${section.uid}`,
  );
  const jobs = joinParts(sections, (section) => section.jobs);
  if (isUnread(jobs)) return null;
  const rows = jobRows(sections);
  const { status, reason } = overallStatus(
    sections,
    rows.map(({ job }) => job),
    context.now,
    context.format,
  );
  return {
    organization,
    status,
    reason,
    fields: {
      company: fixedContent(plainText(organization.name)),
      status: fixedContent(status),
      statusReason: fixedContent(plainText(reason)),
      ...jobFields(jobs, rows, context),
      ...workloadFields(sections, context),
      ...storageFields(sections),
      ...otherFields(organization, sections, context),
      sourceKey: fixedContent(sourceKeyOf(context.installation, organization.id)),
      ...writeFields(organization, context),
    },
  };
}

function jobFields(jobs: Part<unknown>, rows: readonly JobRow[], { format }: PageContext): Page['fields'] {
  const successes = rows.flatMap(({ job }) => (job.lastSuccessAt === null ? [] : [job.lastSuccessAt.getTime()]));
  const last = successes.length === 0 ? null : format.date(new Date(Math.max(...successes)));
  return {
    jobs: isMissing(jobs) ? renderMissing(jobs.detail) : renderTable(jobTable(rows, format)),
    failedJobs: fixedContent(rows.filter((row) => stateOfJob(row).rank === 0).length),
    lastSuccess: { value: last, fixed: last === null ? '' : 'time', moving: last },
  };
}

function workloadFields(sections: readonly CompanySection[], { format }: PageContext): Page['fields'] {
  const workloads = joinParts(sections, (section) => section.workloads);
  const table = partContent(workloads, (rows) => workloadTable(rows, format));
  if (isMissing(workloads)) return { ...(table && { workloads: table }) };
  const count = (protection: WorkloadFact['protection']): FieldContent => {
    return fixedContent(workloads.filter((workload) => workload.protection === protection).length);
  };
  return {
    ...(table && { workloads: table }),
    protectedWorkloads: count('protected'),
    staleWorkloads: count('stale'),
    unprotectedWorkloads: count('unprotected'),
  };
}

function storageFields(sections: readonly CompanySection[]): Page['fields'] {
  const storages = joinParts(sections, (section) => section.repositories);
  const table = partContent(storages, storageTable);
  if (isMissing(storages)) return { ...(table && { repositories: table }) };
  const usedBytes = storages.reduce((sum, storage) => sum + (storage.usedBytes ?? 0), 0);
  return { ...(table && { repositories: table }), storageUsedGb: fixedContent(gigabytes(usedBytes)) };
}

function otherFields(
  organization: OrganizationFact,
  sections: readonly CompanySection[],
  { format }: PageContext,
): Page['fields'] {
  const tenants = joinParts(sections, (section) => section.microsoft365);
  const microsoft365 = partContent(tenants, (rows) => microsoft365Table(rows, format));
  const licences = partContent(
    joinParts(sections, (section) => section.licences),
    licenceTable,
  );
  const tickets = partContent(organization.tickets, (rows) => ticketTable(rows, format));
  const billing = partContent(organization.billing, billedTable);
  return {
    ...(microsoft365 && { microsoft365 }),
    ...(licences && { licences }),
    ...(tickets && { tickets }),
    ...(billing && { billing }),
  };
}

function writeFields(organization: OrganizationFact, { now, settings, format }: PageContext): Page['fields'] {
  const staleAfter = addDays(utcDateOf(now), Math.ceil(settings.staleAfterMs / DAY_MS));
  const sources = renderTable(provenanceTable(organization.provenance, format));
  return {
    staleAfter: { value: staleAfter, fixed: null, moving: null },
    sources: { ...sources, fixed: null, moving: null },
    generatedAt: { value: now.toISOString(), fixed: null, moving: null },
  };
}

function jobRows(sections: readonly CompanySection[]): JobRow[] {
  return sections.flatMap((section) => {
    const conditions = new Map<string, IncidentCondition>(
      section.incidents.map((incident) => [incident.subjectKey, incident.condition]),
    );
    const jobs = isMissing(section.jobs) ? [] : section.jobs;
    return jobs.map((job) => ({ job, section, condition: conditions.get(job.key) ?? null }));
  });
}

function partContent<T>(part: Part<T>, tableOf: (rows: readonly T[]) => Table): FieldContent | undefined {
  if (isUnread(part)) return undefined;
  return isMissing(part) ? renderMissing(part.detail) : renderTable(tableOf(part));
}

/** The rows of all companies; one that could not be read makes all of them unread, so that no half is shown as whole. */
function joinParts<T>(sections: readonly CompanySection[], partOf: (section: CompanySection) => Part<T>): Part<T> {
  let rows: readonly T[] = [];
  let refused: MissingPart | null = null;
  for (const part of sections.map(partOf)) {
    if (!isMissing(part)) rows = rows.concat(part);
    else if (part.missing === 'unread') return part;
    else refused = part;
  }
  return refused ?? rows;
}

export function isMissing<T>(part: Part<T>): part is MissingPart {
  return 'missing' in part;
}

function isUnread<T>(part: Part<T>): boolean {
  return isMissing(part) && part.missing === 'unread';
}

function fixedContent(value: string | number): FieldContent {
  return { value, fixed: value, moving: null };
}
