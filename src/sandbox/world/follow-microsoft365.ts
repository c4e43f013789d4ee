import type { VspcData } from '../vspc/vspc-data';

const DAY_MS = 24 * 3_600_000;

/** Jobs of Microsoft 365 run every day, and come to what they came to the last time. */
export function followMicrosoft365(vspc: VspcData, now: Date): void {
  for (const job of vspc.vb365Jobs) {
    const due = job.nextRun;
    if (!job.isEnabled || !due || due > now) continue;
    const days = Math.floor((now.getTime() - due.getTime()) / DAY_MS);
    job.lastRun = new Date(due.getTime() + days * DAY_MS);
    job.nextRun = new Date(job.lastRun.getTime() + DAY_MS);
    followTenant(vspc, job);
  }
}

function followTenant(
  vspc: VspcData,
  { vb365OrganizationUid, lastRun, lastStatus }: VspcData['vb365Jobs'][number],
): void {
  if (lastStatus !== 'Success') return;
  for (const tenant of vspc.vb365Organizations) {
    if (tenant.instanceUid === vb365OrganizationUid) tenant.lastBackupTime = lastRun;
  }
  for (const object of vspc.vb365Objects) {
    if (object.vb365OrganizationUid === vb365OrganizationUid) object.latestRestorePointDate = lastRun;
  }
}
