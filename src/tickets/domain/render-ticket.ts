import { cleanLine, cleanText, cutText, isVisible } from './cut-text';
import type { ObjectRow, TicketTexts, TicketVariables } from './ticket-variables';
import { CONDITION_WORDS, COUNT_WORDS, EVENT_WORDS, kindWord, OF_RUNS, reasonWords, SINCE_WORDS } from './ticket-words';

const NAME_CHARACTERS = 60;
const MESSAGE_CHARACTERS = 2000;
const ROW_MESSAGE_CHARACTERS = 160;
const TABLE_ROWS = 25;

/** The bridge's own words. Every part is a line of its own and ends so that it still reads when line breaks are lost. */
export const DEFAULT_TEXTS: TicketTexts = { summary: renderSummary, description: renderDescription, note: renderNote };

export function renderSummary(variables: TicketVariables): string {
  const name = nameOf(variables);
  const where = shown(variables.computer || variables.server);
  const place = where && !name.includes(where) ? ` on ${where}` : '';
  const count = variables.members.length > 0 ? ` (${variables.members.length} affected)` : '';
  return `${CONDITION_WORDS[variables.condition]}: ${name}${place}${count}`;
}

export function renderDescription(variables: TicketVariables): string {
  return paragraphs([
    facts(variables),
    message(variables),
    table(variables),
    whereToLook(variables),
    advice(variables),
    why(variables),
  ]);
}

export function renderNote(variables: TicketVariables): string {
  const over = variables.event === 'recovered' || variables.event === 'gone';
  const body = over ? [whatIsOver(variables)] : [facts(variables), message(variables), table(variables)];
  return paragraphs([EVENT_WORDS[variables.event], cleanText(variables.detail), ...body]);
}

function facts(variables: TicketVariables): string {
  return lines([
    what(variables),
    line('Also', variables.conditions.slice(1).map(conditionWord).join(', ')),
    line('Customer', shown(variables.company)),
    place('Backup server', variables.server, variables),
    place('Computer', variables.computer, variables),
    line('Type', typeOf(variables)),
    since(variables),
    count(variables),
    lastGoodRun(variables),
    line('Restore points left', variables.restorePoints === null ? '' : String(variables.restorePoints)),
    line('Destination', shown(variables.destination)),
    line('Next run', variables.nextRun),
    dataAsOf(variables),
  ]);
}

/** Not of a server or agent itself, whose name has been said. */
function place(label: string, name: string, variables: TicketVariables): string {
  return shown(name) === nameOf(variables) ? '' : line(label, shown(name));
}

function typeOf({ jobType, workload }: TicketVariables): string {
  const type = cleanLine(jobType);
  return type === '' || workload === '' ? type || workload : `${type} (${workload})`;
}

/** Of a recovery: what it was, because a parent that tickets were merged into gets this note, too. */
function whatIsOver(variables: TicketVariables): string {
  const known = isStorm(variables) ? '' : variables.lastGood;
  return lines([
    what(variables),
    line('Wrong since', variables.since),
    line(isRun(variables) ? 'Last good run' : 'Newest restore point', known),
    dataAsOf(variables),
  ]);
}

function what(variables: TicketVariables): string {
  return line('What', `${CONDITION_WORDS[variables.condition]}: ${nameOf(variables)}`);
}

function since(variables: TicketVariables): string {
  if (variables.reason === 'never-protected') return line('Listed without a restore point since', variables.since);
  return line(SINCE_WORDS[variables.condition], variables.since);
}

function count(variables: TicketVariables): string {
  const label = isStorm(variables) ? undefined : COUNT_WORDS[variables.condition];
  if (label === undefined || variables.runs < 2) return '';
  // Of runs the bridge has seen some; of an alarm VSPC counts all.
  return line(label, `${variables.condition === 'alarm' ? '' : 'at least '}${variables.runs}`);
}

function lastGoodRun(variables: TicketVariables): string {
  return isRun(variables) && !isStorm(variables) ? line('Last good run', variables.lastGood || 'none known') : '';
}

/** Of a slow list, or beneath a server or agent that is out of touch. */
function dataAsOf({ condition, dataAsOf: instant }: TicketVariables): string {
  if (condition === 'source-offline') return '';
  return line('Data as of', instant && `${instant}; nothing newer is known`);
}

function message(variables: TicketVariables): string {
  const text = cutText(cleanText(variables.message), MESSAGE_CHARACTERS);
  if (text === '' || isStorm(variables)) return '';
  return `${variables.condition === 'problem' ? 'What happened' : 'Message from Veeam'}:\n${text}`;
}

function table(variables: TicketVariables): string {
  const rows = isStorm(variables) ? variables.members : variables.objects;
  if (rows.length === 0) return '';
  const more = rows.length > TABLE_ROWS ? [`… and ${rows.length - TABLE_ROWS} more.`] : [];
  return lines([`Affected (${rows.length}):`, ...rows.slice(0, TABLE_ROWS).map(row), ...more]);
}

function row(entry: ObjectRow): string {
  const text = cutText(cleanLine(entry.message), ROW_MESSAGE_CHARACTERS).replace(/[.;]$/, '');
  return `- ${shown(entry.name) || '(without a name)'} | ${entry.result}${text ? ` | ${text}` : ''};`;
}

function whereToLook(variables: TicketVariables): string {
  if (variables.condition === 'problem')
    return 'Where to look: vspc-bridge problems tells what is open, on the machine of the bridge.';
  const { connection, subjectKind } = variables;
  const console = `Veeam Service Provider Console (${cleanLine(connection)})`;
  return `Where to look: ${console}, ${kindWord(subjectKind)} "${nameOf(variables)}".`;
}

function advice(variables: TicketVariables): string {
  const text = cutText(cleanText(variables.knowledge), MESSAGE_CHARACTERS);
  return text === '' ? '' : `${variables.condition === 'problem' ? 'What helps' : 'What is known'}:\n${text}`;
}

function why(variables: TicketVariables): string {
  const rule = variables.rule ? `the rule "${cleanLine(variables.rule)}"` : 'the defaults of tickets.yaml';
  const previous =
    variables.previousTicketId === null ? '' : ` It happened before: ticket ${variables.previousTicketId}.`;
  const detail = cleanLine(variables.detail);
  const reason = `${reasonWords(variables.reason)} (${variables.reason}, by ${rule}).`;
  return `Why this ticket exists: ${reason}${previous}${detail && ` ${detail}`}`;
}

function isStorm({ members, subjectKind }: TicketVariables): boolean {
  return subjectKind === 'storm' || members.length > 0;
}

function isRun({ condition }: TicketVariables): boolean {
  return OF_RUNS.includes(condition);
}

function conditionWord(condition: TicketVariables['condition']): string {
  return CONDITION_WORDS[condition];
}

function nameOf({ subjectName }: TicketVariables): string {
  return shown(subjectName) || '(without a name)';
}

function shown(name: string): string {
  return isVisible(name) ? cutText(cleanLine(name), NAME_CHARACTERS) : '';
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
