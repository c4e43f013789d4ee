import type { JournalEntity } from '../persistence/engine/engine.entities';
import type { CliOutput } from './cli-output';
import { formatInstant } from './format-instant';

const STATES: Readonly<Record<JournalEntity['state'], string>> = {
  intended: 'outcome not known yet',
  done: 'done',
  'not-done': 'not done',
  failed: 'failed',
};

/** One write of `--json`; payloads stay in the database. */
export function viewJournalEntry(entry: JournalEntity): object {
  const { action, effectKind, reason, rule, state, intendedAt, outcomeAt, remoteId, runId, error } = entry;
  const at = (outcomeAt ?? intendedAt).toISOString();
  return { at, action, effect: effectKind, reason, rule, state, remoteId, run: runId, error };
}

/** What was written because of one subject, oldest first. */
export function renderHistory(journal: readonly JournalEntity[], output: CliOutput): void {
  if (journal.length === 0) {
    output.line('Nothing was written because of it.');
    return;
  }
  output.line(output.colors.bold('Written because of it'));
  for (const entry of journal) {
    const number = entry.remoteId === null ? '' : ` #${entry.remoteId}`;
    const rule = entry.rule === null ? '' : `, rule ${entry.rule}`;
    const at = formatInstant(entry.outcomeAt ?? entry.intendedAt);
    output.line(output.cut(`  ${at}  ${entry.effectKind}${number}  ${STATES[entry.state]} (${entry.reason}${rule})`));
    if (entry.error !== null) output.write(output.paragraph(entry.error, '    '));
  }
}
