import { STALE_AFTER_RUNS } from './engine-settings';
import { sourceProblems } from './source-problems';
import type { IncompleteSource } from './source-result';

const JOBS: IncompleteSource = {
  source: 'vspc:main/jobs',
  kind: 'forbidden',
  message: 'answered 403',
  incompleteRuns: 1,
};

describe('sourceProblems', () => {
  it.each<[string, Partial<IncompleteSource>, string | null]>([
    ['a refused endpoint is a problem at once', { kind: 'forbidden' }, 'source/vspc:main/jobs forbidden'],
    ['an answer of the wrong shape is a problem at once', { kind: 'contract' }, 'source/vspc:main/jobs contract'],
    ['a list that shrank is a problem at once', { kind: 'shrunk' }, 'source/vspc:main/jobs shrunk'],
    ['an address that is not there is a problem at once', { kind: 'not-found' }, 'source/vspc:main/jobs not-found'],
    ['a refused request is a problem at once', { kind: 'rejected' }, 'source/vspc:main/jobs rejected'],
    ['refused credentials are a problem of the system', { kind: 'auth' }, 'auth/vspc:main auth'],
    ['a time-out is none', { kind: 'transient' }, null],
    ['nor is a rate limit', { kind: 'rate-limited' }, null],
    ['nor a conflict', { kind: 'conflict' }, null],
    ['a time-out that is nearly lasting is none', { kind: 'transient', incompleteRuns: STALE_AFTER_RUNS - 1 }, null],
    [
      'a time-out that lasts is stale',
      { kind: 'transient', incompleteRuns: STALE_AFTER_RUNS },
      'source/vspc:main/jobs stale',
    ],
    [
      'a rate limit that lasts is stale',
      { kind: 'rate-limited', incompleteRuns: STALE_AFTER_RUNS },
      'source/vspc:main/jobs stale',
    ],
  ])('%s', (_sentence, change, expected) => {
    const [problem] = sourceProblems([{ ...JOBS, ...change }]);
    expect(problem ? `${problem.id} ${problem.kind}` : null).toBe(expected);
  });

  it('of one system that refuses our credentials are one', () => {
    const sources = ['jobs', 'agents', 'usage'].map((name) => ({
      ...JOBS,
      kind: 'auth' as const,
      source: `vspc:main/${name}`,
    }));
    expect(sourceProblems(sources)).toHaveLength(1);
  });

  it('of one system that cannot be worked with, whatever is asked for, are one', () => {
    const words = { ...JOBS, kind: 'rejected' as const, message: 'GET /about: too old', wholeSystem: true };
    const sources = ['jobs', 'agents'].map((name) => ({ ...words, source: `vspc:main/${name}` }));
    expect(sourceProblems(sources)).toMatchObject([{ id: 'rejected/vspc:main', message: 'GET /about: too old' }]);
  });

  it('of two systems are two', () => {
    const other = { ...JOBS, kind: 'auth' as const, source: 'itglue/organizations' };
    expect(sourceProblems([{ ...JOBS, kind: 'auth' }, other]).map((problem) => problem.system)).toEqual([
      'vspc:main',
      'itglue',
    ]);
  });

  it('say what to do, with the name of the source where it must be typed', () => {
    const [shrunk] = sourceProblems([{ ...JOBS, kind: 'shrunk' }]);
    expect(shrunk!.hint).toContain('vspc-bridge accept-shrink vspc:main/jobs');
    const [lasting] = sourceProblems([{ ...JOBS, kind: 'transient', incompleteRuns: 7 }]);
    expect(lasting!.message).toBe('vspc:main/jobs: answered 403 It could not be read completely in 7 runs in a row.');
  });

  it('are none when everything could be read', () => {
    expect(sourceProblems([])).toEqual([]);
  });
});
