import type { Stream } from '../kernel/change';
import {
  countChanges,
  exitCodeOf,
  statusOfRun,
  type ReportedChange,
  type RunReport,
  type StreamReport,
} from './run-report';

const CHANGE: ReportedChange = {
  key: 'create/a',
  action: 'create',
  reason: 'failed-runs',
  rule: null,
  detail: null,
  company: null,
  subject: { kind: 'job', key: 'a', name: 'Nightly' },
  outcome: 'applied',
  remoteId: '1',
  before: null,
  after: null,
  effect: null,
  error: null,
};

function streamWith(outcomes: readonly ReportedChange['outcome'][], rest: Partial<StreamReport> = {}): StreamReport {
  const changes = outcomes.map((outcome) => ({ ...CHANGE, outcome }));
  return {
    status: 'succeeded',
    policy: 'full',
    sources: { complete: 1, incomplete: [] },
    counts: countChanges('tickets', 'apply', changes, 0),
    changes,
    skips: [],
    news: { held: 0, incomplete: 0 },
    ...rest,
  };
}

function reportOf(mode: 'plan' | 'apply', streams: Partial<Record<Stream, StreamReport>>): RunReport {
  const at = '2026-11-02T08:00:00.000Z';
  const run = { id: 'r', mode, status: 'succeeded' as const, startedAt: at, finishedAt: at, now: at };
  return { run, streams, requests: {}, problems: [] };
}

describe('exitCodeOf', () => {
  it.each<[string, 'plan' | 'apply', StreamReport, number]>([
    ['a pass that changed nothing is 0', 'apply', streamWith([]), 0],
    ['a pass that changed something is 0', 'apply', streamWith(['applied']), 0],
    ['a plan without changes is 0', 'plan', streamWith([]), 0],
    ['a plan with changes is 2', 'plan', streamWith(['planned']), 2],
    ['a pass under plan-only is 0: nobody asked for a plan', 'apply', streamWith(['planned']), 0],
    ['a stream that could read nothing is 1', 'apply', streamWith([], { status: 'failed' }), 1],
    ['and so it is in a plan with changes', 'plan', streamWith(['planned'], { status: 'failed' }), 1],
    ['a change that failed is 3', 'apply', streamWith(['applied', 'failed']), 3],
    ['a blocked change is 3', 'apply', streamWith(['blocked']), 3],
    ['a blocked stream is 3', 'apply', streamWith([], { status: 'blocked' }), 3],
    ['a hold that stood before is 0', 'apply', streamWith(['held']), 0],
    ['a new hold is 3', 'apply', streamWith(['held'], { news: { held: 1, incomplete: 0 } }), 3],
    ['a newly incomplete source is 3', 'apply', streamWith([], { news: { held: 0, incomplete: 1 } }), 3],
    ['a source that was incomplete before is 0', 'apply', streamWith([], { status: 'partial' }), 0],
    [
      'a plan with changes and a new hold is 2',
      'plan',
      streamWith(['planned'], { news: { held: 1, incomplete: 0 } }),
      2,
    ],
    ['a stream that is off is 0', 'apply', streamWith([], { status: 'skipped', policy: 'off' }), 0],
  ])('%s', (_sentence, mode, stream, expected) => {
    expect(exitCodeOf(reportOf(mode, { tickets: stream }))).toBe(expected);
  });

  it('is that of the worst stream', () => {
    const good = streamWith(['applied']);
    expect(exitCodeOf(reportOf('apply', { mapping: good, tickets: streamWith([], { status: 'failed' }) }))).toBe(1);
    expect(exitCodeOf(reportOf('apply', { mapping: good, tickets: streamWith(['failed']) }))).toBe(3);
  });
});

describe('statusOfRun', () => {
  it.each<[string, StreamReport['status'][], string]>([
    ['without a stream is succeeded', [], 'succeeded'],
    ['of streams that are all off is succeeded', ['skipped', 'skipped'], 'succeeded'],
    ['does not count a stream that is off', ['skipped', 'blocked'], 'blocked'],
    ['is blocked when all are', ['blocked', 'blocked'], 'blocked'],
    ['is failed when all are', ['failed', 'failed'], 'failed'],
    ['is partial when one failed', ['succeeded', 'failed'], 'partial'],
    ['is partial when one is', ['succeeded', 'partial'], 'partial'],
    ['is partial when one was blocked', ['succeeded', 'blocked'], 'partial'],
    ['is succeeded when all did', ['succeeded', 'succeeded'], 'succeeded'],
  ])('%s', (_sentence, statuses, expected) => {
    expect(statusOfRun(statuses.map((status) => streamWith([], { status })))).toBe(expected);
  });
});

describe('countChanges', () => {
  it('names every action of the stream, zeros included, and what became of the rest', () => {
    const changes = (['applied', 'applied', 'held', 'failed', 'blocked'] as const).map((outcome) => ({
      ...CHANGE,
      outcome,
    }));
    expect(countChanges('tickets', 'apply', changes, 4)).toEqual({
      create: 2,
      note: 0,
      close: 0,
      reopen: 0,
      escalate: 0,
      skip: 4,
      held: 1,
      failed: 1,
      blocked: 1,
    });
  });

  it('counts what is planned in a plan', () => {
    const planned = { ...CHANGE, outcome: 'planned' as const };
    expect(countChanges('tickets', 'plan', [planned], 0)['create']).toBe(1);
    expect(countChanges('tickets', 'apply', [planned], 0)['create']).toBe(0);
  });
});
