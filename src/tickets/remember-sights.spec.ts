import type { SubjectSight } from '../persistence/tickets/subject-sight.repository';
import { rememberFirstSights, rememberSights } from './remember-sights';
import { seenJob } from '../../test/support/seen-facts';

const NOW = new Date('2026-11-02T08:00:00Z');
const EARLIER = new Date('2026-10-01T08:00:00Z');
const TONIGHT = new Date('2026-11-02T22:00:00Z');
const LAST_NIGHT = new Date('2026-11-01T22:00:00Z');
const SUBJECT = 'main/vbr-job/j1';

function sight(change: Partial<SubjectSight> = {}): SubjectSight {
  return { subject: SUBJECT, firstSeenAt: EARLIER, disabledSince: null, dueAt: null, ...change };
}

interface Row {
  readonly before: SubjectSight | null;
  readonly shown?: { readonly enabled?: boolean; readonly nextRunAt?: Date; readonly lastStartAt?: Date };
  readonly after: Partial<SubjectSight>;
  readonly isWritten: boolean;
}

describe('what is remembered of a job', () => {
  it.each<[string, Row]>([
    ['a job seen for the first time is young', { before: null, after: { firstSeenAt: NOW }, isWritten: true }],
    [
      'a job seen before keeps its first sight, and nothing is written',
      { before: sight(), after: {}, isWritten: false },
    ],
    [
      'a job that is disabled now is disabled since now',
      { before: sight(), shown: { enabled: false }, after: { disabledSince: NOW }, isWritten: true },
    ],
    [
      'a job that has been disabled keeps since when',
      {
        before: sight({ disabledSince: EARLIER }),
        shown: { enabled: false },
        after: { disabledSince: EARLIER },
        isWritten: false,
      },
    ],
    [
      'a job that is enabled again forgets it',
      { before: sight({ disabledSince: EARLIER }), after: { disabledSince: null }, isWritten: true },
    ],
    [
      'the next run is kept',
      { before: sight(), shown: { nextRunAt: TONIGHT }, after: { dueAt: TONIGHT }, isWritten: true },
    ],
    [
      'a due time that nothing served stays, whatever VSPC shows next',
      {
        before: sight({ dueAt: LAST_NIGHT }),
        shown: { nextRunAt: TONIGHT, lastStartAt: EARLIER },
        after: { dueAt: LAST_NIGHT },
        isWritten: false,
      },
    ],
    [
      'a due time that a session served makes way for the next',
      {
        before: sight({ dueAt: LAST_NIGHT }),
        shown: { nextRunAt: TONIGHT, lastStartAt: LAST_NIGHT },
        after: { dueAt: TONIGHT },
        isWritten: true,
      },
    ],
  ])('%s', (_sentence, { after, before, isWritten, shown = {} }) => {
    const { enabled = true, lastStartAt, nextRunAt } = shown;
    const job = seenJob({ enabled, lastStartAt: lastStartAt?.getTime() ?? null }, nextRunAt?.getTime() ?? null);
    const { changed, facts } = rememberSights([job], new Map(before ? [[SUBJECT, before]] : []), NOW);
    const expected = { ...(before ?? sight({ firstSeenAt: NOW })), ...after };
    expect(facts).toEqual([{ ...job.fact, id: SUBJECT, ...inMillis(expected) }]);
    expect(changed).toEqual(isWritten ? [expected] : []);
  });
});

function inMillis({ disabledSince, dueAt, firstSeenAt }: SubjectSight) {
  const millis = (at: Date | null): number | null => (at === null ? null : at.getTime());
  return { firstSeenAt: firstSeenAt.getTime(), disabledSince: millis(disabledSince), dueAt: millis(dueAt) };
}

describe('what is remembered of everything else', () => {
  const server = { connection: 'main', kind: 'server', key: 's1' } as const;

  it('is when it was first seen, and it is written once', () => {
    const first = rememberFirstSights([server], new Map(), NOW);
    expect(first.facts).toEqual([{ ...server, id: 'main/server/s1', firstSeenAt: NOW.getTime() }]);
    expect(first.changed).toEqual([{ subject: 'main/server/s1', firstSeenAt: NOW, disabledSince: null, dueAt: null }]);
    const known = new Map(first.changed.map((entry) => [entry.subject, entry]));
    const second = rememberFirstSights([server], known, TONIGHT);
    expect(second.facts).toEqual(first.facts);
    expect(second.changed).toEqual([]);
  });
});
