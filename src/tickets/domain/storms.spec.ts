import { at, HOUR, MINUTE, result, server } from '../../../test/support/ticket-world';
import { OPENED, stormStory, TicketStory } from '../../../test/support/ticket-story';
import { subjectId, type JobFact } from './workload-facts';

describe('foldStorms', () => {
  it.each<[string, number, (index: number) => Partial<JobFact>, number]>([
    ['fewer than the threshold: a ticket each', 3, () => ({}), 3],
    ['as many: one ticket', 4, () => ({}), 1],
    ['on two servers, too few on each', 6, (index) => ({ serverKey: `server-${index % 2}` }), 6],
    [
      'on two servers, but one repository',
      6,
      (index) => ({ serverKey: `server-${index % 2}`, repositoryKey: 'r1' }),
      1,
    ],
    [
      'four on a server, the others alone',
      6,
      (index) => ({ serverKey: index < 4 ? 'server-1' : `server-${index}` }),
      3,
    ],
  ])('%s', (_name, count, change, tickets) => {
    const story = stormStory(count, change);
    story.pass(OPENED);
    expect(story.world.openTickets()).toHaveLength(tickets);
    expect(story.pass('2026-11-10T12:05').every((decision) => decision.decision === 'skip')).toBe(true);
  });

  it.each<[string, (index: number) => Partial<JobFact>, number, boolean]>([
    ['one company: its own ticket', () => ({}), 250, false],
    [
      'two companies: the provider, who alone sees names',
      (index) => ({
        company: { uid: index === 0 ? 'beta' : 'alpha', name: index === 0 ? 'Beta' : 'Alpha', by: 'organization' },
      }),
      1,
      true,
    ],
  ])('%s', (_name, change, companyId, named) => {
    const story = stormStory(4, change);
    story.pass(OPENED);
    expect(story.ticket().companyId).toBe(companyId);
    expect(story.world.created.get(1000)?.text.includes('Alpha: Job 1')).toBe(named);
  });

  it('keeps its table current, keeps who fails again, and ends with its last member', () => {
    const story = stormStory(4);
    story.pass(OPENED);
    story.add(result('2026-11-10T13:00', 'success', { key: 'job-0' }));
    expect(story.words('2026-11-10T13:05')).toContain('change note storm');
    story.add(result('2026-11-10T14:00', 'failed', { key: 'job-0' }));
    story.pass('2026-11-10T16:00');
    expect(story.world.openTickets()).toHaveLength(1);
    for (const index of [0, 1, 2, 3]) story.add(result('2026-11-10T20:00', 'success', { key: `job-${index}` }));
    expect(story.words('2026-11-10T20:05')).toContain('change close recovered');
    expect(story.world.openTickets()).toHaveLength(0);
  });

  it('leaves tickets that exist, and names the storm in them once', () => {
    const story = stormStory(5);
    const late = story.results.slice(1).map((entry) => ({ ...entry, endedAt: entry.endedAt + 20 * MINUTE }));
    story.results = [story.results[0]!, ...late];
    expect(story.words('2026-11-10T11:15')).toContain('change create failed-runs');
    expect(story.words('2026-11-10T11:35')).toEqual([
      'change note storm',
      'skip storm',
      'skip storm',
      'skip storm',
      'skip storm',
      'change create storm',
    ]);
    expect(story.world.openTickets()).toHaveLength(2);
    expect(story.pass('2026-11-10T11:40').every((decision) => decision.decision === 'skip')).toBe(true);
  });

  it('opens its members on their own when its ticket could not be made', () => {
    const story = stormStory(4);
    const plan = story.plan(OPENED);
    const withoutCreate = { ...plan, decisions: plan.decisions.filter((decision) => decision.decision === 'skip') };
    story.world.apply(withoutCreate, at(OPENED));
    expect(story.words('2026-11-10T12:05')).toContain('change create storm');
  });
});

