import type { VspcWorkload } from '../vspc/workload-endpoints';
import { jobOnServer, restorePointsByJob } from './restore-points-by-job';

const machine = (jobUid: string | null, serverUid: string, restorePoints: number | null): VspcWorkload =>
  ({ jobUid, serverUid, restorePoints }) as VspcWorkload;

it('a job of virtual machines has as many restore points as the machine that has the fewest', () => {
  const points = restorePointsByJob([
    machine('v1', 's1', 14),
    machine('v1', 's1', 3),
    machine('v1', 's2', 1),
    machine('v2', 's1', null),
    machine(null, 's1', 0),
  ]);
  expect(points).toEqual(
    new Map([
      [jobOnServer('s1', 'v1'), 3],
      [jobOnServer('s2', 'v1'), 1],
    ]),
  );
});
