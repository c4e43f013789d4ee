import { compareText, sortedBy } from '../../kernel/compare';
import { cleanLine, cutText } from './cut-text';
import type { EventFact } from './event-fact';
import type { IncidentRow } from './incident';
import { companyOf, type PlanContext } from './plan-context';
import type { TicketsMapping } from './ticket-settings';
import type { Instant } from './workload-facts';

const MOST_EVENTS = 10;
const MESSAGE_CHARACTERS = 200;

type EventKind = 'recovery' | 'security' | 'connector';

/** What may explain a failure or be of use to whoever works on it; everything else people did in VSPC is theirs. */
const KINDS: readonly (readonly [EventKind, RegExp])[] = [
  ['recovery', /^(RestorePerformed|CompanyRestored)$/],
  [
    'security',
    /(LoginFailed|MFAPolicy|Token(Reset|Revoked)|Role(Modified|Update)|Credentials(Added|Changed|Modified|Removed)|EncryptionPassword|Impersonation|IdentityProvider|RESTAPIAccess)/i,
  ],
  [
    'connector',
    /^(ManagementAgent|ProxySession|PublicCloud(Account|Appliance)|Tenant(Disabled|Enabled)|(VB365|VCD)Organization(Mapped|Unmapped))/,
  ],
];

export function eventKindOf(type: string): EventKind | null {
  return KINDS.find(([, pattern]) => pattern.test(type))?.[0] ?? null;
}

/**
 * Since when entries are needed, for all rows together; null: nobody is told any.
 *
 * | the ticket of a row                                   | since                  |
 * | ----------------------------------------------------- | ---------------------- |
 * | there is none                                         |                        |
 * | is open, or its incident waits to open it again       | the incident began     |
 * | was closed less than `reopenWithin` ago               | it was closed          |
 * | was closed before                                     |                        |
 */
export function eventsSince(
  incidents: readonly IncidentRow[],
  { defaults, rules }: TicketsMapping,
  now: Instant,
): Instant | null {
  const reopenWithinMs = Math.max(defaults.reopenWithinMs, ...rules.map(({ set }) => set.reopenWithinMs ?? 0));
  const wanted = incidents.flatMap(({ closedAt, since, state, ticketId }) => {
    if (ticketId === null) return [];
    if (state !== 'resolved') return [since];
    return closedAt !== null && now - closedAt <= reopenWithinMs ? [closedAt] : [];
  });
  return wanted.length === 0 ? null : Math.min(...wanted);
}

/** The text of a note, with what happened in VSPC meanwhile beneath it. */
export function withEvents(context: PlanContext, row: IncidentRow, text: string): string {
  const events = renderEvents(context, row);
  return events === '' ? text : `${text}\n\n${events}`;
}

/**
 * The paragraph of a note about what happened in VSPC meanwhile, or nothing.
 *
 * | an entry                                              | told |
 * | ----------------------------------------------------- | ---- |
 * | of recovery, security or a connector                  | yes  |
 * | of any other kind                                     | no   |
 * | of another connection or company than the incident's  | no   |
 * | of no customer, and the incident is the provider's own | yes  |
 * | from before the incident began                        | no   |
 * | that an earlier note had before it (`eventsToldAt`)   | no   |
 */
function renderEvents(context: PlanContext, row: IncidentRow): string {
  const told = listUntold(context, row);
  if (told.length === 0) return '';
  const more = told.length > MOST_EVENTS ? [`… and ${told.length - MOST_EVENTS} more.`] : [];
  const lines = told.slice(-MOST_EVENTS).map(({ event, kind }) => {
    const at = context.clock.text(event.at);
    return `- ${at} | ${kind} | ${cutText(cleanLine(event.message || event.type), MESSAGE_CHARACTERS)};`;
  });
  return ['Meanwhile in Veeam Service Provider Console:', ...lines, ...more].join('\n');
}

/** What the row knows once its note is there: entries seen up to now are not told again. */
export function eventsTold({ now, observation }: PlanContext): Pick<IncidentRow, 'eventsToldAt'> {
  return observation.events.length === 0 ? {} : { eventsToldAt: now };
}

function listUntold(context: PlanContext, row: IncidentRow) {
  const owner = row.company?.uid ?? null;
  const wanted = context.observation.events.flatMap((event) => {
    const kind = eventKindOf(event.type);
    const isOurs = event.connection === row.connection && ownerOf(context, event) === owner;
    const isNew = event.at >= row.since && event.seenAt > (row.eventsToldAt ?? 0);
    return kind !== null && isOurs && isNew ? [{ event, kind }] : [];
  });
  const byText = sortedBy(wanted, ({ event }) => `${event.type} ${event.message}`);
  return byText.sort((left, right) => left.event.at - right.event.at || compareText(left.kind, right.kind));
}

/** What is no customer's is the provider's. */
function ownerOf(context: PlanContext, { connection, organizationUid }: EventFact): string | null {
  return companyOf(context, connection, organizationUid)?.uid ?? null;
}
