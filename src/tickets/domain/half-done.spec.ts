import type { Change } from '../../kernel/change';
import { at, job, result } from '../../../test/support/ticket-world';
import { FAILED, OPENED, ticketed, TicketStory } from '../../../test/support/ticket-story';

/** The process dies after the first effect of the one change of this pass; what the next pass does then. */
function diesAfterFirstEffect(story: TicketStory, now: string, next: string): readonly string[] {
  const changes = story.plan(now).decisions.filter((one): one is Change => one.decision === 'change');
  expect(changes).toHaveLength(1);
  for (const one of changes) {
    expect(one.effects.length).toBe(2);
    story.world.applyChange({ ...one, effects: one.effects.slice(0, 1) }, at(now));
  }
  return story.words(next);
}

function lastNote(story: TicketStory): string {
  return story.world.notes.at(-1)?.text.split('\n', 1)[0] ?? '';
}

describe('a change that was only half made (RULES, Engine 5)', () => {
  it('reopened: the note follows the status', () => {
    const story = ticketed();
    story.add(result('2026-11-10T13:00', 'success'));
    story.pass('2026-11-10T13:05');
    story.add(result('2026-11-10T20:00', 'failed'));
    expect(diesAfterFirstEffect(story, '2026-11-10T22:00', '2026-11-10T22:05')).toEqual(['change note reopened']);
    expect(lastNote(story)).toMatch(/^It failed again/);
    expect(story.words('2026-11-10T22:10')).toEqual(['skip failed-runs']);
  });

  it('reopened, and well again before the note: closed like any other', () => {
    const story = ticketed();
    story.add(result('2026-11-10T13:00', 'success'));
    story.pass('2026-11-10T13:05');
    story.add(result('2026-11-10T20:00', 'failed'));
    const [change] = story.plan('2026-11-10T22:00').decisions.filter((one): one is Change => one.decision === 'change');
    story.world.applyChange({ ...change!, effects: change!.effects.slice(0, 1) }, at('2026-11-10T22:00'));
    story.add(result('2026-11-10T22:03', 'success'));
    expect(story.words('2026-11-10T22:05')).toEqual(['change close recovered']);
    expect(story.ticket().closed).toBe(true);
  });

  it('escalated: the note follows the priority, and the step counts once', () => {
    const story = ticketed({ escalate: [{ afterMs: 3_600_000, set: { priority: 'High' } }] });
    expect(diesAfterFirstEffect(story, '2026-11-10T14:00', '2026-11-10T14:05')).toEqual(['change escalate escalated']);
    expect(story.row().escalations).toBe(1);
    expect(story.words('2026-11-10T14:10')).toEqual(['skip failed-runs']);
  });

  it('recovered under people’s hands: the status follows the note', () => {
    const story = ticketed({
      status: { open: 'New', closed: 'Closed', reopened: 'New', recovered: 'Verify', protected: [] },
    });
    story.touch({ people: { notes: [{ member: 'tech', at: 0 }], timeEntries: [] } });
    story.add({ ...FAILED, result: 'success', endedAt: at('2026-11-10T13:00') });
    expect(diesAfterFirstEffect(story, '2026-11-10T13:05', '2026-11-10T13:10')).toEqual(['change note person-active']);
    expect(story.ticket()).toMatchObject({ closed: false, statusName: 'Verify' });
    expect(story.world.notes.filter(({ text }) => text.startsWith('Recovered'))).toHaveLength(1);
    expect(story.words('2026-11-10T13:15')).toEqual(['skip person-active']);
  });

  it('created: the configuration follows the ticket', () => {
    const story = new TicketStory({ firstPass: 'ticket' });
    story.jobs = [job({ computerName: 'SRV-1' })];
    story.results = [FAILED];
    const attached = (now: string): readonly string[] =>
      story
        .plan(now)
        .decisions.flatMap((one) => (one.decision === 'change' ? one.effects.map(({ kind }) => kind) : []));
    expect(diesAfterFirstEffect(story, OPENED, '2026-11-10T12:05')).toEqual(['change note failed-runs']);
    expect(story.world.openTickets()).toHaveLength(1);
    expect(attached('2026-11-10T12:10')).toEqual([]);
    expect(story.row().attaching).toBe(false);
  });

  it('created, and refused for an hour: nobody tries any more', () => {
    const story = new TicketStory({ firstPass: 'ticket' });
    story.jobs = [job({ computerName: 'SRV-1' })];
    story.results = [FAILED];
    expect(diesAfterFirstEffect(story, OPENED, '2026-11-10T13:05')).toEqual(['skip failed-runs']);
  });
});
