import { stableHash } from '../kernel/stable-hash';
import type { ActivityRepository, KeptActivity } from '../persistence/tickets/activity.repository';
import type { RunContext } from '../reconciliation/run-context';
import type { SourceResult } from '../reconciliation/source-result';
import type { VspcActivity } from '../vspc/activity-endpoints';
import type { VspcConnectors } from '../vspc/vspc-connectors';
import type { EventFact } from './domain/event-fact';
import { eventKindOf } from './domain/told-events';
import { ticketSource } from './ticket-sources';

export interface ActivitySettings {
  readonly name: string;
  readonly events: { readonly enabled: boolean; readonly firstWindowDays: number; readonly maxPerPass: number };
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Read again in every pass: entries may be written a little after those that carry a later time. */
const OVERLAP_MS = 10 * MINUTE_MS;
/** So many entries at a time are written with their cursor: what was read before a crash is not read again. */
const ENTRIES_PER_WRITE = 1_000;
const DIGEST_HEX = 32;

/** Drains VSPC's activity log from where the last pass ended (RULES, Engine 4), where `vspc[].events` is switched on. */
export class ActivityLogReader {
  constructor(
    private readonly vspc: VspcConnectors,
    private readonly connections: readonly ActivitySettings[],
    private readonly activities: ActivityRepository,
  ) {}

  /** The sources that were read, and every kept entry from `since` on that people are told; without a time nobody needs any. */
  async read(
    run: RunContext,
    since: number | null,
  ): Promise<{ readonly sources: readonly SourceResult<null>[]; readonly events: readonly EventFact[] }> {
    const enabled = this.connections.filter(({ events }) => events.enabled);
    if (enabled.length === 0) return { sources: [], events: [] };
    const sources = await Promise.all(
      enabled.map((connection) =>
        run.readOne(ticketSource(connection.name, 'activities'), null, async () => {
          await this.drain(connection, run.now);
          return null;
        }),
      ),
    );
    const kept = since === null ? [] : await this.activities.listTellable(new Date(since));
    return { sources, events: kept.map(eventOf) };
  }

  /** Ends at the end of the log, or at the cap; the next pass goes on from there. */
  private async drain({ events: settings, name }: ActivitySettings, now: Date): Promise<void> {
    const cursor = await this.activities.findCursor(name);
    const begin = cursor ? cursor.getTime() - OVERLAP_MS : now.getTime() - settings.firstWindowDays * DAY_MS;
    const from = new Date(begin);
    // The clock of the server may be ahead of ours.
    const to = new Date(Math.max(now.getTime(), cursor?.getTime() ?? 0) + OVERLAP_MS);
    const known = await this.activities.listDigests(name, from);
    const twins = new Map<string, number>();
    let fresh: KeptActivity[] = [];
    let taken = 0;
    let last = cursor;
    for await (const entry of this.vspc.get(name).activities.activities({ from, to })) {
      const kept = keptOf(name, entry, twins, now);
      last = entry.date;
      if (known.has(kept.digest)) continue;
      fresh.push(kept);
      taken += 1;
      if (taken >= settings.maxPerPass) break;
      if (fresh.length < ENTRIES_PER_WRITE) continue;
      await this.activities.append(name, fresh, last);
      fresh = [];
    }
    if (last !== null && fresh.length > 0) await this.activities.append(name, fresh, last);
  }
}

/** Entries that are equal in every field are told apart by their place among each other, which no later read changes. */
function keptOf(connection: string, entry: VspcActivity, twins: Map<string, number>, seenAt: Date): KeptActivity {
  const { date, kind, message, organizationUid, type, userUid } = entry;
  const said = JSON.stringify([date.toISOString(), type, kind, message, userUid, organizationUid]);
  const place = (twins.get(said) ?? 0) + 1;
  twins.set(said, place);
  return {
    connection,
    digest: stableHash([said, place], DIGEST_HEX),
    at: date,
    seenAt,
    type,
    kind: eventKindOf(type),
    message,
    organizationUid,
  };
}

function eventOf({ at, connection, message, organizationUid, seenAt, type }: KeptActivity): EventFact {
  return { connection, at: at.getTime(), seenAt: seenAt.getTime(), type, message, organizationUid };
}
