import type { Skip } from '../../kernel/change';
import { skip } from './decisions';
import type { IncidentRow } from './incident';
import { blankRow } from './incident-row';
import type { PlanContext } from './plan-context';
import { subjectId, type Instant } from './workload-facts';

/**
 * The first pass of a connection leaves one row in the ledger, whatever `firstPass` says. What became wrong up to then
 * was wrong already (RULES, Tickets 7), also where its source could be read only later.
 *
 * | marker | jobs read completely | then                    |
 * | ------ | -------------------- | ----------------------- |
 * | there  |                      | nothing                 |
 * | none   | no                   | nothing: not yet a pass |
 * | none   | yes                  | the marker, with now    |
 */
export function planBaselines(context: PlanContext): readonly Skip[] {
  const skips: Skip[] = [];
  for (const connection of context.observation.connections) {
    if (!connection.read || context.baselines.has(connection.name)) continue;
    const subject = { kind: 'connection', key: connection.name, name: connection.name };
    const detail = 'First pass of this connection: what is wrong already is listed, not ticketed.';
    const about = { id: subjectId(connection.name, 'connection', connection.name), subject, company: null };
    skips.push(
      skip(about, { reason: 'baseline', detail, next: markerRow(connection.name, context.now), stored: null }),
    );
  }
  return skips;
}

function markerRow(connection: string, now: Instant): IncidentRow {
  const subject = { kind: 'connection', key: connection, name: connection } as const;
  const row = blankRow({
    key: subjectId(connection, 'connection', connection),
    subject,
    connection,
    source: connection,
  });
  return { ...row, state: 'baseline', worst: 'problem', since: now, lastSeenAt: now };
}
