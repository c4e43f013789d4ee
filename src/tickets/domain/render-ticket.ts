import { cleanLine, cleanText, cutText } from './cut-text';
import type { Condition } from './incident';
import type { ObjectRow, TextEvent, TicketTexts, TicketVariables } from './ticket-variables';

const NAME_CHARACTERS = 60;
const MESSAGE_CHARACTERS = 2000;
const ROW_MESSAGE_CHARACTERS = 160;
const TABLE_ROWS = 25;

/** What a technician calls it. */
const CONDITION_WORDS: Readonly<Record<Condition, string>> = {
  failed: 'Backup failed',
  missed: 'Backup missed',
  unprotected: 'No recent backup',
  'source-offline': 'Backup source offline',
  'long-running': 'Backup running too long',
  disabled: 'Backup disabled',
  warning: 'Backup warning',
  alarm: 'Alarm',
  problem: 'Bridge problem',
};

const EVENT_WORDS: Readonly<Record<TextEvent, string>> = {
  opened: 'Opened.',
  reopened: 'It failed again, so this ticket is open again.',
  'condition-changed': 'What is wrong has changed.',
  'text-changed': 'It still fails, with another error.',
  'still-failing': 'It still fails.',
  escalated: 'It has lasted so long that this ticket was escalated.',
  recovered: 'Recovered.',
  gone: 'It no longer exists in Veeam Service Provider Console.',
  disabled: 'The job was disabled while it was failing. This ticket stays open.',
  unlinked: 'Its company is no longer linked. The bridge will not touch this ticket any more.',
  'company-changed': 'It now belongs to another company. This ticket stays here; a next one will go there.',
  'storm-joined': 'More of the same happened at once; the rest is in one ticket of its own.',
  'storm-changed': 'The list of what is affected has changed.',
};

/** The bridge's own words. Every part is a line of its own and ends so that it still reads when line breaks are lost. */
export const DEFAULT_TEXTS: TicketTexts = { summary: renderSummary, description: renderDescription, note: renderNote };

export function renderSummary(variables: TicketVariables): string {
  const name = shown(variables.subjectName) || '(without a name)';
  const where = shown(variables.computer || variables.server);
  const place = where && !name.includes(where) ? ` on ${where}` : '';
  const count = variables.members.length > 0 ? ` (${variables.members.length} affected)` : '';
  return `${CONDITION_WORDS[variables.condition]}: ${name}${place}${count}`;
}

export function renderDescription(variables: TicketVariables): string {
  return paragraphs([facts(variables), message(variables), table(variables), whereToLook(variables), why(variables)]);
}

export function renderNote(variables: TicketVariables): string {
  const over = variables.event === 'recovered' || variables.event === 'gone';
  const body = over
    ? [lines([line('Last good run', variables.lastGood), oldData(variables)])]
    : [facts(variables), message(variables), table(variables)];
  return paragraphs([EVENT_WORDS[variables.event], cleanText(variables.detail), ...body]);
}

function facts(variables: TicketVariables): string {
  const points = variables.restorePoints;
  return lines([
    line('What', `${CONDITION_WORDS[variables.condition]}: ${shown(variables.subjectName) || '(without a name)'}`),
    line(
      'Also',
      variables.conditions
        .slice(1)
        .map((condition) => CONDITION_WORDS[condition])
        .join(', '),
    ),
    line('Customer', shown(variables.company)),
    line('Server', shown(variables.server)),
    line('Computer', shown(variables.computer)),
    line('Since', variables.since),
    line('Times in a row', variables.runs > 1 ? `at least ${variables.runs}` : ''),
    line('Last good run', variables.lastGood || 'none known'),
    line('Restore points left', points === null ? '' : String(points)),
    line('Destination', shown(variables.destination)),
    line('Next run', variables.nextRun),
    oldData(variables),
  ]);
}

function oldData({ dataAsOf }: TicketVariables): string {
  return line('Old data', dataAsOf && `nothing newer is known than ${dataAsOf}`);
}

function message(variables: TicketVariables): string {
  const text = cutText(cleanText(variables.message), MESSAGE_CHARACTERS);
  return text === '' ? '' : `Message from Veeam:\n${text}`;
}

function table(variables: TicketVariables): string {
  const rows = variables.members.length > 0 ? variables.members : variables.objects;
  if (rows.length === 0) return '';
  const more = rows.length > TABLE_ROWS ? [`… and ${rows.length - TABLE_ROWS} more.`] : [];
  return lines(['Affected:', ...rows.slice(0, TABLE_ROWS).map(row), ...more]);
}

function row(entry: ObjectRow): string {
  const text = cutText(cleanLine(entry.message), ROW_MESSAGE_CHARACTERS);
  return `- ${shown(entry.name) || '(without a name)'} | ${entry.result}${text ? ` | ${text}` : ''};`;
}

function whereToLook(variables: TicketVariables): string {
  const advice = cutText(cleanText(variables.knowledge), MESSAGE_CHARACTERS);
  const place = `Where to look: Veeam Service Provider Console (${cleanLine(variables.connection)}), ${variables.subjectKind} "${shown(variables.subjectName)}".`;
  return lines([place, advice]);
}

function why(variables: TicketVariables): string {
  const rule = variables.rule ? `the rule "${cleanLine(variables.rule)}"` : 'the defaults of tickets.yaml';
  const previous =
    variables.previousTicketId === null ? '' : ` It happened before: ticket ${variables.previousTicketId}.`;
  const detail = cleanLine(variables.detail);
  return `Why this ticket exists: ${variables.reason}, by ${rule}.${previous}${detail && ` ${detail}`}`;
}

function shown(name: string): string {
  return cutText(cleanLine(name), NAME_CHARACTERS);
}

function line(label: string, value: string): string {
  return value === '' ? '' : `${label}: ${value}.`;
}

function lines(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n');
}

function paragraphs(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}
