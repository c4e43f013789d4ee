import { at, DEFAULTS, HOUR, result } from '../../../test/support/ticket-world';
import { ticketed, TicketStory } from '../../../test/support/ticket-story';
import type { Change } from '../../kernel/change';
import { TEXT_CHARACTERS } from './cut-text';
import type { Finding } from './finding';
import type { IncidentRow } from './incident';
import { textMaskOf } from './mask-text';
import { dueNote, noteEffect, noteStep } from './notes';
import { readTicketPayload, type AddNote } from './ticket-effects';

const ROW = { ...ticketed().row(), textMask: textMaskOf('Disk full at 10:00') };
const WORST = { condition: 'failed', reason: 'failed-runs', message: 'Disk full at 22:00' } as Finding;
const SOON = at('2026-11-11T11:59');
const LATE = at('2026-11-11T12:00');

describe('dueNote', () => {
  it.each<[string, Partial<IncidentRow>, Partial<Finding>, number, string | null]>([
    ['it had recovered, and failed anew', { state: 'recovering' }, {}, SOON, 'reopened reopened'],
    ['another condition is the worst', { worst: 'missed' }, {}, SOON, 'condition-changed failed-runs'],
    ['another error text', {}, { message: 'Network down' }, SOON, 'text-changed text-changed'],
    ['the same text with another number', {}, { message: 'Disk full at 23:11' }, SOON, null],
    [
      'the bridge’s own problem, met by another request',
      { worst: 'problem' },
      { condition: 'problem', reason: 'system-auth', message: 'connectwise: GET /company/companies: 401' },
      SOON,
      null,
    ],
    ['no text at all is no change', {}, { message: '' }, SOON, null],
    ['a day since the last note', {}, {}, LATE, 'still-failing note-due'],
    ['a day since the opening, no note yet', { lastNoteAt: null }, {}, LATE, 'still-failing note-due'],
    ['nobody knows since when', { lastNoteAt: null, openedAt: null }, {}, LATE, null],
    ['a mere repeat', {}, {}, SOON, null],
  ])('%s', (_name, row, worst, now, wanted) => {
    const due = dueNote({ ...ROW, ...row }, { ...WORST, ...worst }, DEFAULTS, now);
    expect(due && `${due.event} ${due.reason}`).toBe(wanted);
  });
});

describe('noteEffect', () => {
  it.each<[string, string]>([
    ['a short text', 'Recovered.'],
    ['a long one', 'Error. '.repeat(5000)],
    ['none', ''],
  ])('ends with its mark: %s', (_name, text) => {
    const effect = noteEffect({ row: ROW, ticketId: 7, text, visibility: 'customer' }, { type: 'none' });
    const note = readTicketPayload(effect) as AddNote;
    expect(note.text.endsWith(`\n\n${note.mark}`)).toBe(true);
    expect(Array.from(note.text).length).toBeLessThanOrEqual(TEXT_CHARACTERS);
    expect(note).toMatchObject({ ticketId: 7, visibility: 'customer', processNotifications: false });
  });

  it('counts its notes, so that every one has a mark of its own', () => {
    expect(noteStep(ROW)).toBe('note-1');
    expect(noteStep({ ...ROW, notes: 1 })).toBe('note-2');
  });
});

describe('notes of an incident (RULES, Tickets 12)', () => {
  it('keeps the last error text that was known when the newest has none', () => {
    const story = ticketed({ afterFailures: 1 });
    story.add(result('2026-11-10T20:00', 'failed', { message: '' }));
    const mask = story.row().textMask;
    expect(story.words('2026-11-11T12:00')).toEqual(['change note note-due']);
    expect(story.row().textMask).toBe(mask);
  });

  it.each<['internal' | 'customer']>([['internal'], ['customer']])('go where visibility says: %s', (visibility) => {
    const story = ticketed({ visibility }).add(result('2026-11-10T22:00', 'success'));
    const [close] = story.pass('2026-11-10T22:05') as readonly Change[];
    const payloads = close?.effects.map((effect) => readTicketPayload(effect)) ?? [];
    expect(payloads).toMatchObject([
      { kind: 'add-note', visibility, processNotifications: false },
      { kind: 'set-status', processNotifications: false },
    ]);
    const first = new TicketStory({ firstPass: 'ticket', visibility });
    first.results = story.results.slice(0, 1);
    const [create] = first.pass('2026-11-10T12:00') as readonly Change[];
    expect(readTicketPayload(create!.effects[0]!)).toMatchObject({ visibility, processNotifications: false });
  });

  it('start their clock anew with every note', () => {
    const story = ticketed({ noteEveryMs: 12 * HOUR });
    expect(story.words('2026-11-11T00:00')).toEqual(['change note note-due']);
    expect(story.words('2026-11-11T11:59')).toEqual(['skip failed-runs']);
    expect(story.words('2026-11-11T12:00')).toEqual(['change note note-due']);
  });
});
