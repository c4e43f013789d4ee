import { INSTALLATION } from '../bridge-settings';
import type { AnswerKey, ExpectedTicket } from './answer-key';
import type { PageRecord, SandboxState, TicketRecord } from './vendor-records';
import { listAdditions, listPages, listTickets } from './vendor-records';

/** Job names are cut where a text has no room; this much of one always has. */
const RECOGNISABLE_LENGTH = 40;

/** What differs between what the vendors hold and what a correct bridge makes of the world; empty when nothing does. */
export function compareWithAnswerKey(state: SandboxState, key: AnswerKey): readonly string[] {
  return [...compareTickets(state, key), ...compareAdditions(state, key), ...comparePages(state, key)];
}

function compareTickets(state: SandboxState, key: AnswerKey): readonly string[] {
  const open = listTickets(state).filter((ticket) => ticket.isOpen && ticket.mark.startsWith(`vspcb:${INSTALLATION}:`));
  const differences: string[] = [];
  const taken = new Set<number>();
  // Tickets that must exist choose before those that only may.
  for (const wanted of ['yes', 'either'] as const) {
    for (const expected of key.tickets.filter((ticket) => ticket.open === wanted)) {
      const found = findTicket(
        open.filter((ticket) => !taken.has(ticket.id)),
        expected,
      );
      if (found) {
        taken.add(found.id);
        differences.push(...unsaid(found, expected));
      } else if (wanted === 'yes') differences.push(`No open ticket for ${describe(expected)}: ${expected.why}`);
    }
  }
  for (const ticket of open.filter((candidate) => !taken.has(candidate.id))) {
    differences.push(
      `Ticket ${ticket.id} "${ticket.summary}" of company ${ticket.companyId} is open and not expected.`,
    );
  }
  return differences;
}

/** By its summary, else by its text: a summary has no room for every name, and texts name what stands around. */
function findTicket(open: readonly TicketRecord[], expected: ExpectedTicket): TicketRecord | undefined {
  const name = expected.subjectName.slice(0, RECOGNISABLE_LENGTH);
  const ofCompany = open.filter((ticket) => ticket.companyId === expected.companyId);
  return (
    ofCompany.find((ticket) => ticket.summary.includes(name)) ?? ofCompany.find((ticket) => ticket.text.includes(name))
  );
}

function unsaid(ticket: TicketRecord, expected: ExpectedTicket): readonly string[] {
  const missing = (expected.says ?? []).filter((words) => !ticket.text.includes(words));
  return missing.map((words) => `Ticket ${ticket.id} for ${describe(expected)} does not say "${words}".`);
}

function describe({ subjectName, companyId }: ExpectedTicket): string {
  return `"${subjectName}" of company ${companyId}`;
}

function compareAdditions(state: SandboxState, key: AnswerKey): readonly string[] {
  const held = new Map(listAdditions(state).map((addition) => [addition.id, addition.quantity]));
  const differences: string[] = [];
  for (const { id, product, companyId, quantity, why } of key.additions) {
    const found = held.get(id);
    held.delete(id);
    if (found === quantity) continue;
    const what = `Addition ${id} (${product}, company ${companyId})`;
    differences.push(`${what} has quantity ${found ?? 'none'} where ${quantity} is right (${why}).`);
  }
  for (const [id, quantity] of held) differences.push(`Addition ${id} with quantity ${quantity} is not expected.`);
  return differences;
}

function comparePages(state: SandboxState, key: AnswerKey): readonly string[] {
  const pages = listPages(state).filter((page) => page.sourceKey.startsWith(`vspcb:${INSTALLATION}/`));
  const differences: string[] = [];
  const seen = new Set<PageRecord>();
  for (const { organizationId, name, status } of key.pages) {
    const found = pages.filter((page) => page.organizationId === organizationId);
    for (const page of found) seen.add(page);
    const statuses = found.map((page) => page.status || 'no status').join(', ');
    if (found.length !== 1)
      differences.push(`Organization ${organizationId} (${name}) has ${found.length} pages, not one.`);
    else if (statuses !== status) differences.push(`The page of ${name} says ${statuses} where ${status} is right.`);
  }
  for (const page of pages.filter((candidate) => !seen.has(candidate))) {
    differences.push(`Page ${page.id} of organization ${page.organizationId} is not expected.`);
  }
  return differences;
}
