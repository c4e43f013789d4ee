import {
  ALARMS_SOURCE,
  at,
  HOUR,
  job,
  JOBS_SOURCE,
  mapping,
  result,
  WORKLOADS_SOURCE,
} from '../../../test/support/ticket-world';
import {
  CLOSED_BY_PERSON,
  FAILED,
  JOB,
  OPENED,
  stormStory,
  ticketed,
  TicketStory,
} from '../../../test/support/ticket-story';
import type { Hold } from '../../kernel/change';
import { listFurtherReads } from './plan-tickets';
import type { TicketSettings } from './ticket-settings';
import type { TicketsObservation } from './tickets-observation';
import { subjectId, type JobFact, type TerminalResult } from './workload-facts';

/** Everything but the tickets is read. */
const BLIND: Partial<TicketsObservation> = {
  completeSources: new Set([JOBS_SOURCE, WORKLOADS_SOURCE, ALARMS_SOURCE]),
  tickets: [],
};
const STORM = subjectId('main', 'storm', 'server:server-1');

function blind(story: TicketStory, more: Partial<TicketsObservation> = {}): TicketStory {
  story.more = { ...BLIND, ...more };
  return story;
}

describe('while tickets cannot be read', () => {
  it.each<[string, Partial<TicketSettings>, readonly TerminalResult[], Partial<JobFact>, string, string]>([
    ['nothing new: that skip', {}, [], {}, '2026-11-10T13:00', 'skip failed-runs'],
    [
      'a mere repeat: that skip',
      {},
      [result('2026-11-10T20:00', 'failed')],
      {},
      '2026-11-10T22:00',
      'skip failed-runs',
    ],
    [
      'another error text: its note waits',
      {},
      [result('2026-11-10T20:00', 'failed', { message: 'Disk full' })],
      {},
      '2026-11-10T22:00',
      'held note incomplete-observation',
    ],
    ['a note that is due waits', {}, [], {}, '2026-11-11T12:00', 'held note incomplete-observation'],
    [
      'a step of escalate waits',
      { escalate: [{ afterMs: 12 * HOUR, set: { priority: 'High' } }] },
      [],
      {},
      '2026-11-11T00:00',
      'held escalate incomplete-observation',
    ],
    [
      'recovered: the close waits',
      {},
      [result('2026-11-10T22:00', 'success')],
      {},
      '2026-11-10T22:05',
      'held close incomplete-observation',
    ],
    ['disabled: its note waits', {}, [], { enabled: false }, '2026-11-10T22:05', 'held note incomplete-observation'],
  ])('%s', (_name, settings, results, change, now, word) => {
    const story = blind(ticketed(settings)).add(...results);
    story.jobs = [job(change)];
    expect(story.words(now)).toEqual([word]);
    expect(story.world.notes).toEqual([]);
  });

  it('keeps in the ledger what is seen, and not what people were told', () => {
    const story = blind(ticketed()).add(
      result('2026-11-10T22:00', 'failed', { message: 'Disk full' }),
      result('2026-11-11T22:00', 'failed', { message: 'Disk full' }),
    );
    const before = story.row();
    story.pass('2026-11-12T12:00');
    expect(story.row()).toEqual({ ...before, runs: 3, lastSeenAt: at('2026-11-11T22:00') });
    const [again] = story.plan('2026-11-12T12:05').decisions;
    expect(again).toMatchObject({ decision: 'held', transition: null });
  });

  it('applies the present state afterwards, not the backlog', () => {
    const story = blind(ticketed()).add(result('2026-11-10T22:00', 'failed', { message: 'Disk full' }));
    expect(story.words('2026-11-10T23:00')).toEqual(['held note incomplete-observation']);
    story.add(result('2026-11-11T22:00', 'failed', { message: 'Credentials refused' }));
    expect(story.words('2026-11-12T12:00')).toEqual(['held note incomplete-observation']);
    story.more = {};
    expect(story.words('2026-11-12T12:05')).toEqual(['change note text-changed']);
    expect(story.world.notes.map((note) => note.text)).toEqual([expect.stringContaining('Credentials refused')]);
    expect(story.words('2026-11-12T12:10')).toEqual(['skip failed-runs']);
  });

  it('says nothing of a failure that came and went meanwhile', () => {
    const story = blind(new TicketStory());
    story.results = [FAILED];
    expect(story.words(OPENED)).toEqual(['held create incomplete-observation']);
    expect(story.row()).toMatchObject({ state: 'holding', conditions: ['failed'], runs: 1 });
    story.add(result('2026-11-10T22:00', 'success'));
    expect(story.words('2026-11-10T22:05')).toEqual(['skip recovered']);
    story.more = {};
    expect(story.words('2026-11-10T22:10')).toEqual([]);
    expect(story.world.tickets.size).toBe(0);
  });

  it('opens once what still fails afterwards, its hold counting from the failure', () => {
    const story = blind(new TicketStory());
    story.results = [FAILED];
    story.pass(OPENED);
    story.more = {};
    expect(story.words('2026-11-10T12:05')).toEqual(['change create failed-runs']);
    expect(story.row()).toMatchObject({ state: 'open', since: FAILED.endedAt });
  });

  it('sees afterwards that a person closed the ticket, and that the job recovered and failed anew since', () => {
    const story = blind(ticketed({ onClosedByPerson: 'ignore' }));
    story.touch({ ...CLOSED_BY_PERSON, closedAt: at('2026-11-10T14:00') });
    story.add(result('2026-11-10T22:00', 'success'), result('2026-11-11T22:00', 'failed'));
    story.pass('2026-11-11T23:30');
    expect(story.row().lastSeenAt).toBe(at('2026-11-11T22:00'));
    story.more = {};
    expect(story.words('2026-11-11T23:35')).toEqual(['change reopen reopened']);
  });

  it('counts from when a subject is no longer listed, and closes only afterwards', () => {
    const story = blind(ticketed());
    story.jobs = [];
    expect(story.words('2026-11-11T12:00')).toEqual(['skip gone']);
    expect(story.row().absentSince).toBe(at('2026-11-11T12:00'));
    expect(story.words('2026-11-12T12:00')).toEqual(['held close incomplete-observation']);
    story.more = {};
    expect(story.words('2026-11-12T12:05')).toEqual(['change close gone']);
  });

  it('says nothing about a subject whose own source was not read either', () => {
    const story = ticketed();
    story.jobs = [];
    story.more = { completeSources: new Set(), tickets: [] };
    expect(story.words('2026-11-12T12:00')).toEqual([]);
  });

  it('lets the ledger of a storm follow its members', () => {
    const story = stormStory(4);
    story.pass(OPENED);
    blind(story).add(result('2026-11-10T22:00', 'failed', { key: 'job-1' }));
    expect(story.words('2026-11-10T23:30')).toEqual(Array(5).fill('skip storm'));
    expect(story.row().lastSeenAt).toBe(at('2026-11-10T22:00'));
    expect(story.row(STORM).lastSeenAt).toBe(at('2026-11-10T22:00'));
    story.add(result('2026-11-11T08:00', 'success', { key: 'job-0' }));
    expect(story.words('2026-11-11T08:05')).toContain('held note incomplete-observation');
    for (const key of ['job-1', 'job-2', 'job-3']) story.add(result('2026-11-11T09:00', 'success', { key }));
    expect(story.words('2026-11-11T09:05')).toContain('held close incomplete-observation');
    story.more = {};
    expect(story.words('2026-11-11T09:10')).toContain('change close recovered');
    expect(story.world.notes).toHaveLength(1);
  });

  it('asks for nobody’s notes and times: they could not be read either', () => {
    const story = blind(ticketed()).add(result('2026-11-10T22:00', 'success'));
    expect(listFurtherReads(story.facts('2026-11-10T22:05')).people).toEqual([]);
  });

  it('names in what is held the change that waits', () => {
    const story = blind(ticketed({}), {
      settings: mapping({ firstPass: 'ticket' }, { rules: [{ name: 'all', match: {}, set: {} }] }),
    });
    story.add(result('2026-11-10T22:00', 'success'));
    const [held] = story.plan('2026-11-10T22:05').decisions as readonly Hold[];
    expect(held).toMatchObject({ action: 'close', rule: 'all', subject: { kind: 'vbr-job' }, before: null });
    expect(held?.key).toMatch(/^tickets\/[0-9a-f]{16}\/1\/close-0$/);
  });
});

describe('a ticket that was moved, where onMoved says to leave it', () => {
  it('is written to no more, while the ledger follows', () => {
    const story = ticketed({ onMoved: 'ignore' }).touch({ boardId: 20 });
    story.add(result('2026-11-10T22:00', 'failed', { message: 'Disk full' }));
    expect(story.words('2026-11-10T23:30')).toEqual(['skip ignored']);
    expect(story.row(JOB)).toMatchObject({ lastSeenAt: at('2026-11-10T22:00'), worst: 'failed' });
    story.jobs = [];
    expect(story.words('2026-11-12T12:00')).toEqual(['skip ignored']);
  });

  it('is left as it is when it is the ticket of a storm', () => {
    const story = stormStory(4);
    story.pass(OPENED);
    story.touch({ boardId: 20 });
    story.more = {
      settings: mapping({ firstPass: 'ticket', onMoved: 'ignore', storm: { threshold: 4, withinMs: HOUR } }),
    };
    story.add(result('2026-11-11T08:00', 'success', { key: 'job-0' }));
    expect(story.words('2026-11-11T08:05')).toContain('skip ignored');
  });
});
