import type { SandboxState } from '../answer-key/vendor-records';
import { listMonthTickets, type MonthTicket } from './list-month-tickets';
import type { ExpectedMonthTicket, ExpectedNote, MonthScene } from './month-scene';

/** By which words of their beginning the bridge's notes are told apart; anything without its mark is a person's. */
const NOTES: readonly (readonly [ExpectedNote, RegExp])[] = [
  ['reopened', /^It failed again/],
  ['storm-changed', /^The list of what is affected/],
  ['text-changed', /^It still fails, with another error/],
  ['still', /^It still/],
  ['escalated', /escalated/],
  ['recovered', /^Recovered/],
  ['gone', /^It no longer exists/],
  ['disabled', /disabled while/],
  ['company-changed', /^It now belongs to another company/],
  ['changed', /^What is wrong has changed/],
];
const OWN_NOTE = /\[vspcb:[0-9a-f]{8}\]\s*$/;

/** What differs between the tickets at the end of the month and the answer key, a sentence each. */
export function compareMonth(state: SandboxState, scenes: readonly MonthScene[]): readonly string[] {
  const found = new Map<string, string[]>(scenes.map((scene) => [scene.name, []]));
  const strangers: string[] = [];
  for (const ticket of listMonthTickets(state)) {
    const scene = scenes.find(({ name }) => ticket.summary.includes(name));
    if (scene) found.get(scene.name)?.push(describe(asExpected(ticket)));
    else strangers.push(`Nothing of the script explains ticket ${ticket.id} "${ticket.summary}".`);
  }
  const differences = scenes.flatMap(({ name, tickets }) => {
    const expected = tickets.map(describe).join(' | ');
    const actual = (found.get(name) ?? []).join(' | ');
    return expected === actual ? [] : [`${name}: expected ${expected || 'no ticket'}, found ${actual || 'no ticket'}`];
  });
  return [...differences, ...strangers];
}

function asExpected({ board, companyId, generation, notes, priority, status }: MonthTicket): ExpectedMonthTicket {
  const level = Number(/^Priority (\d)/.exec(priority)?.[1]);
  return {
    companyId,
    status: status as ExpectedMonthTicket['status'],
    ...(board === 'Help Desk' ? { board } : {}),
    ...(level === 1 || level === 2 ? { priority: level } : {}),
    ...(generation > 1 ? { generation } : {}),
    notes: notes.map(kindOf),
  };
}

/** The description is the first note, and has no mark of its own. */
function kindOf(text: string, index: number): ExpectedNote {
  if (index === 0) return 'opened';
  if (!OWN_NOTE.test(text)) return 'person';
  const kind = NOTES.find(([, begins]) => begins.test(text))?.[0];
  if (!kind) throw new Error(`The answer key knows no note that begins "${text.slice(0, 60)}".`);
  return kind;
}

function describe({ board, companyId, generation, notes, priority, status }: ExpectedMonthTicket): string {
  const where = board === undefined ? '' : ` on ${board}`;
  const level = priority === undefined ? '' : ` P${priority}`;
  const which = generation === undefined ? '' : ` #${generation}`;
  return `${companyId}${where} ${status}${level}${which} [${notes.join(', ')}]`;
}
