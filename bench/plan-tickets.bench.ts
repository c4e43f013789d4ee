import { planTickets } from '../src/tickets/domain/plan-tickets';
import type { TicketsObservation } from '../src/tickets/domain/tickets-observation';
import { mapping } from '../test/support/ticket-world';
import { FULL_SIZE, ticketsEstate } from './plan-tickets.bench-data';
import { atMost, rounded, type BenchTable } from './support/bench-table';

const ROUNDS = 7;
const NOW = Date.UTC(2026, 10, 10, 10);

/** The decision alone: everything is read, nothing is sent. */
export function run(): Promise<BenchTable> {
  const empty = heapMegabytes();
  const estate = ticketsEstate(FULL_SIZE, mapping(), NOW);
  const seconds = Array.from({ length: ROUNDS }, () => secondsOf(estate));
  const { decisions } = planTickets(estate);
  const megabytes = heapMegabytes() - empty;
  const changes = decisions.filter((decision) => decision.decision === 'change').length;
  const sorted = [...seconds].sort((left, right) => left - right);
  const median = sorted[Math.floor(ROUNDS / 2)] ?? 0;
  return Promise.resolve({
    title: `Planning ${FULL_SIZE.jobs.toLocaleString('en')} jobs with ${FULL_SIZE.incidents.toLocaleString('en')} open incidents`,
    setting:
      `One core, ${FULL_SIZE.companies.toLocaleString('en')} companies, ${FULL_SIZE.resultsPerJob} results per job, ` +
      `ten rules; processor time over ${ROUNDS} rounds, the first one cold. The heap holds facts, results, ledger, tickets and the plan.`,
    columns: ['jobs', 'incidents', 'changes', 'skips', 'median seconds', 'slowest seconds', 'jobs a second', 'heap MB'],
    rows: [
      [
        FULL_SIZE.jobs,
        FULL_SIZE.incidents,
        changes,
        decisions.filter((decision) => decision.decision === 'skip').length,
        rounded(median),
        rounded(sorted.at(-1) ?? 0),
        Math.round(FULL_SIZE.jobs / median),
        Math.round(megabytes),
      ],
    ],
    targets: [
      atMost('planning, median', median, 1, ' s'),
      atMost('planning, the first time', seconds[0] ?? 0, 1, ' s'),
      atMost('planning when every open incident needs a note', secondsOf(twoDaysSilent(estate)), 1, ' s'),
      atMost('everything that planning holds', megabytes, 300, ' MB'),
    ],
  });
}

/** User time of one plan. */
function secondsOf(estate: TicketsObservation): number {
  const before = process.cpuUsage();
  planTickets(estate);
  return process.cpuUsage(before).user / 1_000_000;
}

/** The same without a note for two days: `noteEvery` has passed for all of them. */
function twoDaysSilent(estate: TicketsObservation): TicketsObservation {
  const incidents = estate.incidents.map((row) => ({ ...row, lastNoteAt: NOW - 48 * 3_600_000 }));
  return { ...estate, incidents };
}

function heapMegabytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
}
