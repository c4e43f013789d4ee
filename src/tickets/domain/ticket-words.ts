import type { Reason } from '../../kernel/reasons';
import type { Condition } from './incident';
import type { TextEvent } from './ticket-variables';

/** What a technician calls it. */
export const CONDITION_WORDS: Readonly<Record<Condition, string>> = {
  failed: 'Backup failed',
  missed: 'Backup missed',
  unprotected: 'No recent backup',
  'source-offline': 'Backup source offline',
  'long-running': 'Backup running too long',
  disabled: 'Backup disabled',
  warning: 'Backup warning',
  alarm: 'Alarm',
  problem: 'Bridge problem',
};

export const EVENT_WORDS: Readonly<Record<TextEvent, string>> = {
  opened: 'Opened.',
  reopened: 'It failed again, so this ticket is open again.',
  'condition-changed': 'What is wrong has changed.',
  'text-changed': 'It still fails, with another error.',
  'still-failing': 'It still fails.',
  escalated: 'It has lasted so long that this ticket was escalated.',
  recovered: 'Recovered.',
  gone: 'It no longer exists in Veeam Service Provider Console.',
  disabled: 'The job was disabled while it was failing. This ticket stays open.',
  unlinked: 'Its company is no longer linked. The bridge will not touch this ticket any more.',
  'company-changed': 'It now belongs to another company. This ticket stays here; a next one will go there.',
  'storm-joined': 'More of the same happened at once; the rest is in one ticket of its own.',
  'storm-changed': 'The list of what is affected has changed.',
};

/** What `since` is the time of. */
export const SINCE_WORDS: Readonly<Record<Condition, string>> = {
  failed: 'Failing since',
  missed: 'Was due',
  unprotected: 'Last restore point',
  'source-offline': 'Last heard of',
  'long-running': 'Running since',
  disabled: 'Disabled since',
  warning: 'With warnings since',
  alarm: 'Raised',
  problem: 'Since',
};

/** What `runs` counts; the others happen once. */
export const COUNT_WORDS: Readonly<Partial<Record<Condition, string>>> = {
  failed: 'Failed runs in a row',
  missed: 'Due times missed',
  warning: 'Runs in a row without success',
  alarm: 'Times raised',
};

/** Conditions of things that run: only they have a last good run. */
export const OF_RUNS: readonly Condition[] = ['failed', 'missed', 'long-running', 'disabled', 'warning'];

/** What to look for in the console. */
const KIND_WORDS: ReadonlyMap<string, string> = new Map([
  ['vbr-job', 'the job'],
  ['policy-computer', 'the agent policy'],
  ['agent-job', 'the agent job'],
  ['vb365-job', 'the Microsoft 365 job'],
  ['cloud-object', 'the cloud policy'],
  ['failover-plan', 'the failover plan'],
  ['workload', 'the protected workload'],
  ['server', 'the backup server'],
  ['agent', 'the backup agent'],
  ['alarm', 'the active alarm'],
  ['storm', 'the jobs under'],
]);

export function kindWord(kind: string): string {
  return KIND_WORDS.get(kind) ?? 'the subject';
}

/** Why there is a ticket, in a sentence that ends before "(reason, rule)". */
const REASON_WORDS: ReadonlyMap<Reason, string> = new Map<Reason, string>([
  ['failed-runs', 'it failed, and no later run mended it in time'],
  ['missed', 'a due time passed without a run'],
  ['unprotected', 'its newest restore point is too old'],
  ['never-protected', 'a job lists it, and it has no restore point'],
  ['source-offline', 'it was not heard of for too long, so that nothing beneath it can be judged'],
  ['long-running', 'it runs much longer than it usually does'],
  ['disabled', 'it has been disabled for too long'],
  ['warning-runs', 'it ended with warnings again and again'],
  ['alarm', 'a rule asks for a ticket on this alarm'],
  ['storm', 'so many failed at once under one roof that they share one ticket'],
  ['system-auth', 'a system refuses the credentials of the bridge, and nothing of it is seen until they are mended'],
  ['system-blocked', 'a stream of the bridge stands still until a person decides'],
  ['system-stale', 'a list that the bridge depends on has not been read completely for many runs'],
]);

export function reasonWords(reason: Reason): string {
  return REASON_WORDS.get(reason) ?? 'it is wrong';
}
