import { JobIndex } from './job-index';

const JOBS = [
  { key: 'u1', uid: 'v1', uniqueUid: 'u1', backupServerUid: 's1' },
  { key: 'u2', uid: 'clone', uniqueUid: 'u2', backupServerUid: 's1' },
  { key: 'u3', uid: 'clone', uniqueUid: 'u3', backupServerUid: 's2' },
  { key: 's3/v4', uid: 'v4', uniqueUid: null, backupServerUid: 's3' },
];

describe('a job is found', () => {
  it.each<[string, string | null, string | null, string | null]>([
    ['by the id of VSPC', 'u1', null, 'u1'],
    ['by the id of VSPC, whatever server is named', 'u1', 's2', 'u1'],
    ['by the id of VBR and its server', 'v1', 's1', 'u1'],
    ['by the id of VBR alone where only one has it', 'v1', null, 'u1'],
    ['by an id of a cloned server and that server', 'clone', 's2', 'u3'],
    ['not by the id of a cloned server alone', 'clone', null, null],
    ['where VSPC gives no id of its own', 'v4', 's3', 's3/v4'],
    ['not by an id that nobody has', 'v9', 's1', null],
    ['not without an id', null, 's1', null],
  ])('%s', (_sentence, id, server, key) => {
    expect(new JobIndex(JOBS).find(id, server)?.key ?? null).toBe(key);
  });
});
