import { at, DAY, mapping } from '../../../test/support/ticket-world';
import { FAILED, ticketed } from '../../../test/support/ticket-story';
import type { EventFact } from './event-fact';
import type { IncidentRow } from './incident';
import { eventKindOf, eventsSince } from './told-events';

const NEXT_NOTE = '2026-11-11T12:30';

function event(change: Partial<EventFact> = {}): EventFact {
  return {
    connection: 'main',
    at: at('2026-11-10T18:00'),
    seenAt: at('2026-11-10T18:05'),
    type: 'RestorePerformed',
    message: 'A file was restored.',
    organizationUid: 'company-1',
    ...change,
  };
}

describe('entries of the activity log', () => {
  /** What the next note of a job that goes on failing says after its own words. */
  function nextNote(events: readonly EventFact[]): string {
    const story = ticketed();
    const organizationUid = story.row().company?.uid ?? null;
    story.more = {
      events: events.map((one) => (one.organizationUid === 'company-1' ? { ...one, organizationUid } : one)),
    };
    story.add({ ...FAILED, endedAt: at('2026-11-11T10:00'), startedAt: at('2026-11-11T09:50') });
    story.pass(NEXT_NOTE);
    const [, told = ''] = (story.world.notes.at(-1)?.text ?? '').split('Meanwhile in Veeam Service Provider Console:');
    return told.split('\n\n', 1)[0]?.trim() ?? '';
  }

  it.each<[string, Partial<EventFact>, boolean]>([
    ['a restore in the company of the ticket is told', {}, true],
    ['a refused login is told', { type: 'LoginFailed' }, true],
    ['a management agent that went away is told', { type: 'ManagementAgentDisconnected' }, true],
    ['a login is not', { type: 'LoginSuccessful' }, false],
    ['a job that was started is not', { type: 'BackupJobStarted' }, false],
    ['what is another company’s is not', { organizationUid: 'company-2' }, false],
    ['what is nobody’s is the provider’s, and not told to customers', { organizationUid: null }, false],
    ['what is of another connection is not', { connection: 'second' }, false],
    ['what was before the failure is not', { at: at('2026-11-10T09:00') }, false],
  ])('%s', (_sentence, change, isTold) => {
    expect(nextNote([event(change)]) !== '').toBe(isTold);
  });

  it('are told once', () => {
    const story = ticketed();
    story.more = { events: [event({ organizationUid: story.row().company?.uid ?? null })] };
    story.pass(NEXT_NOTE);
    expect(story.world.notes.at(-1)?.text).toContain('A file was restored.');
    story.pass('2026-11-12T13:00');
    expect(story.world.notes.at(-1)?.text).not.toContain('A file was restored.');
  });

  it('are told in the note that opens a ticket again', () => {
    const story = ticketed();
    const organizationUid = story.row().company?.uid ?? null;
    story.add({ ...FAILED, endedAt: at('2026-11-10T13:00'), startedAt: at('2026-11-10T12:50'), result: 'success' });
    expect(story.words('2026-11-10T13:05')).toEqual(['change close recovered']);
    story.add({ ...FAILED, endedAt: at('2026-11-10T17:00'), startedAt: at('2026-11-10T16:50') });
    story.more = { events: [event({ organizationUid })] };
    expect(story.words('2026-11-10T19:00')).toEqual(['change reopen reopened']);
    expect(story.world.notes.at(-1)?.text).toContain('A file was restored.');
    story.pass('2026-11-11T19:05');
    expect(story.world.notes.at(-1)?.text).toMatch(/^It still fails/);
    expect(story.world.notes.at(-1)?.text).not.toContain('A file was restored.');
  });

  it.each<[string, Partial<IncidentRow>, string | null]>([
    ['its beginning, while its ticket is open', {}, '2026-11-10T10:00'],
    ['its beginning, while it waits to open its ticket again', { state: 'holding', closedAt: 1 }, '2026-11-10T10:00'],
    [
      'the closing, as long as the ticket may open again',
      { state: 'resolved', closedAt: at('2026-11-11') },
      '2026-11-11',
    ],
    ['never, once it may not', { state: 'resolved', closedAt: at('2026-11-01') }, null],
    ['never, without a ticket', { ticketId: null }, null],
  ])('of an incident are needed since %s', (_sentence, change, since) => {
    const row = { ...ticketed().row(), ...change };
    const wanted = eventsSince([row], mapping(), at('2026-11-12'));
    expect(wanted).toBe(since === null ? null : at(since));
  });

  it('are needed longer where a rule lets tickets open again longer', () => {
    const row: IncidentRow = { ...ticketed().row(), state: 'resolved', closedAt: at('2026-11-01') };
    const rules = [{ name: 'long', match: {}, set: { reopenWithinMs: 30 * DAY } }];
    expect(eventsSince([row], mapping({}, { rules }), at('2026-11-12'))).toBe(at('2026-11-01'));
  });

  it('are in order of their time, ten at most, of which the last', () => {
    const told = nextNote(
      Array.from({ length: 12 }, (_, index) =>
        event({ at: at('2026-11-10T18:00') + (11 - index) * 60_000, message: `Restore ${11 - index}.` }),
      ),
    );
    const lines = told.split('\n');
    expect(lines).toHaveLength(11);
    expect(lines[0]).toBe('- 2026-11-10 18:02 +00:00 | recovery | Restore 2.;');
    expect(lines.at(-1)).toBe('… and 2 more.');
  });
});

describe('eventKindOf', () => {
  it.each([
    ['RestorePerformed', 'recovery'],
    ['SSOLoginFailed', 'security'],
    ['CompanyMFAPolicyModified', 'security'],
    ['BackupServerEncryptionPasswordDeleted', 'security'],
    ['UserTokenRevoked', 'security'],
    ['ManagementAgentConnected', 'connector'],
    ['ProxySessionOpened', 'connector'],
    ['PublicCloudApplianceUnmapped', 'connector'],
    ['CompanyModified', null],
    ['Unknown', null],
  ])('%s: %s', (type, kind) => {
    expect(eventKindOf(type)).toBe(kind);
  });
});
