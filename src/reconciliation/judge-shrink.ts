import { SHRINK_BELIEVED_AFTER_MS, SHRINK_KEYS, SHRINK_SHARE } from './engine-settings';

export interface RememberedList {
  readonly keyCount: number;
  readonly shrunkAt: Date | null;
  readonly shrunkDigest: string | null;
  readonly shrinkAccepted: boolean;
}

export type ShrinkVerdict = 'believe' | 'wait';

/**
 * Whether a complete read may be believed (RULES, Engine 1).
 *
 * | shrank by > 20 % and ≥ 10 keys | accepted by an operator | same list seen ≥ 24 h ago | verdict |
 * | ------------------------------ | ----------------------- | ------------------------- | ------- |
 * | no                             | any                     | any                       | believe |
 * | yes                            | yes                     | any                       | believe |
 * | yes                            | no                      | yes                       | believe |
 * | yes                            | no                      | no                        | wait    |
 */
export function judgeShrink(
  remembered: RememberedList | null,
  keyCount: number,
  digest: string,
  now: Date,
): ShrinkVerdict {
  if (remembered === null) return 'believe';
  const lost = remembered.keyCount - keyCount;
  if (lost < SHRINK_KEYS || lost <= remembered.keyCount * SHRINK_SHARE) return 'believe';
  if (remembered.shrinkAccepted) return 'believe';
  const isSame = remembered.shrunkDigest === digest && remembered.shrunkAt !== null;
  return isSame && now.getTime() - remembered.shrunkAt.getTime() >= SHRINK_BELIEVED_AFTER_MS ? 'believe' : 'wait';
}
