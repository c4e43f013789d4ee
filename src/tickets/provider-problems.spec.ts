import { providerProblems, stillOpen, type KeptProblem } from './provider-problems';

const SINCE = new Date('2026-11-02T07:00:00Z');
const EARLIER = new Date('2026-11-02T06:00:00Z');

function problem(change: Partial<KeptProblem>): KeptProblem {
  return {
    id: 'auth/vspc:main',
    system: 'vspc:main',
    kind: 'auth',
    message: 'Refused.',
    hint: 'Check.',
    since: SINCE,
    ...change,
  };
}

describe('problems of the provider’s own', () => {
  it.each<[string, Partial<KeptProblem>, boolean]>([
    ['refused credentials', {}, true],
    ['a limit that blocks', { kind: 'blocked' }, true],
    ['a source that stays unread', { kind: 'stale' }, true],
    ['a list that may not be read is only listed', { kind: 'forbidden' }, false],
  ])('%s', (_sentence, change, isTicketed) => {
    expect(providerProblems([problem(change)])).toHaveLength(isTicketed ? 1 : 0);
  });

  it('are one per kind and system, since the oldest', () => {
    const facts = providerProblems([
      problem({ kind: 'stale' }),
      problem({ kind: 'stale', since: EARLIER }),
      problem({}),
    ]);
    expect(facts.map(({ kind, since }) => [kind, since])).toEqual([
      ['stale', EARLIER.getTime()],
      ['auth', SINCE.getTime()],
    ]);
  });

  it.each<[string, Partial<KeptProblem>, readonly string[], boolean]>([
    ['credentials are refused while nothing answers', {}, ['connectwise/service/tickets'], true],
    ['credentials that work again are no problem', {}, ['vspc:main/infrastructure/backupServers'], false],
    [
      'a source is stale until it is read',
      { id: 'source/vspc:main/alarms/active', kind: 'stale' },
      ['vspc:main/other'],
      true,
    ],
    [
      'a source that was read is not',
      { id: 'source/vspc:main/alarms/active', kind: 'stale' },
      ['vspc:main/alarms/active'],
      false,
    ],
    ['a limit stands whatever was read', { id: 'limit/tickets/create', kind: 'blocked' }, ['vspc:main/other'], true],
  ])('%s', (_sentence, change, complete, isOpen) => {
    expect(stillOpen([problem(change)], new Set(complete))).toHaveLength(isOpen ? 1 : 0);
  });
});
