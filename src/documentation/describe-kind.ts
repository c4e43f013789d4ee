/** What people call them, where the vendor's word read aloud would not say it. */
const KINDS: Readonly<Record<string, string>> = {
  AhvStorageSnapshotJob: 'AHV snapshot',
  AwsBackupJob: 'AWS backup',
  AzureBackupJob: 'Azure backup',
  BackupFile: 'File share backup',
  BackupFileCopy: 'File share backup copy',
  BackupVm: 'VM backup',
  CdpReplicationVM: 'Continuous replication',
  CopyFile: 'File copy',
  CopyVm: 'VM copy',
  GoogleBackupJob: 'Google backup',
  OracleLogBackup: 'Oracle log backup',
  PostgreSqlLogBackup: 'PostgreSQL log backup',
  ReplicationVM: 'VM replication',
  SimpleBackupCopy: 'Backup copy',
  SqlLogBackup: 'SQL log backup',
  SureBackup: 'SureBackup',
  Unknown: 'Job',
};

/** A kind of job in words: `BackupVm` → `VM backup`, `FileToTape` → `File to tape`. */
export function describeKind(vendorWord: string): string {
  const known = KINDS[vendorWord];
  if (known !== undefined) return known;
  const words = vendorWord
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/ job$/i, '')
    .trim();
  return words === '' ? 'Job' : words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
}
