import { ENDED, surroundings } from '../../test/support/vspc-rows';
import type { VspcFailoverPlan } from '../vspc/server-endpoints';
import { failoverPlan } from './failover-facts';

function plan(change: Partial<VspcFailoverPlan>): VspcFailoverPlan {
  return {
    uid: 'f1',
    name: 'Plan',
    backupServerUid: 's1',
    tenantUid: null,
    status: 'Ready',
    lastSession: null,
    ...change,
  };
}

function session(status: string): VspcFailoverPlan['lastSession'] {
  return { endTime: ENDED, status, message: 'Host is down.' };
}

describe('a failover plan', () => {
  it.each<[string, Partial<VspcFailoverPlan>, string | null]>([
    ['that nobody ran has no result', {}, null],
    ['of a VSPC that tells no session has none, whatever its status', { status: 'Failed' }, null],
    ['that failed', { lastSession: session('Failed') }, 'failed'],
    ['whose undoing failed', { lastSession: session('UndoFailed') }, 'failed'],
    ['that is complete', { lastSession: session('Completed') }, 'success'],
    ['that runs', { lastSession: session('InProgress') }, null],
  ])('%s', (_sentence, change, expected) => {
    const seen = failoverPlan(plan(change), new Map(), 'source', surroundings());
    expect(seen.result?.result ?? null).toBe(expected);
    expect(seen.fact.scheduleType).toBe('not-scheduled');
  });

  it.each<[string, Partial<VspcFailoverPlan>, string | null]>([
    ['of a customer’s server is the customer’s', {}, 'alpha'],
    ['of a tenant is the company’s that it is assigned to', { backupServerUid: 'h1', tenantUid: 't1' }, 'beta'],
    ['of a tenant that nobody assigned is the provider’s', { backupServerUid: 'h1', tenantUid: 't2' }, null],
  ])('%s', (_sentence, change, uid) => {
    const seen = failoverPlan(plan(change), new Map([['t1', 'beta']]), 'source', surroundings());
    expect(seen.fact.company.uid).toBe(uid);
  });
});