describe('who is in a storm (RULES, Tickets 13)', () => {
  const STORM = subjectId('main', 'storm', 'server:server-1');

  function late(story: TicketStory, from: number, minutes: number): TicketStory {
    story.results = story.results.map((entry, index) =>
      index < from ? entry : { ...entry, endedAt: entry.endedAt + minutes * MINUTE },
    );
    return story;
  }

  it('who comes within the hour joins it, and its table says so', () => {
    const story = late(stormStory(5), 4, 40);
    story.pass('2026-11-10T11:15');
    expect(story.words('2026-11-10T11:55')).toEqual([
      ...Array<string>(4).fill('skip storm'),
      'skip storm',
      'change note storm',
    ]);
    expect(story.world.openTickets()).toHaveLength(1);
    expect(story.world.notes.at(-1)?.text).toContain('Job 4');
  });

  it('who comes later gets a ticket, and many who come later join it', () => {
    const story = late(stormStory(6), 5, 120);
    story.pass('2026-11-10T11:15');
    story.pass('2026-11-10T13:20');
    expect(story.world.openTickets()).toHaveLength(2);
    const many = late(stormStory(9), 5, 120);
    many.pass('2026-11-10T11:15');
    many.pass('2026-11-10T13:20');
    expect(many.world.openTickets()).toHaveLength(1);
    expect(many.row(STORM).runs).toBe(9);
  });

  it('no customer is named in the storm of another one', () => {
    const story = late(
      stormStory(6, (index) => (index < 5 ? {} : { company: { uid: 'beta', name: 'Beta', by: 'organization' } })),
      5,
      40,
    );
    story.pass('2026-11-10T11:15');
    story.pass('2026-11-10T11:55');
    expect(story.world.openTickets().map((ticket) => ticket.companyId)).toEqual([250, 251]);
  });

  it('ties fall by key, whatever the order of the facts', () => {
    const keys = (index: number): Partial<JobFact> => ({ serverKey: null, siteKey: `site-${index % 2}` });
    const story = stormStory(8, keys);
    story.pass(OPENED);
    expect([...story.world.created.values()].map((ticket) => ticket.summary)).toEqual([
      'Backup failed: site site-0 (4 affected)',
      'Backup failed: site site-1 (4 affected)',
    ]);
  });

  it.each<[string, (index: number) => Partial<JobFact>, string]>([
    ['a server without a name', () => ({ serverName: null }), 'server-1'],
    ['a repository', () => ({ serverKey: null, repositoryKey: 'r1' }), 'repository r1'],
    ['an agent', () => ({ serverKey: null, agentKey: 'a1' }), 'agent a1'],
  ])('is named after what it stands on: %s', (_name, change, name) => {
    const story = stormStory(4, change);
    story.pass(OPENED);
    expect(story.world.created.get(1000)?.summary).toContain(name);
  });

  it('servers, agents and problems are never part of one', () => {
    const story = new TicketStory({ firstPass: 'ticket', storm: { threshold: 2, withinMs: HOUR } });
    story.jobs = [];
    const problem = { kind: 'auth' as const, system: 'itglue', since: 0, message: '', hint: '' };
    const offline = { connected: false, lastHeartbeatAt: at('2026-11-10T08:00'), siteKey: 's1', serverKey: 's' };
    story.more = {
      agents: [server(offline), server({ ...offline, kind: 'agent', key: 'a1' })],
      providerProblems: [problem, { ...problem, kind: 'blocked' }],
    };
    story.pass(OPENED);
    expect(story.world.openTickets()).toHaveLength(4);
  });

  it('a ticket that was changed in the same pass is told in the next one, and once', () => {
    const story = late(stormStory(5), 1, 20);
    story.pass('2026-11-10T11:15');
    story.add(result('2026-11-10T11:30', 'failed', { key: 'job-0', message: 'Disk full' }));
    expect(story.words('2026-11-10T11:35')).toContain('change note text-changed');
    expect(story.words('2026-11-10T11:40')).toContain('change note storm');
    story.add(result('2026-11-10T11:50', 'failed', { key: 'job-0', message: 'Credentials refused' }));
    expect(story.words('2026-11-10T13:10')).toContain('change note text-changed');
    expect(story.words('2026-11-10T13:15').every((word) => word.startsWith('skip'))).toBe(true);
  });

  it('a ticket that was not read is not told', () => {
    const story = late(stormStory(5), 1, 20);
    story.pass('2026-11-10T11:15');
    story.world.tickets.clear();
    expect(story.words('2026-11-10T11:35')).not.toContain('change note storm');
  });

  it('tickets that exist close on their own', () => {
    const story = late(stormStory(5), 1, 20);
    story.pass('2026-11-10T11:15');
    story.pass('2026-11-10T11:35');
    story.add(result('2026-11-10T22:00', 'success', { key: 'job-0' }));
    expect(story.words('2026-11-10T22:05')).toContain('change close recovered');
    expect(story.world.openTickets()).toHaveLength(1);
  });
});
