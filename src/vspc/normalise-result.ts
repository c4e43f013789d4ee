/** How a session ended; what the vendor's many words come to. */
export type ResultKind = 'success' | 'warning' | 'failed';

export type ResultFamily = 'vbr' | 'continuous' | 'agent' | 'vb365' | 'cloud' | 'failover' | 'cdp';

const VBR_RUNNING = 'Running Starting Stopping WaitingTape WaitingRepository Enabling Disabling';

/** `running` and `unknown` keep the last terminal result; `never` has none. */
export type NormalResult = ResultKind | 'running' | 'never' | 'unknown';

/**
 * What a vendor's status word means, per kind of thing. Everything else is `unknown`: a word that a newer server sends
 * must never close a ticket, and never open one.
 *
 * | family     | failed               | warning                | success                   | running                                    | never |
 * | ---------- | -------------------- | ---------------------- | ------------------------- | ------------------------------------------ | ----- |
 * | vbr        | Failed               | Warning                | Success                   | Running Starting Stopping WaitingTape WaitingRepository Enabling Disabling | None without a run |
 * | continuous | Failed               | Warning                | Success Idle              | as vbr                                     | None without a run |
 * | agent      | Failed               | Warning                | Success                   | Running Starting Stopping                  | any without a run but those running |
 * | vb365      | Failed Disconnected  | Warning NotConfigured Stopped | Success            | Running Starting Stopping Queued Deleting  | any without a run but those running |
 * | cloud      | Failed               | Warning                | Success                   | Running Starting Stopping WaitingTape WaitingRepository Enabling Disabling Deleting | None without a run |
 * | failover   | Failed UndoFailed    |                        | Success Completed Ready   | InProgress InUndoProgress                  | any without a run but those running |
 * | cdp        | Failed               | Warning                | Success                   | InProgress Pending                         | None without a run |
 */
const VOCABULARY: Readonly<Record<ResultFamily, Readonly<Record<string, NormalResult>>>> = {
  vbr: vocabulary('Failed', 'Warning', 'Success', VBR_RUNNING),
  continuous: vocabulary('Failed', 'Warning', 'Success Idle', VBR_RUNNING),
  agent: vocabulary('Failed', 'Warning', 'Success', 'Running Starting Stopping'),
  vb365: vocabulary(
    'Failed Disconnected',
    'Warning NotConfigured Stopped',
    'Success',
    'Running Starting Stopping Queued Deleting',
  ),
  cloud: vocabulary('Failed', 'Warning', 'Success', `${VBR_RUNNING} Deleting`),
  failover: vocabulary('Failed UndoFailed', '', 'Success Completed Ready', 'InProgress InUndoProgress'),
  cdp: vocabulary('Failed', 'Warning', 'Success', 'InProgress Pending'),
};

/** In these families a word without any run says nothing: a new VB365 job shows Stopped, a new plan Ready. */
const NEEDS_A_RUN: readonly ResultFamily[] = ['agent', 'vb365', 'failover'];

/** `hasRun`: the vendor shows a start or an end of any session. */
export function normaliseResult(family: ResultFamily, status: string, hasRun: boolean): NormalResult {
  const words = VOCABULARY[family];
  const meaning = Object.hasOwn(words, status) ? words[status] : undefined;
  if (meaning === 'running') return 'running';
  if (!hasRun && (status === 'None' || NEEDS_A_RUN.includes(family))) return 'never';
  return meaning ?? 'unknown';
}

function vocabulary(failed: string, warning: string, success: string, running: string): Record<string, NormalResult> {
  const words: Record<string, NormalResult> = {};
  for (const word of split(failed)) words[word] = 'failed';
  for (const word of split(warning)) words[word] = 'warning';
  for (const word of split(success)) words[word] = 'success';
  for (const word of split(running)) words[word] = 'running';
  return words;
}

function split(words: string): string[] {
  return words.split(' ').filter((word) => word !== '');
}
