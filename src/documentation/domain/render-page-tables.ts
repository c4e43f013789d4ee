import { compareText, sortedBy } from '../../kernel/compare';
import type {
  BilledFact,
  LicenceFact,
  Microsoft365Fact,
  ProvenanceFact,
  StorageFact,
  TicketFact,
  WorkloadFact,
} from './documentation-observation';
import type { TimeFormat } from './format-values';
import { percentOf } from './format-values';
import type { Cell } from './page-cell';
import {
  barCell,
  beginningCell,
  bytesCell,
  countCell,
  labelCell,
  linkCell,
  oneLine,
  restorePointsCell,
  textCell,
  timeCell,
} from './page-cell';
import type { Table } from './render-table';

const PROTECTION: Readonly<Record<WorkloadFact['protection'], { readonly rank: number; readonly cell: Cell }>> = {
  unprotected: { rank: 0, cell: labelCell('Unprotected', 'danger') },
  stale: { rank: 1, cell: labelCell('Stale', 'warning') },
  protected: { rank: 2, cell: labelCell('Protected', 'success') },
};

export function workloadTable(workloads: readonly WorkloadFact[], format: TimeFormat): Table {
  const rows = workloads.map((workload) => ({
    rank: PROTECTION[workload.protection].rank,
    name: workload.name,
    key: workload.key,
    cells: [
      textCell(workload.name),
      textCell(workload.kind),
      PROTECTION[workload.protection].cell,
      timeCell(workload.lastRestorePointAt, format),
      restorePointsCell(workload.restorePoints),
      textCell(workload.jobName),
    ],
  }));
  rows.sort((left, right) => {
    return left.rank - right.rank || compareText(left.name, right.name) || compareText(left.key, right.key);
  });
  const columns = ['Workload', 'Kind', 'State', 'Last restore point', 'Restore points', 'Job'];
  return { columns, rows, noun: 'workload', empty: 'No protected workloads are known.' };
}

/** The fullest first. */
export function storageTable(storages: readonly StorageFact[]): Table {
  const rows = sortedBy(storages, (storage) => `${storage.name}\n${storage.key}`).map((storage) => ({
    rank: 1000 - (percentOf(storage.usedBytes, storage.totalBytes) ?? 0),
    name: storage.name,
    cells: [
      textCell(storage.name),
      textCell(storage.kind),
      bytesCell(storage.usedBytes),
      bytesCell(storage.totalBytes),
      barCell(storage.usedBytes, storage.totalBytes),
    ],
  }));
  rows.sort((left, right) => left.rank - right.rank);
  const columns = ['Repository or quota', 'Kind', 'Used', 'Of', 'Fill'];
  return { columns, rows, noun: 'repository', empty: 'No repositories or quotas are known.' };
}

export function microsoft365Table(tenants: readonly Microsoft365Fact[], format: TimeFormat): Table {
  const rows = sortedBy(tenants, (tenant) => `${tenant.name}\n${tenant.key}`).map((tenant) => ({
    rank: 1,
    name: tenant.name,
    cells: [
      textCell(tenant.name),
      countCell(tenant.protectedUsers),
      countCell(tenant.protectedSites),
      countCell(tenant.protectedTeams),
      bytesCell(tenant.usedBytes),
      timeCell(tenant.lastSuccessAt, format),
    ],
  }));
  const columns = ['Organization', 'Users', 'Sites', 'Teams', 'Used', 'Last good run'];
  return { columns, rows, noun: 'organization', empty: 'No Microsoft 365 organization is protected.' };
}

export function licenceTable(licences: readonly LicenceFact[]): Table {
  const rows = sortedBy(licences, (licence) => licence.name).map((licence) => ({
    rank: 1,
    name: licence.name,
    cells: [textCell(licence.name), countCell(licence.used)],
  }));
  return { columns: ['Licence', 'Used'], rows, noun: 'licence', empty: 'No licences are in use.' };
}

export function ticketTable(tickets: readonly TicketFact[], format: TimeFormat): Table {
  const rows = [...tickets].sort((left, right) => left.id - right.id);
  return {
    columns: ['Ticket', 'Summary', 'Status', 'Opened'],
    rows: rows.map((ticket) => ({
      rank: 1,
      name: `#${ticket.id}`,
      cells: [
        linkCell(`#${ticket.id}`, ticket.url),
        textCell(ticket.summary),
        textCell(ticket.status),
        beginningCell(ticket.openedAt, format),
      ],
    })),
    noun: 'ticket',
    empty: 'There are no open tickets about backups.',
  };
}

export function billedTable(lines: readonly BilledFact[]): Table {
  const rows = sortedBy(lines, (line) => `${line.period}\n${line.line}\n${line.agreement ?? ''}`).map((line) => ({
    rank: 1,
    name: line.line,
    cells: [
      oneLine(textCell(line.period)),
      textCell(line.line),
      textCell(line.product),
      textCell(line.quantity),
      textCell(line.agreement),
    ],
  }));
  const columns = ['Month', 'Line', 'Product', 'Quantity', 'Agreement'];
  return { columns, rows, noun: 'line', empty: 'Nothing is billed by the bridge.' };
}

export function provenanceTable(facts: readonly ProvenanceFact[], format: TimeFormat): Table {
  const rows = sortedBy(facts, (fact) => fact.label).map((fact) => ({
    rank: 1,
    name: fact.label,
    cells: [linkCell(fact.label, fact.url), timeCell(fact.asOf, format), textCell(fact.note)],
  }));
  return { columns: ['Source', 'Data as of', 'Note'], rows, noun: 'source', empty: 'No source has been read.' };
}
