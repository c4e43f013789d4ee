import fc from 'fast-check';
import { at, job, mapping, observation, result, TicketWorld } from '../../../test/support/ticket-world';
import type { Change } from '../../kernel/change';
import { cleanLine, cleanText, cutText, SUMMARY_CHARACTERS, TEXT_CHARACTERS } from './cut-text';
import { maskText } from './mask-text';
import { planTickets } from './plan-tickets';
import { readTicketPayload, type CreateTicket } from './ticket-effects';
import { changeKey, noteMark, ticketMark } from './ticket-marks';

describe('maskText', () => {
  it.each<[string, string, string, boolean]>([
    ['numbers', 'VM 12 of 30 failed', 'VM 7 of 31 failed', true],
    ['GUIDs', 'job 5d2f0c1e-0000-4000-8000-00000000000a', 'job eb866e8f-a0f5-41f4-9dd9-8cc59266ff25', true],
    ['dates and times', 'at 2026-11-02T08:00:00Z', 'at 2026-11-03T09:10:00.123+02:00', true],
    ['written dates', 'on 02.11.2026 8:05 PM', 'on 12/03/2026 9:15 am', true],
    ['paths', 'cannot open D:\\backup\\a.vbk', 'cannot open E:\\other\\b.vbk', true],
    ['network paths', 'cannot open \\\\nas\\a\\1.vbk', 'cannot open \\\\nas\\b\\2.vbk', true],
    ['paths of Linux', 'cannot open /mnt/a/one.vbk', 'cannot open /mnt/b/two.vbk', true],
    ['sizes', 'needs 12.5 GB', 'needs 1,024 GB', true],
    ['letter case and spaces', 'Disk  FULL', 'disk full', true],
    ['words', 'disk full', 'network down', false],
    ['units', 'needs 12 GB', 'needs 12 TB', false],
  ])('%s', (_name, one, other, same) => {
    expect(maskText(one) === maskText(other)).toBe(same);
  });
});

describe('cutText', () => {
  it.each<[string, string, number, string]>([
    ['fits', 'abc', 3, 'abc'],
    ['does not fit', 'abcd', 3, 'ab…'],
    ['never half a character', '😀😀😀', 2, '😀…'],
    ['counts characters, not halves', '😀😀😀', 3, '😀😀😀'],
    ['no space before the ellipsis', 'ab cd', 4, 'ab…'],
  ])('%s', (_name, text, characters, cut) => {
    expect(cutText(text, characters)).toBe(cut);
  });

  it('is never longer than asked, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.integer({ min: 1, max: 120 }),
        (text, characters) => {
          expect(Array.from(cutText(text, characters)).length).toBeLessThanOrEqual(characters);
        },
      ),
    );
  });

  it('cleans control characters, direction marks and halves of characters', () => {
    expect(cleanLine('a\u0000b\u202Ec\uD800d\r\ne')).toBe('a b cd e');
    expect(cleanText('one\r\n\r\n\r\n\r\ntwo')).toBe('one\n\ntwo');
  });
});

describe('marks', () => {
  it('are stable, short and without quotes', () => {
    expect(ticketMark('prod', 'main/vbr-job/1', 2)).toMatch(/^vspcb:prod:[0-9a-f]{16}:2$/);
    expect(noteMark('main/vbr-job/1', 2, 'note-1')).toMatch(/^\[vspcb:[0-9a-f]{8}\]$/);
    expect(noteMark('main/vbr-job/1', 2, 'note-1')).not.toBe(noteMark('main/vbr-job/1', 2, 'note-2'));
    expect(changeKey('main/vbr-job/1', 2, 'open')).toMatch(/^tickets\/[0-9a-f]{16}\/2\/open$/);
  });
});

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
        'Server: backup01.',
        'Since: 2026-11-10 10:00 +00:00.',
        'Last good run: 2026-11-08 10:00 +00:00.',
        'Restore points left: 7.',
        'Destination: Repository 1.',
        '',
        'Message from Veeam:',
        'Disk full',
        '',
        'Affected:',
        '- Nightly | failed | Disk full;',
        '',
        'Where to look: Veeam Service Provider Console (main), vbr-job "Nightly".',
        '',
        'Why this ticket exists: failed-runs, by the defaults of tickets.yaml.',
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
    expect(ticket.text.replace(/\n+/g, ' ')).toContain('Customer: Alpha. Server: backup01. Since:');
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
