import type { Decision } from '../../kernel/change';
import { aboutSituation, hold, skip } from './decisions';
import type { Finding, Situation } from './finding';
import { isSnoozed, type IncidentRow } from './incident';
import { resolvedRow, rowWith } from './incident-row';
import { textMaskOf } from './mask-text';
import { silenceOf } from './match-situation';
import { destinationOf, type Destination, type PlanContext } from './plan-context';
import { recoveryOf } from './recovery';
import { canReopen } from './reopened-status';
import type { TicketFact } from './ticket-facts';

export type OpeningMode =
  | { readonly type: 'create'; readonly generation: number; readonly previousTicketId: number | null }
  | { readonly type: 'reopen'; readonly generation: number; readonly ticket: TicketFact };

/** A ticket that this pass wants to open; storms may still fold it. */
export interface OpeningCandidate {
  readonly situation: Situation;
  /** What is ready, worst first; never empty. */
  readonly ready: readonly Finding[];
  readonly worst: Finding;
  readonly base: IncidentRow | null;
  readonly mode: OpeningMode;
  readonly destination: Extract<Destination, { kind: 'company' }>;
}

export type OpeningStep = { readonly candidate: OpeningCandidate } | { readonly decision: Decision } | null;

export interface OpeningInput {
  readonly context: PlanContext;
  readonly situation: Situation;
  /** What the ledger holds. */
  readonly stored: IncidentRow | null;
  /** The same, after what the ticket itself tells (closed by a person, deleted). */
  readonly base: IncidentRow | null;
}

/**
 * A subject without an open ticket. First line that fits:
 *
 * | wrong now                                   | ledger                | then                              |
 * | ------------------------------------------- | --------------------- | --------------------------------- |
 * | nothing                                     | holding, baseline     | resolved when it recovered        |
 * | nothing that is ticketed                    | any                   | skip, with the condition's reason |
 * | only what a job or a source explains        | any                   | skip `explained-by-…`             |
 * | since before the connection's first pass    | none                  | `baseline`                        |
 * | the same as at the first pass               | baseline              | skip `baseline`                   |
 * | no evidence since a person closed it        | resolved, waits       | skip `closed-by-person`           |
 * | not recovered since its ticket was deleted  | resolved, waits       | skip `deleted`                    |
 * | of a company without link                   | any                   | skip `unlinked`, `ignored`, …     |
 * | while a silence or a snooze lasts           | any                   | skip `silenced`                   |
 * | before the hold ends                        | any                   | skip `holding`                    |
 * | tickets cannot be read                      | any                   | held `incomplete-observation`     |
 * | within `reopenWithin` of the closing        | resolved, with ticket | reopen                            |
 * | otherwise                                   | any                   | create the next generation        |
 */
export function considerOpening(input: OpeningInput): OpeningStep {
  const { findings } = input.situation;
  const [known] = findings;
  if (!known) return nothingWrong(input);
  const ticketed = findings.filter((finding) => finding.ticketed);
  if (ticketed.length === 0) return notTicketed(input, known);
  const own = ticketed.filter((finding) => finding.explained === null);
  const [worst] = own;
  if (!worst) return explained(input, ticketed);
  return (
    stillBaseline(input, own, worst) ??
    dismissed(input, own) ??
    withoutCompany(input, own) ??
    silenced(input, own, worst) ??
    holding(input, own, worst) ??
    ready(input, own)
  );
}

function nothingWrong({ base, context, situation, stored }: OpeningInput): OpeningStep {
  if (!base) return null;
  const settled = base.state === 'resolved' && base.waitsFor === null;
  const over = base.state === 'holding' || recoveryOf(context, base, situation).recovered;
  if (settled && base === stored) return null;
  const next = over ? resolvedRow(base) : base;
  const detail = over ? 'Recovered before a ticket was needed.' : 'Waits for a good run.';
  return {
    decision: skip(aboutSituation(situation), {
      reason: over ? 'recovered' : base.closedBy === 'person' ? 'closed-by-person' : 'holding',
      detail,
      next,
      stored,
    }),
  };
}

function notTicketed({ base, situation, stored }: OpeningInput, worst: Finding): OpeningStep {
  const next = base?.state === 'holding' ? resolvedRow(base) : base;
  const detail = 'Known, but ticketed only where a rule says so.';
  return {
    decision: skip(aboutSituation(situation), {
      reason: worst.reason,
      detail,
      rule: worst.resolved.rule,
      next,
      stored,
    }),
  };
}

function explained({ base, situation, stored }: OpeningInput, findings: readonly Finding[]): OpeningStep {
  const explanation = findings[0]?.explained;
  if (!explanation) return null;
  const next = base?.state === 'holding' ? resolvedRow(base) : base;
  const detail = `Part of what is wrong with ${explanation.name}.`;
  return { decision: skip(aboutSituation(situation), { reason: explanation.reason, detail, next, stored }) };
}

function stillBaseline(
  { base, context, situation, stored }: OpeningInput,
  own: readonly Finding[],
  worst: Finding,
): OpeningStep {
  const same = base === null ? isBaseline(context, situation, worst) : keepsBaseline(context, base, situation, worst);
  if (!same) return null;
  const next = rowWith(situation, own, 'baseline', base);
  const detail = 'Was wrong already when this connection was first read.';
  return { decision: skip(aboutSituation(situation), { reason: 'baseline', detail, next, stored }) };
}

