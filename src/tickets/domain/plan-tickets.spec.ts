import { at, job, observation, result, TicketWorld } from '../../../test/support/ticket-world';
import { planTickets } from './plan-tickets';

describe('planTickets', () => {
  it('opens one ticket for a job that failed, once its hold is over, and closes it after success', () => {
    const world = new TicketWorld();
    const failed = { jobs: [job()], results: [result('2026-11-10T10:00', 'failed')] };
    const early = observation({ ...failed, now: at('2026-11-10T10:30') });
    const first = planTickets(world.observe(early));
    expect(first.decisions.map((decision) => decision.reason)).toEqual(['baseline', 'holding']);
    world.apply(first, early.now);
    expect(planTickets(world.observe(early)).decisions).toMatchObject([{ reason: 'holding', transition: null }]);

    const due = observation({ ...failed, now: at('2026-11-10T11:15') });
    const second = planTickets(world.observe(due));
    expect(second.decisions).toMatchObject([{ decision: 'change', action: 'create', reason: 'failed-runs' }]);
    world.apply(second, due.now);
    expect(world.openTickets()).toHaveLength(1);
    expect(planTickets(world.observe(due)).decisions).toMatchObject([{ decision: 'skip', transition: null }]);

    const over = observation({
      ...failed,
      results: [...failed.results, result('2026-11-10T12:30', 'success')],
      now: at('2026-11-10T13:00'),
    });
    const third = planTickets(world.observe(over));
    expect(third.decisions).toMatchObject([{ decision: 'change', action: 'close', reason: 'recovered' }]);
    world.apply(third, over.now);
    expect(world.openTickets()).toHaveLength(0);
    expect(planTickets(world.observe(over)).decisions).toEqual([]);
  });
});
