import { lastFiring, parseCron } from './cron-firing';
import type { WallClock } from './civil-time';
import { matchesSubject, type MatchSubject } from './match-rule';
import type { Silence } from './ticket-settings';
import type { Instant } from './workload-facts';

export interface ActiveSilence {
  readonly silence: Silence;
  /** When it ends, as far as it is known now. */
  readonly until: Instant;
}

/**
 * The silences that last now (RULES, Tickets 14).
 *
 * | period    | lasts                                                          |
 * | --------- | -------------------------------------------------------------- |
 * | once      | from `from` (or ever) until before `until`                     |
 * | recurring | from each firing of its cron, in the bridge's zone, for `for`  |
 */
export function activeSilences(silences: readonly Silence[], now: Instant, clock: WallClock): readonly ActiveSilence[] {
  const active: ActiveSilence[] = [];
  for (const silence of silences) {
    const until = endOf(silence, now, clock);
    if (until !== null && now < until) active.push({ silence, until });
  }
  return active;
}

function endOf({ period }: Silence, now: Instant, clock: WallClock): Instant | null {
  if (period.kind === 'once') return period.fromMs === null || now >= period.fromMs ? period.untilMs : null;
  const cron = parseCron(period.every);
  const begun = cron ? lastFiring(cron, clock, now, period.forMs) : null;
  return begun === null ? null : begun + period.forMs;
}

export function silenceFor(active: readonly ActiveSilence[], subject: MatchSubject): ActiveSilence | null {
  return active.find(({ silence }) => matchesSubject(silence.match, subject)) ?? null;
}