function isBaseline(context: PlanContext, situation: Situation, worst: Finding): boolean {
  const { about } = situation;
  if (about.type === 'problem' || context.observation.settings.defaults.firstPass === 'ticket') return false;
  return worst.onsetAt <= (context.baselines.get(about.fact.connection) ?? context.now);
}

function keepsBaseline(context: PlanContext, base: IncidentRow, situation: Situation, worst: Finding): boolean {
  if (base.state !== 'baseline' || base.adopted || worst.condition !== base.worst) return false;
  if (worst.message !== '' && textMaskOf(worst.message) !== base.textMask) return false;
  return !recoveryOf(context, base, situation).everRecovered;
}

function dismissed({ base, context, situation, stored }: OpeningInput, own: readonly Finding[]): OpeningStep {
  if (!base?.waitsFor || base.state === 'baseline') return null;
  const closedAt = base.closedAt ?? 0;
  const anew = recoveryOf(context, base, situation).everRecovered;
  const evidence = base.waitsFor === 'evidence' && own.some((finding) => finding.onsetAt > closedAt);
  if (anew || evidence) return null;
  const deleted = base.told.includes('deleted');
  const detail = deleted
    ? 'Its ticket was deleted; it opens again after it recovered and failed anew.'
    : 'A person closed its ticket; nothing new has happened since.';
  const reason = deleted ? 'deleted' : 'closed-by-person';
  return { decision: skip(aboutSituation(situation), { reason, detail, next: base, stored }) };
}

function withoutCompany({ base, context, situation, stored }: OpeningInput, own: readonly Finding[]): OpeningStep {
  const destination = destinationFor(context, situation);
  if (destination.kind === 'company') return null;
  const detail = 'Its company has no ConnectWise company that tickets may go to.';
  const next = base ? rowWith(situation, own, base.state, base) : null;
  return { decision: skip(aboutSituation(situation), { reason: destination.reason, detail, next, stored }) };
}

function silenced(
  { base, context, situation, stored }: OpeningInput,
  own: readonly Finding[],
  worst: Finding,
): OpeningStep {
  const snoozed = base !== null && isSnoozed(base, context.now);
  const silence = silenceOf(context, situation, worst.condition);
  if (!snoozed && silence === null) return null;
  const next = rowWith(situation, own, snoozed ? 'snoozed' : 'holding', base);
  const until = snoozed ? base.snoozedUntil : silence?.until;
  const reason = (snoozed ? base.snoozeReason : silence?.silence.reason) ?? '';
  const detail = `Silenced until ${context.clock.text(until ?? context.now)}: ${reason}`;
  return { decision: skip(aboutSituation(situation), { reason: 'silenced', detail, next, stored }) };
}

function holding(
  { base, context, situation, stored }: OpeningInput,
  own: readonly Finding[],
  worst: Finding,
): OpeningStep {
  if (own.some((finding) => finding.readyAt <= context.now)) return null;
  const next = rowWith(situation, own, 'holding', base);
  const { rule } = worst.resolved;
  const until = context.clock.text(Math.min(...own.map((finding) => finding.readyAt)));
  const detail = `Waits for its hold, until ${until}: a retry may still mend it.`;
  return { decision: skip(aboutSituation(situation), { reason: 'holding', detail, rule, next, stored }) };
}

function ready(input: OpeningInput, own: readonly Finding[]): OpeningStep {
  const { base, context, situation } = input;
  const findings = own.filter((finding) => finding.readyAt <= context.now);
  const [worst] = findings;
  const destination = destinationFor(context, situation);
  if (!worst || destination.kind === 'none') return null;
  const mode = openingMode(context, base, worst);
  if (mode === null || !context.ticketsReadable) return { decision: unreadable(input, own, worst) };
  return { candidate: { situation, ready: findings, worst, base, mode, destination } };
}

/** RULES, Tickets 11. Null: what became of the closed ticket is not known in this pass. */
function openingMode(context: PlanContext, base: IncidentRow | null, worst: Finding): OpeningMode | null {
  const generation = base ? base.generation + 1 : 1;
  const create: OpeningMode = { type: 'create', generation, previousTicketId: base?.ticketId ?? null };
  if (!base?.ticketId) return create;
  const { settings } = worst.resolved;
  if (worst.onsetAt - (base.closedAt ?? 0) > settings.reopenWithinMs) return create;
  const ticket = context.tickets.get(base.ticketId);
  if (!ticket) return null;
  return canReopen(context, settings, ticket) ? { type: 'reopen', generation: base.generation, ticket } : create;
}

/** RULES, Engine 3: what was seen is kept, the ticket waits. */
function unreadable({ base, situation, stored }: OpeningInput, own: readonly Finding[], worst: Finding): Decision {
  const generation = (base?.generation ?? 0) + 1;
  return hold(aboutSituation(situation), {
    action: 'create',
    reason: 'incomplete-observation',
    detail: 'Waits until the tickets of ConnectWise can be read.',
    generation,
    step: 'open',
    before: null,
    after: { condition: worst.condition },
    next: rowWith(situation, own, 'holding', base),
    stored,
  });
}

export function destinationFor(context: PlanContext, situation: Situation): Destination {
  const { about } = situation;
  if (about.type === 'problem') return destinationOf(context, about.fact.system, { uid: null, by: 'provider' });
  return destinationOf(context, about.fact.connection, about.fact.company);
}
