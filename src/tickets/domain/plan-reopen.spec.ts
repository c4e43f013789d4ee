import { at, DEFAULTS, job, observation, result } from '../../../test/support/ticket-world';
import { CLOSED_BY_PERSON, JOB, OPENED, ticketed, TicketStory } from '../../../test/support/ticket-story';
import type { Change } from '../../kernel/change';
import { buildContext } from './plan-context';
import { reopenedStatus } from './reopened-status';
import type { TicketFact } from './ticket-facts';
import type { TicketSettings } from './ticket-settings';

describe('again', () => {
  const GOOD = result('2026-11-10T22:00', 'success');
  it.each<[string, string, string, string]>([
    ['within reopenWithin: the same ticket', '2026-11-12T22:00', '2026-11-12T23:15', 'change reopen reopened'],
    ['before its hold ends', '2026-11-12T22:00', '2026-11-12T22:30', 'skip holding'],
    ['later: the next generation', '2026-11-14T22:00', '2026-11-14T23:15', 'change create failed-runs'],
  ])('%s', (_name, failed, now, word) => {
    const story = ticketed().add(GOOD);
    story.pass('2026-11-10T22:05');
    story.add(result(failed, 'failed'));
    expect(story.words(now)).toEqual([word]);
  });

  it('reopens with a status and a note, and counts the flap', () => {
    const story = ticketed().add(GOOD);
    story.pass('2026-11-10T22:05');
    story.add(result('2026-11-12T22:00', 'failed')).pass('2026-11-12T23:15');
    expect(story.ticket()).toMatchObject({ id: 1000, closed: false, statusName: 'New' });
    expect(story.world.incidents.get(JOB)).toMatchObject({ state: 'open', generation: 1, flaps: 1, closedAt: null });
  });

  it('names the old ticket in the next generation', () => {
    const story = ticketed().add(GOOD);
    story.pass('2026-11-10T22:05');
    story.add(result('2026-11-20T22:00', 'failed')).pass('2026-11-20T23:15');
    expect(story.ticket()).toMatchObject({ id: 1001, externalXRef: expect.stringMatching(/:2$/) as string });
    expect(story.world.created.get(1001)?.text).toContain('ticket 1000');
  });
});

describe('planReopen', () => {
  const GOOD = result('2026-11-10T22:00', 'success');
  const AGAIN = result('2026-11-12T22:00', 'failed');

  function closedByUs(): TicketStory {
    const story = ticketed().add(GOOD);
    story.pass('2026-11-10T22:05');
    return story.add(AGAIN);
  }

  it.each<[string, Partial<TicketFact>, string, readonly string[]]>([
    ['a closed ticket: its status, then a note', {}, 'change reopen reopened', ['set-status', 'add-note']],
    [
      'one that a person opened meanwhile: a note alone',
      { closed: false, statusId: 101 },
      'change reopen reopened',
      ['add-note'],
    ],
    [
      'one that was merged meanwhile: a new ticket',
      { mergedIntoId: 5 },
      'change create failed-runs',
      ['create-ticket'],
    ],
    ['one that was deleted meanwhile: a new ticket', { deleted: true }, 'change create failed-runs', ['create-ticket']],
    [
      'one on a board without an open status: a new ticket',
      { boardId: 99 },
      'change create failed-runs',
      ['create-ticket'],
    ],
  ])('%s', (_name, change, word, kinds) => {
    const [decision] = closedByUs().touch(change).pass('2026-11-12T23:15') as readonly Change[];
    expect(`${decision?.decision} ${decision?.action} ${decision?.reason}`).toBe(word);
    expect(decision?.effects.map((effect) => effect.kind)).toEqual(kinds);
  });

  it('has the same hold as an opening, and is quiet when it recovers meanwhile', () => {
    const story = closedByUs();
    expect(story.words('2026-11-12T22:30')).toEqual(['skip holding']);
    story.add(result('2026-11-12T22:40', 'success'));
    expect(story.words('2026-11-12T23:15')).toEqual(['skip recovered']);
    expect(story.ticket().closed).toBe(true);
  });

  it('reopens what a person closed, too, and the ticket of a problem past all limits', () => {
    const story = ticketed()
      .touch({ ...CLOSED_BY_PERSON, closedAt: at('2026-11-10T23:00') })
      .add(GOOD);
    story.pass('2026-11-10T23:05');
    expect(story.add(AGAIN).words('2026-11-12T23:15')).toEqual(['change reopen reopened']);
    const bridge = new TicketStory();
    const problem = { kind: 'auth' as const, system: 'itglue', since: at('2026-11-10T11:00'), message: '', hint: '' };
    bridge.more = { providerProblems: [problem] };
    bridge.pass(OPENED);
    bridge.more = {};
    bridge.pass('2026-11-10T13:00');
    bridge.more = { providerProblems: [{ ...problem, since: at('2026-11-10T14:00') }] };
    const reopen = bridge.pass('2026-11-10T14:05').find((decision) => decision.decision === 'change');
    expect(reopen).toMatchObject({ action: 'reopen', exemptFromLimits: true });
  });

  it('goes to the company of its job only with the next generation', () => {
    const story = closedByUs();
    story.jobs = [job({ company: { uid: 'beta', name: 'Beta', by: 'mapped' } })];
    story.pass('2026-11-12T23:15');
    expect(story.ticket()).toMatchObject({ id: 1000, companyId: 250, closed: false });
    story.add(result('2026-11-13T22:00', 'success')).pass('2026-11-13T22:05');
    story.add(result('2026-11-20T22:00', 'failed')).pass('2026-11-20T23:15');
    expect(story.ticket()).toMatchObject({ id: 1001, companyId: 251 });
  });
});

describe('reopenedStatus', () => {
  const context = buildContext(observation());
  const { ticket } = { ticket: ticketed().ticket() };
  const status = (change: object): TicketSettings => ({ ...DEFAULTS, status: { ...DEFAULTS.status, ...change } });
  it.each<[string, TicketSettings, Partial<TicketFact>, number | null]>([
    ['status.reopened', status({ reopened: 'In Progress' }), {}, 101],
    ['status.open, where the board has no such', status({ reopened: 'Nowhere' }), {}, 100],
    ['status.open, where reopened would close', status({ reopened: 'Closed' }), {}, 100],
    ['the first open one of another board', status({}), { boardId: 20 }, 200],
    ['none, of a board that is not known', status({}), { boardId: 99 }, null],
    ['by id', status({ reopened: 102 }), {}, 102],
  ])('%s', (_name, settings, change, wanted) => {
    expect(reopenedStatus(context, settings, { ...ticket, ...change })).toBe(wanted);
  });
});
