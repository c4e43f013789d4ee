import type { IncidentRow } from './incident';
import type { BoardFact, TicketFact, TicketPeople, TicketTouch } from './ticket-facts';
import { resolveNamed } from './plan-context';
import type { PeopleWatch } from './ticket-effects';
import type { TicketSettings } from './ticket-settings';

/** Why a person's ticket is not closed by us; `unknown` when its notes and times were not read. */
export type PersonActive = 'time' | 'status' | 'note' | 'owner' | 'unknown' | null;

/**
 * RULES, Tickets 9. First line that fits; a robot of `ignoreMembers` is nobody.
 *
 * | the ticket has                                  | where the setting is | then      |
 * | ----------------------------------------------- | -------------------- | --------- |
 * | a protected status                              |                      | `status`  |
 * | an owner other than at creation                 | `owner: true`        | `owner`   |
 * | notes and times that were not read              | `time` or `note`     | `unknown` |
 * | a time entry                                    | `time: true`         | `time`    |
 * | a note by somebody else                         | `note: true`         | `note`    |
 */
export function personActive(
  ticket: TicketFact,
  row: IncidentRow,
  settings: TicketSettings,
  board: BoardFact | null,
): PersonActive {
  const { humanTouch } = settings;
  const robots = new Set(humanTouch.ignoreMembers.map((member) => member.toLowerCase()));
  if (hasProtectedStatus(ticket, settings, board)) return 'status';
  if (humanTouch.owner && ticket.owner !== row.ownerAtCreation && !isRobot(ticket.owner, robots)) return 'owner';
  if (!humanTouch.time && !humanTouch.note) return null;
  return ticket.people === null ? 'unknown' : touchedBy(ticket.people, robots, humanTouch);
}

/** What is looked for once more right before the close. */
export function peopleToLookFor(row: IncidentRow, { humanTouch }: TicketSettings): PeopleWatch {
  const { ignoreMembers, note, owner, time } = humanTouch;
  return {
    time,
    note,
    owner: owner ? { atCreation: row.ownerAtCreation } : null,
    robots: ignoreMembers.map((member) => member.toLowerCase()),
  };
}

function touchedBy(
  people: TicketPeople,
  robots: ReadonlySet<string>,
  looksFor: TicketSettings['humanTouch'],
): 'time' | 'note' | null {
  if (looksFor.time && people.timeEntries.some((touch) => isPerson(touch, robots))) return 'time';
  if (looksFor.note && people.notes.some((touch) => isPerson(touch, robots))) return 'note';
  return null;
}

/** By id or by the name that the ticket shows: on another board the same name has another id. */
export function hasProtectedStatus(ticket: TicketFact, settings: TicketSettings, board: BoardFact | null): boolean {
  return settings.status.protected.some((wanted) => {
    if (typeof wanted === 'number') return ticket.statusId === wanted;
    if (wanted.trim().toLowerCase() === ticket.statusName.trim().toLowerCase()) return true;
    return board !== null && ticket.statusId !== null && resolveNamed(wanted, board.statuses)?.id === ticket.statusId;
  });
}

function isPerson(touch: TicketTouch, robots: ReadonlySet<string>): boolean {
  return !isRobot(touch.member, robots);
}

function isRobot(member: string | null, robots: ReadonlySet<string>): boolean {
  return member !== null && robots.has(member.toLowerCase());
}
