import type { Change, Decision, Hold, Skip } from '../kernel/change';
import { changeIdentity, gatePlan, type Gate } from './gate-plan';

const JOBS = 'vspc:main/jobs';

const CHANGE: Change = {
  decision: 'change',
  action: 'create',
  key: 'create/a',
  changeClass: 'additive',
  inferredFromAbsence: false,
  sources: [JOBS],
  reason: 'failed-runs',
  company: { uid: 'alpha', name: 'Alpha' },
  subject: { kind: 'job', key: 'a', name: 'Nightly' },
  before: null,
  after: { status: 'New' },
  effects: [],
  transition: null,
};
const CLOSE: Change = { ...CHANGE, action: 'close', key: 'close/a', changeClass: 'destructive', reason: 'recovered' };
const MISSED: Change = { ...CHANGE, reason: 'missed', inferredFromAbsence: true };
const HELD: Hold = { ...CHANGE, decision: 'held', reason: 'no-addition' };
const OPEN: Gate = { policy: 'full', isComplete: () => true, outstandingSubjects: new Set(), limits: {} };
const BLIND: Partial<Gate> = { isComplete: () => false };

describe('a change', () => {
  it.each<[string, Change | Hold, Partial<Gate>, string]>([
    ['goes ahead when nothing is in its way', CHANGE, {}, 'go failed-runs'],
    ['keeps the reason that its planner holds it for', HELD, {}, 'held no-addition'],
    ['waits for its planner even when a person has seen it', HELD, { storedPlan: new Set() }, 'held no-addition'],
    ['that a person has not seen is stale', CHANGE, { storedPlan: new Set() }, 'held stale'],
    ['that a person has seen goes ahead', CHANGE, { storedPlan: seen(CHANGE) }, 'go failed-runs'],
    [
      'that has moved since a person saw it is stale',
      { ...CHANGE, after: 1 },
      { storedPlan: seen(CHANGE) },
      'held stale',
    ],
    ['waits for a write of unknown outcome', CHANGE, { outstandingSubjects: new Set(['a']) }, 'held outcome-unknown'],
    ['does not wait for one of another subject', CHANGE, { outstandingSubjects: new Set(['b']) }, 'go failed-runs'],
    ['that adds goes ahead on an incomplete source', CHANGE, BLIND, 'go failed-runs'],
    ['that destroys waits for its sources', CLOSE, BLIND, 'held incomplete-observation'],
    ['that was inferred from absence waits for its sources', MISSED, BLIND, 'held incomplete-observation'],
    [
      'that destroys does not wait for sources that it does not rely on',
      CLOSE,
      { isComplete: (source) => source === JOBS },
      'go recovered',
    ],
    ['is never made past an incomplete source, approved or not', approved(CLOSE), BLIND, 'held incomplete-observation'],
    [
      'is never made past an incomplete source, seen or not',
      CLOSE,
      { ...BLIND, storedPlan: seen(CLOSE) },
      'held incomplete-observation',
    ],
    ['is only planned under plan-only', CHANGE, { policy: 'plan-only' }, 'planned failed-runs'],
    ['that a person approved runs under plan-only', approved(CHANGE), { policy: 'plan-only' }, 'go failed-runs'],
    [
      'from a stored plan runs under plan-only',
      CHANGE,
      { policy: 'plan-only', storedPlan: seen(CHANGE) },
      'go failed-runs',
    ],
    ['that destroys is held under upsert-only', CLOSE, { policy: 'upsert-only' }, 'held policy'],
    ['that adds goes ahead under upsert-only', CHANGE, { policy: 'upsert-only' }, 'go failed-runs'],
    [
      'that destroys and is approved runs under upsert-only',
      approved(CLOSE),
      { policy: 'upsert-only' },
      'go recovered',
    ],
    ['is blocked with all of its kind above the limit', CHANGE, { limits: { create: 0 } }, 'blocked limit'],
    ['is not blocked at the limit', CHANGE, { limits: { create: 1 } }, 'go failed-runs'],
    ['is not blocked by the limit of another kind', CHANGE, { limits: { close: 0 } }, 'go failed-runs'],
    ['is released by --allow', CHANGE, { limits: { create: 0 }, allow: 1 }, 'go failed-runs'],
    ['is not blocked by an --allow below the limit', CHANGE, { limits: { create: 1 }, allow: 0 }, 'go failed-runs'],
    [
      'that is exempt is never blocked',
      { ...CHANGE, exemptFromLimits: true },
      { limits: { create: 0 } },
      'go failed-runs',
    ],
    ['that is held does not count against a limit', HELD, { limits: { create: 0 } }, 'held no-addition'],
  ])('%s', (_sentence, change, gate, expected) => {
    const [entry] = gatePlan({ decisions: [change], problems: [] }, { ...OPEN, ...gate }).changes;
    expect(`${entry!.verdict} ${entry!.reason}`).toBe(expected);
  });
});

describe('a plan', () => {
  const SKIP: Skip = { ...CHANGE, decision: 'skip', reason: 'holding' };

  it('is blocked kind by kind, and says how many there were', () => {
    const decisions: Decision[] = [CHANGE, { ...CHANGE, key: 'create/b' }, CLOSE];
    const gated = gatePlan({ decisions, problems: [] }, { ...OPEN, limits: { create: 1, close: 1 } });
    expect(gated.changes.map((entry) => entry.verdict)).toEqual(['blocked', 'blocked', 'go']);
    expect(gated.overLimit).toEqual([{ action: 'create', count: 2, limit: 1 }]);
  });

  it('is counted against its limits after what is held was taken out', () => {
    const decisions: Decision[] = [CHANGE, { ...MISSED, key: 'create/b' }];
    const gated = gatePlan({ decisions, problems: [] }, { ...OPEN, ...BLIND, limits: { create: 1 } });
    expect(gated.changes.map((entry) => entry.verdict)).toEqual(['go', 'held']);
  });

  it('keeps only the decisions of the company that was asked for', () => {
    const other = { ...CHANGE, company: { uid: 'beta', name: 'Beta' } };
    const gated = gatePlan(
      { decisions: [CHANGE, other, SKIP], problems: [] },
      { ...OPEN, matches: (decision) => decision.company?.uid === 'beta' },
    );
    expect(gated.changes.map((entry) => entry.change)).toEqual([other]);
    expect(gated.skips).toEqual([]);
  });

  it('lists its skips as they are', () => {
    expect(gatePlan({ decisions: [SKIP], problems: [] }, OPEN)).toEqual({ changes: [], skips: [SKIP], overLimit: [] });
  });
});

function approved(change: Change): Change {
  return { ...change, approved: true };
}

function seen(...changes: Change[]): ReadonlySet<string> {
  return new Set(changes.map(changeIdentity));
}
