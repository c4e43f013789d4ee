import { at, mapping, result, workload, WORKLOADS_SOURCE } from '../../../test/support/ticket-world';
import { OPENED, stormStory, ticketed, TicketStory } from '../../../test/support/ticket-story';
import { assess } from './assess';
import { lookAtTicket, rowSeen, stateAsLeft, toldFindings } from './look-at-ticket';
import { buildContext } from './plan-context';
import { TICKETS_SOURCE } from './tickets-observation';
import { subjectId } from './workload-facts';

const JOB = 'main/vbr-job/job-1';
const STORM = subjectId('main', 'storm', 'server:server-1');

describe('what ConnectWise shows of a ticket', () => {
  it('is not known while tickets cannot be read; whether it recovered is', () => {
    const story = ticketed().add(result('2026-11-10T22:00', 'success'));
    story.more = { completeSources: new Set([WORKLOADS_SOURCE]) };
    const context = buildContext(story.facts('2026-11-10T22:05'));
    const look = lookAtTicket(context, story.row(), assess(context).get(JOB)!);
    expect(look).toMatchObject({ state: { type: 'unknown' }, recovery: { recovered: true } });
  });

  it('of a subject that is gone, it has recovered; a storm has not', () => {
    const gone = ticketed();
    gone.more = { completeSources: new Set([TICKETS_SOURCE]) };
    const context = buildContext(gone.facts('2026-11-10T22:05'));
    expect(lookAtTicket(context, gone.row(), null).recovery.recovered).toBe(true);
    const storm = stormStory(4);
    storm.pass(OPENED);
    const stormy = buildContext(storm.facts('2026-11-10T22:05'));
    expect(lookAtTicket(stormy, storm.row(STORM), null)).toMatchObject({
      state: { type: 'open' },
      recovery: { recovered: false },
    });
  });

  it('is judged by the settings of the rule of its worst condition', () => {
    const story = ticketed();
    const rules = [{ name: 'leave', match: { job: ['Nightly'] }, set: { onMoved: 'ignore' as const } }];
    story.more = { settings: mapping({ firstPass: 'ticket' }, { rules }) };
    story.touch({ boardId: 20 });
    const context = buildContext(story.facts('2026-11-10T13:00'));
    expect(lookAtTicket(context, story.row(), assess(context).get(JOB)!).state.type).toBe('left');
    expect(lookAtTicket(context, story.row(), null).state.type).toBe('open');
  });

  it('on a board that does not exist any more, it is where it is', () => {
    const story = ticketed();
    story.more = { settings: mapping({ firstPass: 'ticket', board: 'Gone', onMoved: 'ignore' }) };
    const context = buildContext(story.facts('2026-11-10T13:00'));
    expect(lookAtTicket(context, story.row(), assess(context).get(JOB)!).state.type).toBe('open');
  });
});

describe('a ticket as we left it', () => {
  it.each<[string, string, number | null]>([
    ['lies on the board of the settings', 'Backup', 10],
    ['or on none that is known', 'Gone', null],
  ])('%s', (_what, board, boardId) => {
    const story = ticketed();
    story.more = { settings: mapping({ firstPass: 'ticket', board }) };
    const context = buildContext(story.facts('2026-11-10T13:00'));
    const { merged, noteTo, ticket } = stateAsLeft(context, story.row());
    expect({ merged, same: noteTo === ticket }).toEqual({ merged: false, same: true });
    expect(ticket).toMatchObject({ id: 1000, boardId, companyId: 250, closed: false, deleted: false });
    expect(ticket.people).toEqual({ notes: [], timeEntries: [] });
  });
});

describe('what is told', () => {
  it('a condition that people know of while it lasts, a new one after its hold', () => {
    const story = ticketed();
    const context = buildContext(story.facts('2026-11-10T12:05'));
    const situation = assess(context).get(JOB)!;
    const row = story.row();
    const later = situation.findings.map((finding) => ({ ...finding, readyAt: at('2026-12-01') }));
    const conditions = (findings: typeof later, known = row) =>
      toldFindings({ ...situation, findings }, known, context.now).map(({ condition }) => condition);
    expect(conditions([...situation.findings])).toEqual(['failed']);
    expect(conditions(later)).toEqual(['failed']);
    expect(conditions(later, { ...row, conditions: ['missed'] })).toEqual([]);
  });

  it('what is seen moves; the worst that people were told does not', () => {
    const row = ticketed().row();
    const story = new TicketStory();
    story.jobs = [];
    story.more = { workloads: [workload({ latestRestorePointAt: 0 })] };
    const context = buildContext(story.facts(OPENED));
    const { findings } = assess(context).get('main/workload/vm-1')!;
    const seen = rowSeen({ ...row, absentSince: 1 }, findings);
    expect(seen).toMatchObject({ worst: 'failed', conditions: ['unprotected'], absentSince: null });
    expect(rowSeen({ ...row, absentSince: 1 }, [])).toEqual({ ...row, absentSince: null });
  });
});
