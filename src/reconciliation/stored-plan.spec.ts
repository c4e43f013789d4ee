import { changeIdentity } from './gate-plan';
import type { ReportedChange, RunReport } from './run-report';
import { identitiesOf, parseStoredPlan, storedPlanOf } from './stored-plan';

const NOW = '2026-11-02T08:00:00.000Z';
const HOUR_MS = 3_600_000;

function change(outcome: ReportedChange['outcome'], key: string): ReportedChange {
  const subject = { kind: 'job', key, name: key };
  const rest = {
    rule: null,
    detail: null,
    company: null,
    remoteId: null,
    before: null,
    after: { key },
    effect: null,
    error: null,
  };
  return { key: `create/${key}`, action: 'create', reason: 'failed-runs', subject, outcome, ...rest };
}

function report(changes: readonly ReportedChange[]): RunReport {
  const run = {
    id: 'run-1',
    mode: 'plan' as const,
    status: 'succeeded' as const,
    startedAt: NOW,
    finishedAt: NOW,
    now: NOW,
  };
  const stream = {
    status: 'succeeded' as const,
    policy: 'full' as const,
    sources: { complete: 1, incomplete: [] },
    counts: {},
    changes,
    skips: [],
    news: { held: 0, incomplete: 0 },
  };
  return { run, streams: { tickets: stream }, requests: {}, problems: [] };
}

const text = JSON.stringify(storedPlanOf(report([change('planned', 'a'), change('held', 'b')]), 'prod'));
const withChanges = (changes: unknown): string => JSON.stringify({ ...(JSON.parse(text) as object), changes });
const at = (ageMs: number) => ({ installation: 'prod', now: new Date(Date.parse(NOW) + ageMs) });

describe('a stored plan', () => {
  it('holds what a person may approve, and nothing that is held or blocked', () => {
    const plan = parseStoredPlan(text, at(HOUR_MS));
    expect(plan.changes.tickets!.map((entry) => entry.key)).toEqual(['create/a']);
  });

  it('is recognised by action, subject, before and after', () => {
    const identities = identitiesOf(parseStoredPlan(text, at(HOUR_MS)));
    expect([...identities.get('tickets')!]).toEqual([changeIdentity(change('planned', 'a') as never)]);
    expect(identities.get('billing')).toEqual(new Set());
  });

  it.each<[string, string, ReturnType<typeof at>, string | null]>([
    ['of this moment is taken', text, at(0), null],
    ['of 24 hours ago is taken', text, at(24 * HOUR_MS), null],
    ['of a moment more is refused', text, at(24 * HOUR_MS + 1), 'plan-too-old'],
    ['from the future is refused', text, at(-1), 'plan-too-old'],
    ['of another installation is refused', text, { ...at(0), installation: 'test' }, 'plan-foreign'],
    ['without a time is refused', text.replace(NOW, 'yesterday'), at(0), 'plan-too-old'],
    ['that is no JSON is refused', 'plan: a', at(0), 'plan-unreadable'],
    ['that is empty is refused', '', at(0), 'plan-unreadable'],
    ['that is other JSON is refused', '{"format":"something else"}', at(0), 'plan-unreadable'],
    ['without changes is refused', withChanges(null), at(0), 'plan-unreadable'],
    ['with changes of another shape is refused', withChanges({ tickets: 5 }), at(0), 'plan-unreadable'],
    ['with a change of another shape is refused', withChanges({ tickets: [null] }), at(0), 'plan-unreadable'],
    ['with a change of nothing is refused', withChanges({ tickets: [{ subject: null }] }), at(0), 'plan-unreadable'],
    ['that is null is refused', 'null', at(0), 'plan-unreadable'],
  ])('%s', (_sentence, document, expected, kind) => {
    const parse = (): unknown => parseStoredPlan(document, expected);
    if (kind === null) expect(parse()).toMatchObject({ installation: 'prod', runId: 'run-1' });
    else expect(parse).toThrow(expect.objectContaining({ kind }) as Error);
  });
});
