import { result } from '../../../test/support/ticket-world';
import { JOB, OPENED, stormStory, ticketed, TicketStory } from '../../../test/support/ticket-story';
import type { IncidentRow } from './incident';
import { listFurtherReads } from './plan-tickets';

const LATER = '2026-11-10T12:05';
const GOOD = result('2026-11-10T22:00', 'success');
const NIGHT = '2026-11-10T22:05';

/** The database is lost, or the copy of it that is put back is older; ConnectWise has everything. */
function forget(story: TicketStory, restored: readonly IncidentRow[] = []): TicketStory {
  story.world.incidents.clear();
  for (const row of restored) story.world.incidents.set(row.key, row);
  const known = new Set(restored.map((row) => row.ticketId));
  story.more = { ...story.more, strays: story.world.openTickets().filter((ticket) => !known.has(ticket.id)) };
  return story;
}

function remembering(story: TicketStory): TicketStory {
  story.more = { ...story.more, strays: [] };
  return story;
}

describe('tickets that the ledger has lost', () => {
  it.each(['ticket', 'baseline'] as const)('are taken back in a first pass that would make them a %s', (firstPass) => {
    const before = ticketed();
    const story = new TicketStory({ firstPass });
    story.results = before.results;
    for (const ticket of before.world.tickets.values()) story.world.tickets.set(ticket.id, ticket);
    forget(story);
    expect(story.words(LATER)).toEqual(['skip taken-over']);
    expect(story.row()).toMatchObject({ state: 'open', generation: 1, ticketId: story.ticket().id });
    expect(story.world.openTickets()).toHaveLength(1);
  });

  it('keep only what is ticketed: a job that failed recovers with a warning, although it warned before', () => {
    const story = forget(ticketed());
    story.pass(LATER);
    expect(story.row().conditions).toEqual(['failed']);
    expect(
      remembering(story)
        .add({ ...GOOD, result: 'warning' })
        .words(NIGHT),
    ).toEqual(['change close recovered']);
  });

  it('are closed as any other when the job recovers', () => {
    const story = forget(ticketed());
    story.pass(LATER);
    expect(remembering(story).add(GOOD).words(NIGHT)).toEqual(['change close recovered']);
    expect(story.world.openTickets()).toEqual([]);
  });

  it('are closed also when the job recovered while nobody knew of them', () => {
    const story = forget(ticketed()).add(GOOD);
    expect(story.words(NIGHT)).toContain('skip taken-over');
    expect(remembering(story).words('2026-11-10T22:10')).toEqual(['change close recovered']);
  });

  it('say nothing new while nothing is new', () => {
    const story = forget(ticketed());
    story.pass(LATER);
    expect(remembering(story).words('2026-11-10T12:10')).toEqual(['skip failed-runs']);
  });

  it('are left alone when nothing is known of what they are about', () => {
    const story = forget(ticketed());
    story.jobs = [];
    expect(story.words(LATER)).toEqual([]);
  });

  it('are left alone when the mark is of another installation, or changed by hand', () => {
    for (const change of ['vspcb:other:', '', 'x']) {
      const story = forget(ticketed());
      const strays = story.more.strays!.map((ticket) => ({
        ...ticket,
        externalXRef: change === '' ? null : `${change}${ticket.externalXRef!.slice('vspcb:test:'.length)}`,
      }));
      story.more = { ...story.more, strays };
      expect(story.words(LATER)).toEqual(['change create failed-runs']);
    }
  });

  it('an older generation that a person opened again is left alone', () => {
    const story = ticketed();
    const old = story.ticket();
    const row = { ...story.row(), generation: 2, state: 'resolved', ticketId: null } as const;
    story.world.incidents.set(JOB, row);
    story.more = { strays: [old] };
    expect(story.words(LATER)).toEqual(['change create failed-runs']);
  });

  it('a restored copy that knows the ticket before takes the newer one', () => {
    const story = ticketed();
    const first = story.row();
    story.touch({ closed: true, statusId: 109, statusName: 'Closed', closedByUs: true });
    const newer = {
      ...story.ticket(),
      id: 2000,
      closed: false,
      externalXRef: story.ticket().externalXRef!.replace(/1$/, '2'),
    };
    story.world.tickets.set(newer.id, newer);
    forget(story, [{ ...first, state: 'resolved', closedAt: first.openedAt, closedBy: 'ours' }]);
    expect(story.words(LATER)).toEqual(['skip taken-over']);
    expect(story.row()).toMatchObject({ generation: 2, ticketId: 2000 });
  });

  it('of several with one mark the lowest is taken', () => {
    const story = forget(ticketed());
    const [stray] = story.more.strays!;
    story.more = { ...story.more, strays: [{ ...stray!, id: 9999 }, stray!] };
    story.pass(LATER);
    expect(story.row().ticketId).toBe(stray!.id);
  });

  it('a storm finds its ticket', () => {
    const story = stormStory(5);
    story.pass(OPENED);
    expect(story.world.openTickets()).toHaveLength(1);
    forget(story);
    expect(story.words(LATER)).toContain('skip taken-over');
    expect(story.world.openTickets()).toHaveLength(1);
    remembering(story);
    expect(story.words('2026-11-10T12:10').filter((words) => words.startsWith('change'))).toEqual([]);
  });
});

describe('listFurtherReads', () => {
  it('looks for lost tickets before one is opened and in a first pass, and in no pass that is steady', () => {
    const story = ticketed();
    expect(listFurtherReads(story.facts(LATER)).strays).toBe(false);
    story.world.incidents.delete(JOB);
    expect(listFurtherReads(story.facts(LATER)).strays).toBe(true);
    story.world.incidents.clear();
    story.results = [];
    expect(listFurtherReads(story.facts(LATER)).strays).toBe(true);
  });
});
