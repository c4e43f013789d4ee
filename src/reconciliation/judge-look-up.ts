import { LONGEST_SEND_DELAY_MS, SCHEDULE_INTERVAL_MS, SETTLE_FOR_MS } from './engine-settings';

export interface EmptyLookUp {
  readonly intendedAt: Date;
  /** When the answer failed to come; null when the process died with the intent. */
  readonly sentBy: Date | null;
  /** The first empty look-up that counted, if any. */
  readonly firstEmptyAt: Date | null;
  readonly now: Date;
}

/**
 * What a complete, empty look-up means (RULES, Engine 6):
 *
 * | since the last possible send | since the first empty look-up that counts | verdict    |
 * | ---------------------------- | ----------------------------------------- | ---------- |
 * | less than settleFor          | none yet                                  | too-early  |
 * | settleFor or more            | none yet                                  | first      |
 * | any                          | less than one schedule interval           | wait       |
 * | any                          | one schedule interval or more             | not-done   |
 */
export function judgeEmptyLookUp({
  intendedAt,
  sentBy,
  firstEmptyAt,
  now,
}: EmptyLookUp): 'too-early' | 'first' | 'wait' | 'not-done' {
  if (firstEmptyAt === null) {
    const lastPossibleSendMs = sentBy ? sentBy.getTime() : intendedAt.getTime() + LONGEST_SEND_DELAY_MS;
    return now.getTime() - lastPossibleSendMs < SETTLE_FOR_MS ? 'too-early' : 'first';
  }
  return now.getTime() - firstEmptyAt.getTime() < SCHEDULE_INTERVAL_MS ? 'wait' : 'not-done';
}
