import { at, HOUR, job, mapping, observation, result, TicketWorld } from './ticket-world';
import type { Decision, Plan } from '../../src/kernel/change';
import { planTickets } from '../../src/tickets/domain/plan-tickets';
import type { IncidentRow } from '../../src/tickets/domain/incident';
import type { TicketFact } from '../../src/tickets/domain/ticket-facts';
import type { TicketSettings } from '../../src/tickets/domain/ticket-settings';
import type { TicketsObservation } from '../../src/tickets/domain/tickets-observation';
import { subjectId, type JobFact, type TerminalResult } from '../../src/tickets/domain/workload-facts';

export const JOB = subjectId('main', 'vbr-job', 'job-1');
export const FAILED = result('2026-11-10T10:00', 'failed');
export const OPENED = '2026-11-10T12:00';
export const CLOSED_BY_PERSON: Partial<TicketFact> = {
  closed: true,
  statusId: 109,
  statusName: 'Closed',
  closedByUs: false,
};
export const TOUCH = { member: 'tech', at: 0 };

/** One job and what happens to it, pass by pass: facts that a test changes, and a world that does what plans say. */
export class TicketStory {
  readonly world = new TicketWorld();
  jobs: readonly JobFact[] = [job()];
  results: readonly TerminalResult[] = [];
  more: Partial<TicketsObservation> = {};

  constructor(private readonly settings: Partial<TicketSettings> = { firstPass: 'ticket' }) {}

  plan(now: string): Plan {
    return planTickets(this.facts(now));
  }

  facts(now: string): TicketsObservation {
    const { jobs, results } = this;
    const base = observation({ now: at(now), settings: mapping(this.settings), jobs, results, ...this.more });
    return this.world.observe(base);
  }

  /** Plans and carries out; what the plan decided about the job, or about everything but the connection. */
  pass(now: string): readonly Decision[] {
    const plan = this.plan(now);
    this.world.apply(plan, at(now));
    return plan.decisions.filter((decision) => decision.subject.kind !== 'connection');
  }

  words(now: string): readonly string[] {
    return this.pass(now).map((decision) =>
      decision.decision === 'skip'
        ? `skip ${decision.reason}`
        : `${decision.decision} ${decision.action} ${decision.reason}`,
    );
  }

  add(...results: readonly TerminalResult[]): this {
    this.results = [...this.results, ...results];
    return this;
  }

  ticket(): TicketFact {
    return [...this.world.tickets.values()].at(-1)!;
  }

  row(key = JOB): IncidentRow {
    return this.world.incidents.get(key)!;
  }

  touch(change: Partial<TicketFact>): this {
    this.world.touch(this.ticket().id, change);
    return this;
  }
}

/** A job that failed at ten and has a ticket since noon. */
export function ticketed(settings: Partial<TicketSettings> = {}): TicketStory {
  const story = new TicketStory({ firstPass: 'ticket', ...settings });
  story.results = [FAILED];
  story.pass(OPENED);
  if (story.world.openTickets().length !== 1) throw new Error('The story does not begin with one ticket.');
  return story;
}

/** Jobs of one server that failed at the same time; `storm.threshold` is 4. */
export function stormStory(count: number, change: (index: number) => Partial<JobFact> = () => ({})): TicketStory {
  const story = new TicketStory({ firstPass: 'ticket', storm: { threshold: 4, withinMs: HOUR } });
  story.jobs = Array.from({ length: count }, (_, index) =>
    job({ key: `job-${index}`, name: `Job ${index}`, ...change(index) }),
  );
  story.results = story.jobs.map(({ key }) => result('2026-11-10T10:00', 'failed', { key }));
  return story;
}
