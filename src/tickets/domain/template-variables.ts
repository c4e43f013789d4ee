import type { TicketVariables } from './ticket-variables';

export interface TemplateVariable<T> {
  /** For docs/configuration.md. */
  readonly meaning: string;
  /** Every template is tried on these when the configuration is loaded. */
  readonly sample: T;
}

const ROW = { name: 'srv-files', result: 'failed', message: 'The network path was not found.' };

/** The variables of the operator's Liquid templates: what the check of tickets.yaml and the documentation go by. */
export const TEMPLATE_VARIABLES: { readonly [Key in keyof TicketVariables]: TemplateVariable<TicketVariables[Key]> } = {
  event: { meaning: 'Why this text is written: opened, still-failing, recovered …', sample: 'opened' },
  reason: { meaning: 'Reason of the decision, one of the listed words', sample: 'failed-runs' },
  condition: { meaning: 'Worst condition: failed, missed, unprotected …', sample: 'failed' },
  conditions: { meaning: 'All conditions (list)', sample: ['failed'] },
  subjectKind: { meaning: 'Kind of subject: vbr-job, agent-job, workload …', sample: 'vbr-job' },
  subjectName: { meaning: 'Name of the job, workload or server', sample: 'Nightly files' },
  company: { meaning: 'Name of the company', sample: 'Alpha' },
  connection: { meaning: 'VSPC connection', sample: 'main' },
  server: { meaning: 'Backup server, or empty', sample: 'backup01' },
  computer: { meaning: 'Protected computer, or empty', sample: 'srv-files' },
  workload: { meaning: 'Workload class: server, workstation, vm …', sample: 'server' },
  jobType: { meaning: 'Job type of VSPC', sample: 'BackupVm' },
  since: { meaning: 'When it began', sample: '2026-11-02 22:00' },
  lastSeen: { meaning: 'Newest evidence', sample: '2026-11-03 22:00' },
  lastGood: {
    meaning: 'End of the last good run, or the last restore point; may be empty',
    sample: '2026-11-01 22:10',
  },
  nextRun: { meaning: 'Next run, where it is known', sample: '2026-11-04 22:00' },
  runs: { meaning: 'Failed runs in a row, due times missed, or times that an alarm was raised', sample: 2 },
  restorePoints: { meaning: 'Restore points left; null when unknown', sample: 14 },
  destination: { meaning: 'Where the backup goes', sample: 'Repository 1' },
  message: { meaning: "The vendor's message", sample: 'Error: the network path was not found.' },
  objects: { meaning: 'Affected objects (list of name, result, message)', sample: [ROW] },
  knowledge: { meaning: "Space that is left and the vendor's advice, for alarms", sample: 'Check the free space.' },
  dataAsOf: { meaning: 'Set when what is shown is not of this pass; else empty', sample: '2026-11-03 21:00' },
  rule: { meaning: 'Rule that decided; empty for the defaults', sample: 'servers' },
  incident: { meaning: 'Key of the incident', sample: 'main/vbr-job/5d2f0c1e' },
  generation: { meaning: 'How often this subject has had a ticket', sample: 1 },
  previousTicketId: { meaning: 'Ticket of the generation before; null for the first', sample: 1234 },
  members: { meaning: 'Subjects of a storm (list of name, result, message)', sample: [ROW] },
  detail: { meaning: 'One sentence on the event', sample: 'The job failed twice in a row.' },
};
