import { at, job, JOBS_SOURCE, mapping, result, workload } from '../../../test/support/ticket-world';
import { FAILED, JOB, OPENED, ticketed, TicketStory } from '../../../test/support/ticket-story';
import type { Change } from '../../kernel/change';
import type { IncidentRow } from './incident';
import { readTicketPayload } from './ticket-effects';
import type { TicketSettings } from './ticket-settings';
import type { TicketsObservation } from './tickets-observation';
import type { JobFact, TerminalResult } from './workload-facts';

describe('considerOpening', () => {
  it('waits for the hold, opens once, and says nothing more', () => {
    const story = new TicketStory();
    story.results = [FAILED];
    expect(story.words('2026-11-10T10:30')).toEqual(['skip holding']);
    expect(story.world.incidents.get(JOB)).toMatchObject({ state: 'holding', worst: 'failed', runs: 1, generation: 0 });
    expect(story.words('2026-11-10T11:15')).toEqual(['change create failed-runs']);
    expect(story.world.incidents.get(JOB)).toMatchObject({
      state: 'open',
      generation: 1,
      ticketId: 1000,
      ticketCompanyId: 250,
    });
    expect(story.ticket().externalXRef).toMatch(/^vspcb:prod:[0-9a-f]{16}:1$/);
    expect(story.words('2026-11-10T11:20')).toEqual(['skip failed-runs']);
    expect(story.plan('2026-11-10T11:20').decisions[0]).toMatchObject({ transition: null });
  });

  it.each<[string, Partial<TicketSettings>, Partial<JobFact>, readonly TerminalResult[], string, readonly string[]]>([
    ['a success', {}, {}, [FAILED, result('2026-11-10T11:00', 'success')], OPENED, []],
    ['a warning that recovers', {}, {}, [FAILED, result('2026-11-10T11:00', 'warning')], OPENED, ['skip warning-runs']],
    [
      'a warning that does not',
      { warningRecovers: false },
      {},
      [FAILED, result('2026-11-10T11:00', 'warning')],
      OPENED,
      ['change create failed-runs'],
    ],
    [
      'a retry that failed too: the hold begins anew',
      {},
      {},
      [FAILED, result('2026-11-10T11:20', 'failed')],
      '2026-11-10T12:00',
      ['skip holding'],
    ],
    ['one failure of two', { afterFailures: 2 }, {}, [FAILED], '2026-11-10T20:00', []],
    [
      'one run of two, with a retry',
      { afterFailures: 2 },
      {},
      [FAILED, result('2026-11-10T11:20', 'failed')],
      '2026-11-10T20:00',
      [],
    ],
    [
      'two runs of two',
      { afterFailures: 2 },
      {},
      [result('2026-11-09T10:00', 'failed'), FAILED],
      OPENED,
      ['change create failed-runs'],
    ],
    [
      'runs again: holds on',
      {},
      { running: true, lastStartAt: at('2026-11-10T10:20') },
      [FAILED],
      '2026-11-10T13:59',
      ['skip holding'],
    ],
    [
      'runs again, four hours on',
      {},
      { running: true, lastStartAt: at('2026-11-10T10:20') },
      [FAILED],
      '2026-11-10T14:00',
      ['change create failed-runs'],
    ],
    ['warnings without a rule', {}, {}, [result('2026-11-10T10:00', 'warning')], OPENED, ['skip warning-runs']],
  ])('%s', (_name, settings, change, results, now, words) => {
    const story = new TicketStory({ firstPass: 'ticket', ...settings });
    story.jobs = [job(change)];
    story.results = results;
    expect(story.words(now).filter((word) => word !== 'skip not-scheduled')).toEqual(words);
  });

  it.each<[string, Partial<TicketsObservation>, Partial<JobFact>, string]>([
    ['unlinked', { companies: [] }, {}, 'skip unlinked'],
    [
      'of a company that VSPC names and nobody linked',
      {},
      { company: { uid: 'gamma', name: 'Gamma', by: 'organization' } },
      'skip unlinked',
    ],
    ['tickets cannot be read', { completeSources: new Set([JOBS_SOURCE]) }, {}, 'held create incomplete-observation'],
    [
      'silenced',
      {
        settings: mapping(
          { firstPass: 'ticket' },
          {
            silences: [
              {
                match: { job: ['night*'] },
                period: { kind: 'once', fromMs: null, untilMs: at('2026-11-11') },
                reason: 'move',
              },
            ],
          },
        ),
      },
      {},
      'skip silenced',
    ],
    [
      'silenced for another job',
      {
        settings: mapping(
          { firstPass: 'ticket' },
          {
            silences: [
              {
                match: { job: ['day*'] },
                period: { kind: 'once', fromMs: null, untilMs: at('2026-11-11') },
                reason: 'move',
              },
            ],
          },
        ),
      },
      {},
      'change create failed-runs',
    ],
    [
      'never ticketed by a rule',
      {
        settings: mapping(
          { firstPass: 'ticket' },
          { rules: [{ name: 'lab', match: { company: ['Alpha'] }, set: { ticket: false } }] },
        ),
      },
      {},
      'skip failed-runs',
    ],
  ])('%s', (_name, more, change, word) => {
    const story = new TicketStory();
    story.jobs = [job(change)];
    story.results = [FAILED];
    story.more = more;
    expect(story.words(OPENED)).toEqual([word]);
  });

  it('opens at the end of a silence, its hold counting from the failure', () => {
    const story = new TicketStory();
    const period = { kind: 'once' as const, fromMs: null, untilMs: at('2026-11-10T13:00') };
    story.more = {
      settings: mapping({ firstPass: 'ticket' }, { silences: [{ match: {}, period, reason: 'patches' }] }),
    };
    story.results = [FAILED];
    expect(story.words('2026-11-10T12:59')).toEqual(['skip silenced']);
    expect(story.words('2026-11-10T13:00')).toEqual(['change create failed-runs']);
  });

  it('gives the job of nobody on a shared server to the provider', () => {
    const story = new TicketStory();
    story.jobs = [job({ company: { uid: null, name: 'Provider', by: 'provider' } })];
    story.results = [FAILED];
    story.pass(OPENED);
    expect(story.ticket().companyId).toBe(1);
  });

  it('attaches the configuration of a computer, and creates none', () => {
    const story = new TicketStory();
    story.jobs = [job({ computerName: 'srv-files', serialNumber: 'S1' })];
    story.results = [FAILED];
    const [create] = story.pass(OPENED) as readonly Change[];
    expect(create?.effects.map((effect) => readTicketPayload(effect))).toMatchObject([
      {
        kind: 'create-ticket',
        processNotifications: false,
        board: { id: 10 },
        status: { id: 100 },
        priority: { id: 3 },
      },
      {
        kind: 'attach-configuration',
        ticketId: null,
        incident: JOB,
        companyId: 250,
        hostName: 'srv-files',
        serialNumber: 'S1',
      },
    ]);
  });
});

