import { STREAMS, type Stream } from '../kernel/change';
import { OperatorError } from '../kernel/operator-error';
import { PLAN_VALID_FOR_MS } from './engine-settings';
import { changeIdentity } from './gate-plan';
import type { ReportedChange, RunReport } from './run-report';

const FORMAT = 'vspc-bridge plan 1';

/** What `plan --out FILE` writes and `apply FILE` reads: the changes that a person has seen, and when. */
export interface StoredPlan {
  readonly format: typeof FORMAT;
  readonly installation: string;
  readonly runId: string;
  readonly now: string;
  readonly changes: Readonly<Partial<Record<Stream, readonly ReportedChange[]>>>;
}

export function storedPlanOf(report: RunReport, installation: string): StoredPlan {
  const changes = Object.fromEntries(
    Object.entries(report.streams).map(([stream, of]) => [
      stream,
      of.changes.filter((change) => change.outcome === 'planned'),
    ]),
  );
  return { format: FORMAT, installation, runId: report.run.id, now: report.run.now, changes };
}

/** @throws OperatorError when the text is not a plan of this installation, or is older than 24 h (RULES, Engine 8). */
export function parseStoredPlan(text: string, expected: { installation: string; now: Date }): StoredPlan {
  const plan = parseJson(text);
  if (plan?.format !== FORMAT || !hasChanges(plan)) {
    throw new OperatorError(
      'plan-unreadable',
      'The file is not a plan of this program.',
      'Write one with: vspc-bridge plan --out FILE',
    );
  }
  if (plan.installation !== expected.installation) {
    throw new OperatorError(
      'plan-foreign',
      'The plan was made for another installation.',
      'Make a new one with this configuration.',
    );
  }
  const ageMs = expected.now.getTime() - new Date(plan.now).getTime();
  if (!(ageMs >= 0 && ageMs <= PLAN_VALID_FOR_MS)) {
    throw new OperatorError(
      'plan-too-old',
      `The plan of ${plan.now} is not from the last 24 hours.`,
      'Make a new one: vspc-bridge plan --out FILE',
    );
  }
  return plan;
}

/** The identities per stream that may go ahead. */
export function identitiesOf(plan: StoredPlan): ReadonlyMap<Stream, ReadonlySet<string>> {
  return new Map(
    STREAMS.map((stream) => [
      stream,
      new Set((plan.changes[stream] ?? []).map(changeIdentity as (change: ReportedChange) => string)),
    ]),
  );
}

/** A file that somebody edited must not end in a stack trace. */
function hasChanges({ changes }: { readonly changes: unknown }): boolean {
  if (typeof changes !== 'object' || changes === null) return false;
  return Object.values(changes).every((list: unknown) => Array.isArray(list) && list.every(hasSubject));
}

function hasSubject(change: unknown): boolean {
  if (typeof change !== 'object' || change === null || !('subject' in change)) return false;
  return typeof change.subject === 'object' && change.subject !== null;
}

function parseJson(text: string): StoredPlan | undefined {
  try {
    return JSON.parse(text) as StoredPlan;
  } catch {
    return undefined;
  }
}
