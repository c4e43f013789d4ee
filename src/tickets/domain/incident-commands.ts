import type { IncidentRow } from './incident';
import type { Instant } from './workload-facts';

/** `incidents adopt`: a baseline, or one whose ticket was deleted, opens at the next pass. */
export function adoptIncident(row: IncidentRow): IncidentRow {
  return { ...row, adopted: true, waitsFor: null, told: row.told.filter((word) => word !== 'deleted') };
}

/** `incidents snooze`: nothing opens and nothing is said until then; recovery still closes. */
export function snoozeIncident(row: IncidentRow, until: Instant, reason: string): IncidentRow {
  return { ...row, state: 'snoozed', snoozedUntil: until, snoozeReason: reason };
}

/** `incidents resolve`: over for the ledger; only what happens from now on opens it again. Its ticket is left as it is. */
export function resolveIncident(row: IncidentRow, now: Instant): IncidentRow {
  return {
    ...row,
    state: 'resolved',
    closedAt: row.closedAt ?? now,
    closedBy: 'person',
    waitsFor: 'evidence',
    told: [],
    stormKey: null,
    snoozedUntil: null,
    snoozeReason: null,
  };
}
