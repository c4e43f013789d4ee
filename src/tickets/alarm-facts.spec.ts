import { surroundings } from '../../test/support/vspc-rows';
import { seenJob } from '../../test/support/seen-facts';
import { vspcCompanyUid } from '../kernel/ids';
import type { VspcAlarm, VspcAlarmTemplate } from '../vspc/alarm-endpoints';
import { alarmFact, type AlarmSubjects, type Capacity } from './alarm-facts';

const AT = new Date('2026-11-02T07:00:00Z');
const JOB = seenJob({
  company: { uid: 'beta', name: 'Beta', by: 'mapped' },
  serverKey: 'h1',
  serverName: 'HOSTED',
}).fact;
const SUBJECTS: AlarmSubjects = {
  findJob: (uid) => (uid === 'j1' ? JOB : null),
  findSource: (uid) => (uid === 's1' ? { ...JOB, kind: 'server', key: 's1', name: 'VBR-01' } : null),
};
const TEMPLATE: VspcAlarmTemplate = {
  uid: 't1',
  name: 'Job session state',
  category: 'BackupVmJob',
  isEnabled: true,
  organizationUid: null,
  internalId: 1,
  isPredefined: true,
  knowledge: 'Look at the job.',
};

function alarm(status: string, object: Partial<VspcAlarm['object']> = {}): VspcAlarm {
  return {
    uid: 'a1',
    templateUid: 't1',
    repeatCount: 1,
    area: 'vspc',
    object: {
      type: 'BackupServerJob',
      uid: 'j1',
      name: 'Nightly',
      computerName: null,
      organizationUid: vspcCompanyUid('alpha'),
      locationUid: null,
      managementAgentUid: null,
      ...object,
    },
    lastActivation: { status, time: AT, message: 'It failed.', remark: null },
  };
}

function factOf(shown: VspcAlarm, template: VspcAlarmTemplate | null = TEMPLATE, capacity: Capacity | null = null) {
  return alarmFact({ alarm: shown, template, source: 'alarms', subjects: SUBJECTS, around: surroundings(), capacity });
}

describe('an alarm', () => {
  it.each([
    ['Error', 'active', 'error'],
    ['Warning', 'active', 'warning'],
    ['Info', 'active', 'info'],
    ['Acknowledged', 'acknowledged', 'unknown'],
    ['Resolved', 'resolved', 'unknown'],
    ['Something new', 'active', 'unknown'],
  ])('that says %s is %s, its severity %s', (status, state, severity) => {
    expect(factOf(alarm(status))).toMatchObject({ state, severity });
  });

  it.each<[string, Partial<VspcAlarm['object']>, object]>([
    [
      'about a job is about its subject, and whose the job is',
      {},
      { about: 'main/vbr-job/j1', company: { uid: 'beta' }, serverKey: 'h1' },
    ],
    ['about a server is about that', { uid: 's1' }, { about: 'main/server/s1' }],
    [
      'about something else is its organization’s',
      { uid: 'r1', name: 'Repository' },
      { about: null, company: { uid: 'alpha' }, name: 'Job session state: Repository' },
    ],
    [
      'without a name of its object goes by the computer',
      { name: null, computerName: 'PC-1' },
      { name: 'Job session state: PC-1' },
    ],
  ])('%s', (_sentence, object, expected) => {
    expect(factOf(alarm('Error', object))).toMatchObject(expected);
  });

  it('has name, category and advice of its template, and the space that is left', () => {
    expect(factOf(alarm('Error'), TEMPLATE, { text: '1 GiB free.', source: 'repositories' })).toMatchObject({
      alarm: 'Job session state',
      category: 'BackupVmJob',
      capacity: '1 GiB free.',
      capacitySource: 'repositories',
      knowledge: 'Look at the job.',
      activatedAt: AT.getTime(),
    });
  });

  it('without a template is still told', () => {
    expect(factOf(alarm('Error'), null)).toMatchObject({ alarm: 'Alarm without a template', category: 'Unknown' });
  });
});
