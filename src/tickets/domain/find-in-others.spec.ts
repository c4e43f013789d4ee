import { alarm, at, HOUR, mapping, MINUTE, server, workload } from '../../../test/support/ticket-world';
import { TicketStory } from '../../../test/support/ticket-story';
import type { TicketRule } from './ticket-settings';
import type { TicketsObservation } from './tickets-observation';

const NOW = at('2026-11-10T12:00');

describe('findings of workloads, sources and alarms at their limits', () => {
  const rules: readonly TicketRule[] = [
    { name: 'short', match: { job: ['nobody'] }, set: { rpoMs: HOUR, offlineForMs: MINUTE } },
    { name: 'alarms', match: { condition: ['alarm'] }, set: { ticket: true } },
  ];

  it.each<[string, Partial<TicketsObservation>, readonly string[]]>([
    [
      'another rule has a shorter rpo: its own counts',
      { workloads: [workload({ latestRestorePointAt: NOW - 2 * HOUR })] },
      [],
    ],
    [
      'another rule has a shorter offlineFor: its own counts',
      { agents: [server({ connected: false, lastHeartbeatAt: NOW - HOUR })] },
      [],
    ],
    [
      'a job that ended well just now is expected to have made a restore point',
      { workloads: [workload({ latestRestorePointAt: 0, expectedRestorePointAt: NOW - HOUR })] },
      [],
    ],
    [
      'no heartbeat was ever seen: since it was first seen',
      { agents: [server({ connected: false, firstSeenAt: NOW - HOUR * 3 })] },
      ['change create source-offline'],
    ],
    ['an alarm that is resolved', { alarms: [alarm({ state: 'resolved' })] }, []],
    ['an alarm in its hold', { alarms: [alarm({ activatedAt: NOW - HOUR })] }, ['skip holding']],
    ['an alarm after its hold', { alarms: [alarm({ activatedAt: NOW - 2 * HOUR })] }, ['change create alarm']],
    [
      'an acknowledged alarm that we never saw active',
      { alarms: [alarm({ state: 'acknowledged', activatedAt: NOW - 2 * HOUR })] },
      ['change create alarm'],
    ],
  ])('%s', (_name, more, words) => {
    const story = new TicketStory();
    story.jobs = [];
    story.more = { settings: mapping({ firstPass: 'ticket' }, { rules }), ...more };
    expect(story.words('2026-11-10T12:00')).toEqual(words);
  });

  it.each([
    ['an old restore point', 0],
    ['none at all', null],
  ])('a good run of its job does not close the ticket of a machine with %s before its list does', (_what, latest) => {
    const story = new TicketStory();
    story.jobs = [];
    const machine = { latestRestorePointAt: latest, job: 'main/vbr-job/job-1' };
    story.more = { workloads: [workload(machine)] };
    expect(story.words('2026-11-10T12:00')).toEqual([expect.stringMatching(/^change create /)]);
    story.more = { workloads: [workload({ ...machine, expectedRestorePointAt: NOW })] };
    expect(story.words('2026-11-10T12:05')).toEqual([expect.stringMatching(/^skip /)]);
    story.more = { workloads: [workload({ ...machine, latestRestorePointAt: NOW })] };
    expect(story.words('2026-11-10T13:05')).toEqual(['change close recovered']);
  });

  it('an alarm is over when VSPC shows it Resolved', () => {
    const story = new TicketStory();
    story.jobs = [];
    const settings = mapping({ firstPass: 'ticket' }, { rules });
    story.more = { settings, alarms: [alarm()] };
    expect(story.words('2026-11-10T12:00')).toEqual(['change create alarm']);
    story.more = { settings, alarms: [alarm({ state: 'resolved' })] };
    expect(story.words('2026-11-10T12:05')).toEqual(['change close recovered']);
  });

  it.each<[string, readonly TicketRule[]]>([
    [
      'an alarm that somebody acknowledges keeps the severity that its rule asks for',
      [{ name: 'errors', match: { condition: ['alarm'], severity: ['error'] }, set: { ticket: true } }],
    ],
    [
      'a silence of its severity goes on when somebody acknowledges it',
      [{ name: 'all', match: { condition: ['alarm'] }, set: { ticket: true } }],
    ],
  ])('%s', (_name, ruled) => {
    const story = new TicketStory();
    story.jobs = [];
    const settings = mapping({ firstPass: 'ticket', noteEveryMs: HOUR }, { rules: ruled });
    story.more = { settings, alarms: [alarm({ severity: 'error' })] };
    expect(story.words('2026-11-10T12:00')).toEqual(['change create alarm']);
    const silence = {
      match: { severity: ['error' as const] },
      period: { kind: 'once' as const, fromMs: null, untilMs: at('2026-11-20') },
      reason: 'known',
    };
    const silences = ruled[0]?.name === 'all' ? [silence] : [];
    const acknowledged = alarm({ severity: 'unknown', state: 'acknowledged', activatedAt: at('2026-11-10T13:00') });
    story.more = { settings: { ...settings, silences }, alarms: [acknowledged] };
    expect(story.words('2026-11-10T14:00')).toEqual([silences.length > 0 ? 'skip silenced' : 'change note note-due']);
    story.more = { settings, alarms: [] };
    expect(story.words('2026-11-10T14:05')).toEqual(['change close recovered']);
  });

  it('an acknowledged alarm whose severity nobody remembers has none', () => {
    const story = new TicketStory();
    story.jobs = [];
    const errors = [{ name: 'errors', match: { severity: ['error' as const] }, set: { ticket: true } }];
    const settings = mapping({ firstPass: 'ticket' }, { rules: errors });
    story.more = { settings, alarms: [alarm()] };
    story.pass('2026-11-10T12:00');
    const [row] = [...story.world.incidents.values()].filter(({ subject }) => subject.kind === 'alarm');
    story.world.incidents.set(row!.key, { ...row!, severity: null });
    story.more = { settings, alarms: [alarm({ state: 'acknowledged', severity: 'unknown' })] };
    expect(story.words('2026-11-10T14:00')[0]).toMatch(/^skip/);
  });

  it('rules decide how the ticket of a problem looks, never whether there is one', () => {
    const story = new TicketStory();
    story.jobs = [];
    const quiet = [{ name: 'quiet', match: { company: ['Provider'] }, set: { ticket: false, board: 'Service' } }];
    const problem = { kind: 'auth' as const, system: 'itglue', since: 0, message: '', hint: '' };
    story.more = { settings: mapping({ firstPass: 'ticket' }, { rules: quiet }), providerProblems: [problem] };
    const [create] = story.pass('2026-11-10T12:00');
    expect(create).toMatchObject({ action: 'create', reason: 'system-auth', rule: 'quiet' });
  });
});
