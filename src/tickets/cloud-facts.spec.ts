import { surroundings, TONIGHT } from '../../test/support/vspc-rows';
import { vspcCompanyUid } from '../kernel/ids';
import type { VspcCloudObject, VspcCloudPolicy, VspcCloudSession } from '../vspc/cloud-endpoints';
import { cloudNetworkPolicy, cloudObject } from './cloud-facts';

const AT = { source: 'vspc:main/objects', around: surroundings() };

function policy(change: Partial<VspcCloudPolicy> = {}): VspcCloudPolicy {
  return {
    uid: 'p1',
    name: 'Gold',
    status: 'Idle',
    state: 'Enabled',
    backupServerUid: 's1',
    applianceUid: null,
    organizationUid: vspcCompanyUid('alpha'),
    platform: 'Azure',
    nextRun: TONIGHT,
    lastBackup: null,
    ...change,
  };
}

function object(sessions: Partial<VspcCloudObject>): VspcCloudObject {
  return {
    uid: 'vm1',
    name: 'web-1',
    policyUid: 'p1',
    policyName: 'Gold',
    backupServerUid: 's1',
    resourceId: null,
    lastBackup: null,
    lastArchive: null,
    lastSnapshot: null,
    lastReplicaSnapshot: null,
    ...sessions,
  };
}

function session(status: string, hour: number | null, failureMessage: string | null = null): VspcCloudSession {
  return { status, endTime: hour === null ? null : atHour(hour), failureMessage };
}

function atHour(hour: number): Date {
  return new Date(Date.UTC(2026, 10, 2, hour));
}

describe('the result of an object in a cloud', () => {
  it.each<[string, Partial<VspcCloudObject>, readonly [string, number] | null]>([
    ['is none before anything ran', {}, null],
    ['is none while the first session has no end', { lastBackup: session('Running', null) }, null],
    ['is none of a word without an end', { lastBackup: session('None', null) }, null],
    ['is that of its one session', { lastBackup: session('Success', 3) }, ['success', 3]],
    [
      'is the last of those that are well',
      { lastBackup: session('Success', 3), lastSnapshot: session('Success', 5) },
      ['success', 5],
    ],
    [
      'is failed when one failed, since that one ended',
      { lastBackup: session('Success', 5), lastSnapshot: session('Failed', 3) },
      ['failed', 3],
    ],
    [
      'is the last that failed of several',
      { lastArchive: session('Failed', 4), lastSnapshot: session('Failed', 3) },
      ['failed', 4],
    ],
    [
      'is a warning when one warned, as of the last of all',
      { lastBackup: session('Warning', 2), lastSnapshot: session('Success', 5) },
      ['warning', 5],
    ],
    [
      'keeps the end of what is over while another runs',
      { lastBackup: session('Failed', 3), lastSnapshot: session('Running', 5) },
      ['failed', 3],
    ],
  ])('%s', (_sentence, sessions, expected) => {
    const { result } = cloudObject('virtualMachines', object(sessions), policy(), AT);
    expect(result && [result.result, new Date(result.endedAt).getUTCHours()]).toEqual(expected);
  });

  it('says which session said what', () => {
    const sessions = { lastBackup: session('Failed', 3, 'No quota.'), lastSnapshot: session('Warning', 4, 'Slow.') };
    const { fact } = cloudObject('virtualMachines', object(sessions), policy(), AT);
    expect(fact.message).toBe('backup: No quota.\nsnapshot: Slow.');
  });
});

describe('an object in a cloud', () => {
  it.each<[string, Partial<VspcCloudPolicy>, Partial<VspcCloudObject>, object]>([
    [
      'is a subject for each policy',
      {},
      {},
      {
        kind: 'cloud-object',
        key: 'p1/vm1',
        name: 'Gold: web-1',
        vendorType: 'CloudVirtualMachine',
        workload: 'cloud',
      },
    ],
    [
      'is whose its policy is',
      {},
      {},
      { company: { uid: 'alpha', name: 'Alpha', by: 'organization' }, serverKey: 's1' },
    ],
    ['is disabled with its policy', { state: 'Disabled' }, {}, { enabled: false }],
    ['is enabled while its policy is being disabled', { state: 'Disabling' }, {}, { enabled: true }],
    ['runs with its policy', { status: 'Running' }, {}, { running: true }],
    ['runs by its own session', {}, { lastBackup: session('Running', 3) }, { running: true }],
    [
      'began before its last session ended',
      {},
      { lastBackup: session('Success', 3) },
      { lastStartAt: atHour(3).getTime() },
    ],
    ['never began', {}, {}, { lastStartAt: null }],
  ])('%s', (_sentence, ofPolicy, ofObject, expected) => {
    const seen = cloudObject('virtualMachines', object(ofObject), policy(ofPolicy), AT);
    expect(seen.fact).toMatchObject(expected);
    expect(seen.nextRunAt).toBe(TONIGHT.getTime());
  });

  it('of networks is the policy itself', () => {
    const seen = cloudNetworkPolicy(policy({ lastBackup: session('Failed', 3) }), AT);
    expect(seen.fact).toMatchObject({ key: 'p1', name: 'Gold', vendorType: 'CloudNetwork' });
    expect(seen.result).toMatchObject({ job: 'main/cloud-object/p1', result: 'failed' });
  });
});
