import { at, job, mapping, observation, result, TicketWorld } from '../../../test/support/ticket-world';
import type { Change } from '../../kernel/change';
import { SUMMARY_CHARACTERS, TEXT_CHARACTERS } from './cut-text';
import { planTickets } from './plan-tickets';
import { renderDescription, renderNote, renderSummary } from './render-ticket';
import { TEMPLATE_VARIABLES } from './template-variables';
import { readTicketPayload, type CreateTicket } from './ticket-effects';
import type { TextEvent, TicketVariables } from './ticket-variables';

describe('the text of a ticket', () => {
  function created(name: string, message: string): CreateTicket {
    const facts = observation({
      settings: mapping({ firstPass: 'ticket' }),
      jobs: [job({ name, objects: [{ name, result: 'failed', message }] })],
      results: [result('2026-11-08T10:00', 'success'), result('2026-11-10T10:00', 'failed', { message })],
    });
    const world = new TicketWorld();
    const plan = planTickets(world.observe(facts));
    const create = plan.decisions.find((decision): decision is Change => decision.decision === 'change');
    return readTicketPayload(create!.effects[0]!) as CreateTicket;
  }

  it('says what a technician asks', () => {
    expect(created('Nightly', 'Disk full').text).toBe(
      [
        'What: Backup failed: Nightly.',
        'Customer: Alpha.',
        'Backup server: backup01.',
        'Type: BackupVm (vm).',
        'Failing since: 2026-11-10 10:00 +00:00.',
        'Last good run: 2026-11-08 10:00 +00:00.',
        'Restore points left: 7.',
        'Destination: Repository 1.',
        '',
        'Message from Veeam:',
        'Disk full',
        '',
        'Affected (1):',
        '- Nightly | failed | Disk full;',
        '',
        'Where to look: Veeam Service Provider Console (main), the job "Nightly".',
        '',
        'Why this ticket exists: it failed, and no later run mended it in time (failed-runs, by the defaults of tickets.yaml).',
      ].join('\n'),
    );
  });

  it.each<[string, string]>([
    ['quotes', `"it's" \\ "quoted"`],
    ['HTML', '<script>alert(1)</script>'],
    ['template syntax', '{{ message }} {% raw %}'],
    ['emoji', '👩‍💻'.repeat(100)],
    ['direction marks', '\u202Egnp.exe\u2066'],
    ['10,000 characters', 'x'.repeat(10_000)],
    ['nothing', ''],
    ['a megabyte', 'Error. '.repeat(150_000)],
    ['binary', '\u0000\u0001\uFFFD\uDC00'.repeat(1000)],
  ])('survives a name and a message of %s', (_name, text) => {
    const ticket = created(text, text);
    expect(Array.from(ticket.summary).length).toBeLessThanOrEqual(SUMMARY_CHARACTERS);
    expect(Array.from(ticket.text).length).toBeLessThanOrEqual(TEXT_CHARACTERS);
    expect(ticket.summary.length).toBeGreaterThan(0);
    expect(`${ticket.summary}${ticket.text}`).not.toMatch(/[\u0000\u202E\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
  });

  it('reads when its line breaks are lost', () => {
    const ticket = created('Nightly', 'Disk full');
    expect(ticket.text.replace(/\n+/g, ' ')).toContain(
      'Customer: Alpha. Backup server: backup01. Type: BackupVm (vm). Failing since:',
    );
  });

  it('shows times in the zone of the bridge', () => {
    const facts = observation({
      timezone: 'America/New_York',
      now: at('2026-11-10T12:00'),
      jobs: [job()],
      results: [result('2026-11-10T10:00', 'failed')],
    });
    const create = planTickets(facts).decisions.find((decision): decision is Change => decision.decision === 'change');
    expect((readTicketPayload(create!.effects[0]!) as CreateTicket).text).toContain('2026-11-10 05:00 -05:00');
  });
});

const SAMPLE = Object.fromEntries(
  Object.entries(TEMPLATE_VARIABLES).map(([name, variable]) => [name, variable.sample]),
) as unknown as TicketVariables;
const PLAIN: TicketVariables = {
  ...SAMPLE,
  members: [],
  knowledge: '',
  dataAsOf: '',
  previousTicketId: null,
  rule: '',
  detail: '',
};

describe('renderSummary', () => {
  it.each<[string, Partial<TicketVariables>, string]>([
    ['what, and on which computer', {}, 'Backup failed: Nightly files on srv-files'],
    ['the server, where there is no computer', { computer: '' }, 'Backup failed: Nightly files on backup01'],
    ['not twice', { subjectName: 'srv-files daily' }, 'Backup failed: srv-files daily'],
    ['no place at all', { computer: '', server: '' }, 'Backup failed: Nightly files'],
    ['a name of nothing', { subjectName: ' \u202E', computer: '', server: '' }, 'Backup failed: (without a name)'],
    [
      'a storm',
      { members: SAMPLE.members, condition: 'missed', computer: '' },
      'Backup missed: Nightly files on backup01 (1 affected)',
    ],
    [
      'a problem of the bridge',
      { condition: 'problem', subjectName: 'connectwise: auth', computer: '', server: '' },
      'Bridge problem: connectwise: auth',
    ],
  ])('%s', (_name, change, summary) => {
    expect(renderSummary({ ...PLAIN, ...change })).toBe(summary);
  });
});

describe('renderDescription', () => {
  it.each<[string, Partial<TicketVariables>, string]>([
    ['all conditions', { conditions: ['failed', 'unprotected'] }, 'Also: No recent backup.'],
    ['how often, as a lower bound', { runs: 3 }, 'Failed runs in a row: at least 3.'],
    ['how many due times, as a lower bound', { condition: 'missed', runs: 3 }, 'Due times missed: at least 3.'],
    ['how often an alarm was raised, which VSPC counts', { condition: 'alarm', runs: 3 }, 'Times raised: 3.'],
    ['since when it is not heard of', { condition: 'source-offline' }, 'Last heard of: 2026-11-02 22:00.'],
    [
      'its newest restore point',
      { condition: 'unprotected', reason: 'unprotected' },
      'Last restore point: 2026-11-02 22:00.',
    ],
    [
      'since when it is listed',
      { condition: 'unprotected', reason: 'never-protected' },
      'Listed without a restore point since: 2026-11-02 22:00.',
    ],
    ['a type alone', { workload: '' }, 'Type: BackupVm.'],
    ['a class alone', { jobType: '' }, 'Type: server.'],
    ['what the bridge met', { condition: 'problem' }, 'What happened:\nError: the network path was not found.'],
    ['where the bridge’s own problems are listed', { condition: 'problem' }, 'Where to look: vspc-bridge problems'],
    ['what helps the bridge', { condition: 'problem', knowledge: 'Run check.' }, 'What helps:\nRun check.'],
    ['of a kind that is new that it is a subject', { subjectKind: 'moon' }, 'the subject "Nightly files"'],
    ['of a reason without a sentence that it is wrong', { reason: 'note-due' }, 'exists: it is wrong (note-due, by'],
    ['that no good run is known', { lastGood: '' }, 'Last good run: none known.'],
    ['that data is old', { dataAsOf: '2026-11-03 21:00' }, 'Data as of: 2026-11-03 21:00; nothing newer is known.'],
    ['what the vendor advises', { knowledge: 'Add space.' }, 'Add space.'],
    ['the rule that decided', { rule: 'servers' }, 'by the rule "servers").'],
    ['the ticket of the generation before', { previousTicketId: 1234 }, 'It happened before: ticket 1234.'],
    ['why it is the provider’s', { detail: 'Nobody’s.' }, 'by the defaults of tickets.yaml). Nobody’s.'],
    [
      'objects of a storm before those of a job',
      { members: [{ name: 'Job 1', result: 'failed', message: '' }] },
      '- Job 1 | failed;',
    ],
    [
      'an object without a name',
      { objects: [{ name: '', result: 'failed', message: '' }] },
      '- (without a name) | failed;',
    ],
    ['how many more there are', { objects: Array.from({ length: 30 }, () => SAMPLE.objects[0]!) }, '… and 5 more.'],
  ])('says %s', (_name, change, sentence) => {
    expect(renderDescription({ ...PLAIN, ...change })).toContain(sentence);
  });

  it.each<[string, Partial<TicketVariables>, RegExp]>([
    ['one run', { runs: 1 }, /in a row/],
    ['how often what happens once', { condition: 'disabled', runs: 3 }, /at least/],
    ['the last good run of what does not run', { condition: 'alarm' }, /Last good run/],
    ['the server of a server', { subjectName: 'backup01' }, /Backup server/],
    ['the age of what is not heard of', { condition: 'source-offline', dataAsOf: '2026-11-03 21:00' }, /Data as of/],
    ['the message of one of a storm', { subjectKind: 'storm' }, /Message from Veeam|Last good run/],
    ['restore points that nobody knows', { restorePoints: null }, /Restore points/],
    ['no message', { message: '' }, /Message from Veeam/],
    ['no objects', { objects: [] }, /Affected/],
    ['a next run that nobody knows', { nextRun: '' }, /Next run/],
  ])('leaves out %s', (_name, change, words) => {
    expect(renderDescription({ ...PLAIN, ...change })).not.toMatch(words);
  });
});

describe('renderNote', () => {
  const EVENTS: readonly (readonly [TextEvent, string])[] = [
    ['opened', 'Opened.'],
    ['reopened', 'this ticket is open again'],
    ['condition-changed', 'What is wrong has changed.'],
    ['text-changed', 'with another error'],
    ['still-failing', 'It still fails.'],
    ['escalated', 'was escalated'],
    ['recovered', 'Recovered.'],
    ['gone', 'no longer exists'],
    ['disabled', 'was disabled while it was failing'],
    ['unlinked', 'is no longer linked'],
    ['company-changed', 'belongs to another company'],
    ['storm-joined', 'in one ticket of its own'],
    ['storm-changed', 'list of what is affected'],
  ];
  it.each(EVENTS)('%s: says what happened', (event, words) => {
    expect(renderNote({ ...PLAIN, event })).toContain(words);
  });

  it.each<[TextEvent, boolean]>([
    ['recovered', false],
    ['gone', false],
    ['still-failing', true],
  ])('%s: says what it is about; with all facts and the message: %s', (event, facts) => {
    const note = renderNote({ ...PLAIN, event });
    expect(note).toContain('What: Backup failed: Nightly files.');
    expect(/Customer:|Message from Veeam/.test(note)).toBe(facts);
  });

  it.each<[string, Partial<TicketVariables>, string]>([
    ['a job', {}, 'Last good run: 2026-11-01 22:10.'],
    ['a machine', { condition: 'unprotected' }, 'Newest restore point: 2026-11-01 22:10.'],
    ['anything', {}, 'Wrong since: 2026-11-02 22:00.'],
  ])('of a recovery says since when all is well with %s', (_what, change, sentence) => {
    expect(renderNote({ ...PLAIN, event: 'recovered', ...change })).toContain(sentence);
  });

  it('calls old data old, also when it recovered', () => {
    expect(renderNote({ ...PLAIN, event: 'recovered', dataAsOf: '2026-11-03 21:00' })).toContain('Data as of');
  });

  it('says the one sentence of its event', () => {
    expect(renderNote({ ...PLAIN, event: 'company-changed', detail: 'Beta Inc' })).toContain('Beta Inc');
  });
});
