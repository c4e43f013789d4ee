import { MINUTE_MS, TicketStage } from '../support/ticket-stage';

/** Every type of job that VSPC knows, but agent policies: of those each computer is a subject of its own. */
const CLASSES = {
  vm: [
    'BackupVm',
    'ReplicationVM',
    'CdpReplicationVM',
    'SureBackup',
    'AhvStorageSnapshotJob',
    'OracleLogBackup',
    'PostgreSqlLogBackup',
    'SqlLogBackup',
  ],
  copy: ['BackupCopy', 'SimpleBackupCopy', 'BackupFileCopy', 'ObjectStorageBackupCopy', 'CopyVm', 'CopyFile'],
  tape: ['BackupToTape', 'FileToTape'],
  cloud: ['AwsBackupJob', 'AzureBackupJob', 'GoogleBackupJob'],
  'file-share': ['BackupFile', 'ObjectStorageBackup'],
  server: ['AgentBackupJob', 'SobrMaintenance', 'Unknown'],
} as const;

const TYPES = Object.entries(CLASSES).flatMap(([workload, types]) => types.map((type) => ({ type, workload })));
/** Three of five jobs of a company are its server's. */
const JOBS = TYPES.length * 2;

describe('a job of a backup server that fails', () => {
  let stage: TicketStage;
  const notes = new Map<string, string>();

  beforeAll(async () => {
    stage = await TicketStage.start({ storm: { threshold: 100 } }, {}, JOBS);
    stage.setRules(
      Object.keys(CLASSES).map((workload) => ({
        name: `rule of ${workload}`,
        match: { workload },
        set: { holdFor: '60m' },
      })),
    );
    const [first] = stage.sandbox.world.plans[0]?.jobs ?? [];
    const server = stage.sandbox.world.vspc.jobs.find(({ uniqueUid }) => uniqueUid === first?.uid)?.backupServerUid;
    const rows = stage.sandbox.world.vspc.jobs.filter(({ backupServerUid }) => backupServerUid === server);
    for (const [index, { type }] of TYPES.entries()) Object.assign(rows[index]!, { type, name: `A ${type}` });
    for (const row of rows) stage.sandbox.jobs.succeed(row.uniqueUid);
    await stage.pass();
    stage.fixture.wall.advance(10 * MINUTE_MS);
    for (const row of rows.slice(0, TYPES.length)) stage.sandbox.jobs.fail(row.uniqueUid, `A ${row.type} failed.`);
    await stage.pass();
    await stage.passAfter(80 * MINUTE_MS);
    for (const { notes: texts, summary } of stage.list()) notes.set(summary, texts[0] ?? '');
  });

  afterAll(async () => {
    expect(stage.sandbox.unknownRoutes()).toEqual([]);
    expect(stage.sandbox.crashes()).toEqual([]);
    await stage.stop();
  });

  it.each(TYPES)('gets its ticket as $type, by the rules for $workload', ({ type, workload }) => {
    const text = notes.get(`Backup failed: A ${type} on SRV-0000`);
    expect(text).toContain(`Type: ${type} (${workload}).`);
    expect(text).toContain(`A ${type} failed.`);
    expect(text).toContain(`by the rule "rule of ${workload}"`);
  });
});
