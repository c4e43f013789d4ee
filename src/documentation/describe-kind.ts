/** What people call them, where the vendor's word does not say it. */
const KINDS: Readonly<Record<string, string>> = {
  BackupVm: 'VM backup',
  ReplicationVm: 'VM replication',
  CdpReplicationVM: 'Continuous replication',
  CdpReplicationVm: 'Continuous replication',
  SimpleBackupCopy: 'Backup copy',
  BackupCopyPolicy: 'Backup copy',
  BackupFile: 'File share backup',
  SqlLogBackup: 'SQL log backup',
  PostgreSqlLogBackup: 'PostgreSQL log backup',
  AgentPolicy: 'Agent policy',
  VmTape: 'VM to tape',
  BackupTape: 'Backup to tape',
  FileTape: 'Files to tape',
  'server agent': 'Server agent',
  'workstation agent': 'Workstation agent',
};

/** A kind of job in words: `SureBackup` → `Sure backup`, `BackupVm` → `VM backup`. */
export function describeKind(vendorWord: string): string {
  const known = KINDS[vendorWord];
  if (known !== undefined) return known;
  const words = vendorWord.replace(/([a-z0-9])([A-Z])/g, '$1 $2').trim();
  return words === '' ? 'Job' : words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
}