describe('a subject without an open ticket, and its row', () => {
  it.each<[string, Partial<IncidentRow>, Partial<TicketSettings>, readonly TerminalResult[], string, string]>([
    [
      'nothing is wrong, no good run yet: waits',
      { state: 'baseline' },
      { afterFailures: 2 },
      [FAILED],
      OPENED,
      'skip holding',
    ],
    [
      'nothing is wrong, closed by a person: waits',
      { waitsFor: 'evidence', closedBy: 'person' },
      { afterFailures: 2 },
      [FAILED],
      OPENED,
      'skip closed-by-person',
    ],
    ['held, and wrong no more', { state: 'holding' }, { afterFailures: 2 }, [FAILED], OPENED, 'skip recovered'],
    [
      'held, and ticketed no more',
      { state: 'holding' },
      {},
      [FAILED, result('2026-11-10T11:00', 'warning')],
      OPENED,
      'skip warning-runs',
    ],
    [
      'waits for evidence, nobody knows since when',
      { waitsFor: 'evidence', closedAt: null },
      {},
      [FAILED],
      OPENED,
      'change create failed-runs',
    ],
    [
      'waits for recovery',
      { waitsFor: 'recovery', closedBy: 'person', lastSeenAt: FAILED.endedAt },
      {},
      [FAILED],
      OPENED,
      'skip closed-by-person',
    ],
    [
      'its closed ticket was not read',
      { state: 'resolved', ticketId: 77, closedAt: at('2026-11-10') },
      {},
      [FAILED],
      OPENED,
      'held create incomplete-observation',
    ],
    [
      'closed, nobody knows when: a new one',
      { state: 'resolved', ticketId: 77, closedAt: null },
      {},
      [FAILED],
      OPENED,
      'change create failed-runs',
    ],
    [
      'snoozed',
      { state: 'snoozed', snoozedUntil: at('2026-11-11'), snoozeReason: null },
      {},
      [FAILED],
      OPENED,
      'skip silenced',
    ],
    [
      'the snooze is over',
      { state: 'snoozed', snoozedUntil: at('2026-11-10'), snoozeReason: 'x' },
      {},
      [FAILED],
      OPENED,
      'change create failed-runs',
    ],
  ])('%s', (_name, change, settings, results, now, word) => {
    const story = new TicketStory({ firstPass: 'ticket', ...settings });
    const row = { ...ticketed().row(), ticketId: null, openedAt: null, ...change };
    story.world.incidents.set(JOB, row);
    story.results = results;
    expect(story.words(now)).toEqual([word]);
  });

  it('is not ticketed for a company without link, and its row follows', () => {
    const story = new TicketStory();
    story.results = [FAILED];
    story.pass('2026-11-10T10:30');
    story.more = { companies: [] };
    story.add(result('2026-11-10T11:50', 'failed'));
    expect(story.words(OPENED)).toEqual(['skip unlinked']);
    expect(story.row().lastSeenAt).toBe(at('2026-11-10T11:50'));
  });

  it.each<['ignored' | 'suspended']>([['ignored'], ['suspended']])(
    'is not ticketed for a company that is %s',
    (state) => {
      const story = new TicketStory();
      story.results = [FAILED];
      const companies = story.facts(OPENED).companies.map((company) => ({ ...company, state }));
      story.more = { companies };
      expect(story.words(OPENED)).toEqual([`skip ${state}`]);
    },
  );

  it('stops holding what a job explains by now', () => {
    const story = new TicketStory();
    const silences = [
      {
        match: { workload: ['vm' as const], job: ['none'] },
        period: { kind: 'once' as const, fromMs: null, untilMs: at('2026-11-20') },
        reason: '',
      },
    ];
    story.jobs = [];
    story.more = {
      workloads: [workload({ latestRestorePointAt: at('2026-11-08'), job: JOB })],
      completeSources: new Set(),
    };
    expect(story.words(OPENED)).toEqual(['held create incomplete-observation']);
    story.jobs = [job()];
    story.results = [FAILED];
    story.more = { workloads: story.more.workloads ?? [], settings: mapping({ firstPass: 'ticket' }, { silences }) };
    expect(story.words(OPENED)).toEqual(['change create failed-runs', 'skip explained-by-job']);
    expect(story.row('main/workload/vm-1').state).toBe('resolved');
  });

  it('says why a ticket is the provider’s (RULES, Tickets 1)', () => {
    const story = new TicketStory();
    story.jobs = [job({ company: { uid: null, name: 'Provider', by: 'provider' } })];
    story.results = [FAILED];
    story.pass(OPENED);
    expect(story.world.created.get(1000)?.text).toContain('maps it to no customer, so it belongs to the provider');
  });

  it('opens with what is ready, and adds the rest when its hold has ended', () => {
    const story = new TicketStory();
    story.jobs = [job({ scheduleType: 'daily', lastStartAt: at('2026-11-08T22:00'), dueAt: at('2026-11-09T22:00') })];
    story.results = [result('2026-11-09T23:30', 'failed')];
    const rules = [{ name: 'off', match: { condition: ['disabled' as const] }, set: { ticket: true } }];
    story.more = { settings: mapping({ firstPass: 'ticket' }, { rules }) };
    story.jobs = [job({ enabled: false, disabledSince: at('2026-11-01') })];
    expect(story.words('2026-11-10T00:00')).toEqual(['change create disabled']);
    expect(story.row().conditions).toEqual(['disabled']);
    expect(story.words('2026-11-10T00:45')).toEqual(['change note failed-runs']);
  });
});
