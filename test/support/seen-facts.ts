import type { SeenJob } from '../../src/tickets/fact-parts';

const COMPANY = { uid: 'alpha', name: 'Alpha', by: 'organization' } as const;

/** A nightly job of Alpha that nothing is known to be wrong with. */
export function seenJob(change: Partial<SeenJob['fact']> = {}, nextRunAt: number | null = null): SeenJob {
  return {
    fact: {
      connection: 'main',
      kind: 'vbr-job',
      key: 'j1',
      name: 'Nightly',
      source: 'vspc:main/infrastructure/backupServers/jobs',
      company: COMPANY,
      serverKey: null,
      serverName: null,
      siteKey: null,
      repositoryKey: null,
      agentKey: null,
      tag: null,
      workload: 'vm',
      vendorType: 'BackupVm',
      enabled: true,
      continuous: false,
      scheduleType: 'daily',
      schedule: null,
      lastStartAt: null,
      running: false,
      averageDurationMs: null,
      objects: [],
      message: '',
      restorePoints: null,
      destination: null,
      computerName: null,
      serialNumber: null,
      ...change,
    },
    nextRunAt,
    result: null,
    isEndTold: true,
  };
}
