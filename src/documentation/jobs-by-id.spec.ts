import type { VspcWorkload } from '../vspc/workload-endpoints';
import { vspcJob } from '../../test/support/vspc-rows';
import { jobsById, restorePointsByJob } from './jobs-by-id';

const JOBS = [
  vspcJob(),
  vspcJob({ key: 'j2', uniqueUid: 'j2', backupServerUid: 's2' }),
  vspcJob({ key: 's3/v3', uid: 'v3', uniqueUid: null, backupServerUid: 's3' }),
];

describe('a job', () => {
  it.each([
    ['by VSPC’s id', 'j2', 's2', 'j2'],
    ['by VSPC’s id, whatever the server', 'j2', null, 'j2'],
    ['by the server’s own id', 'v1', 's1', 'j1'],
    ['by the same id on a cloned server', 'v1', 's2', 'j2'],
    ['that VSPC gave no id', 'v3', 's3', 's3/v3'],
    ['by an id that only one job has, whatever the server', 'v3', null, 's3/v3'],
    ['not by an id that several have, on none of their servers', 'v1', 's9', null],
    ['not by nothing', null, 's1', null],
  ])('is found %s', (_sentence, id, server, key) => {
    expect(jobsById(JOBS)(id, server)?.key ?? null).toBe(key);
  });

  it('of virtual machines has as many restore points as the machine that has the fewest', () => {
    const machine = (jobUid: string | null, serverUid: string, restorePoints: number | null): VspcWorkload =>
      ({ jobUid, serverUid, restorePoints }) as VspcWorkload;
    const machines = [
      machine('v1', 's1', 14),
      machine('j1', 's1', 3),
      machine('v1', 's2', 1),
      machine('v3', 's3', null),
      machine(null, 's1', 0),
    ];
    expect(restorePointsByJob(machines, jobsById(JOBS))).toEqual(
      new Map([
        ['j1', 3],
        ['j2', 1],
      ]),
    );
  });
});
