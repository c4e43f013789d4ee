import type { Change } from '../kernel/change';
import type { GatedPlan } from './gate-plan';
import { PendingTransitions } from './pending-transitions';

function planOf(verdict: GatedPlan['changes'][number]['verdict']): GatedPlan {
  const change: Change = {
    decision: 'change',
    action: 'link',
    reason: 'pinned',
    key: 'k',
    company: null,
    subject: { kind: 'company', key: 'main/a', name: 'A' },
    changeClass: 'additive',
    inferredFromAbsence: false,
    sources: [],
    before: null,
    after: null,
    effects: [],
    transition: 'linked',
  };
  const skip = {
    decision: 'skip',
    reason: 'unchanged',
    company: null,
    subject: change.subject,
    transition: 'refreshed',
  } as const;
  return {
    changes: [{ change, verdict, reason: 'pinned' }],
    skips: [skip, { ...skip, transition: null }],
    overLimit: [],
  };
}

describe('PendingTransitions', () => {
  it.each([
    ['a dry run sees what a pass would make', 'go', true, 'full', ['linked', 'refreshed']],
    ['a pass does not: it was made', 'go', false, 'full', []],
    ['plan-only sees what is only planned', 'planned', false, 'plan-only', ['linked', 'refreshed']],
    ['full does not see what is only planned', 'planned', false, 'full', []],
    ['a dry run of a full stream does not see it either', 'planned', true, 'full', ['refreshed']],
    ['nobody sees what is held', 'held', true, 'plan-only', ['refreshed']],
  ] as const)('%s', (_sentence, verdict, isDryRun, policy, expected) => {
    const pending = new PendingTransitions();
    pending.record('mapping', planOf(verdict));
    expect(pending.list('mapping', { isDryRun, policy })).toEqual(expected);
  });

  it('knows nothing of a stream that was not planned', () => {
    expect(new PendingTransitions().list('mapping', { isDryRun: true, policy: 'full' })).toEqual([]);
  });
});
