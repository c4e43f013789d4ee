import { job } from '../../../test/support/ticket-world';
import { ticketed } from '../../../test/support/ticket-story';
import { aboutJob, aboutRow, change, hold, sameRow, skip, untilRead, type ChangeInput } from './decisions';

const ABOUT = aboutJob(job());
const ROW = ticketed().row();
const SEEN = { ...ROW, lastSeenAt: ROW.lastSeenAt + 1 };
const INPUT: ChangeInput = {
  action: 'note',
  reason: 'note-due',
  detail: 'Note.',
  rule: null,
  generation: 1,
  step: 'note-1',
  changeClass: 'update',
  fromAbsence: false,
  sources: ['a'],
  before: null,
  after: { event: 'still-failing' },
  effects: [],
};

describe('what a decision is about', () => {
  it.each([
    ['a job', aboutJob(job()), { uid: 'alpha', name: 'Alpha' }],
    ['a job of nobody', aboutJob(job({ company: { uid: null, name: 'Provider', by: 'provider' } })), null],
    ['a row of the ledger', aboutRow(ROW), { uid: 'alpha', name: 'Alpha' }],
  ])('%s', (_what, about, company) => {
    expect(about).toEqual({
      id: 'main/vbr-job/job-1',
      subject: { kind: 'vbr-job', key: 'main/job-1', name: 'Nightly' },
      company,
    });
  });
});

describe('what the ledger is told', () => {
  it.each<[string, Parameters<typeof skip>[1], boolean]>([
    ['nothing, without a row', { reason: 'holding', detail: '' }, false],
    ['nothing, when it holds the same', { reason: 'holding', detail: '', next: { ...ROW }, stored: ROW }, false],
    ['a new row', { reason: 'holding', detail: '', next: ROW, stored: null }, true],
    ['a row that has moved', { reason: 'holding', detail: '', next: SEEN, stored: ROW }, true],
  ])('by a skip: %s', (_what, input, written) => {
    expect(skip(ABOUT, input).transition !== null).toBe(written);
  });

  it('by a hold: what was seen, which does not wait', () => {
    const held = { action: 'close', reason: 'incomplete-observation', detail: '', generation: 1, step: 'x' } as const;
    const values = { before: null, after: null };
    expect(hold(ABOUT, { ...held, ...values }).transition).toBeNull();
    expect(hold(ABOUT, { ...held, ...values, next: SEEN, stored: ROW }).transition).toMatchObject({ type: 'record' });
  });

  it('by a change that waits for its ticket: the same', () => {
    const { transition } = untilRead(change(ABOUT, INPUT), { next: SEEN, stored: ROW });
    expect(transition).toMatchObject({ type: 'record', row: { lastSeenAt: SEEN.lastSeenAt } });
  });

  it('compares rows by what they say', () => {
    expect(sameRow({ ...ROW, conditions: [...ROW.conditions] }, ROW)).toBe(true);
    expect(sameRow({ ...ROW, conditions: ['missed'] }, ROW)).toBe(false);
    expect(sameRow(ROW, null)).toBe(false);
  });
});

describe('the rule that decided', () => {
  it.each<[string, object, string | undefined]>([
    ['of a skip', skip(ABOUT, { reason: 'alarm', detail: '', rule: 'servers' }), 'servers'],
    ['of a skip, none', skip(ABOUT, { reason: 'alarm', detail: '', rule: null }), undefined],
    ['of a change', change(ABOUT, { ...INPUT, rule: 'servers' }), 'servers'],
    ['of a change, none', change(ABOUT, INPUT), undefined],
    [
      'of a change that waits',
      untilRead(change(ABOUT, { ...INPUT, rule: 'servers' }), { next: null, stored: null }),
      'servers',
    ],
    ['of a change that waits, none', untilRead(change(ABOUT, INPUT), { next: null, stored: null }), undefined],
  ])('%s', (_what, decision, rule) => {
    expect((decision as { rule?: string }).rule).toBe(rule);
  });

  it('a change past all limits says so, any other does not', () => {
    expect(change(ABOUT, { ...INPUT, exemptFromLimits: true })).toHaveProperty('exemptFromLimits', true);
    expect(change(ABOUT, INPUT)).not.toHaveProperty('exemptFromLimits');
  });
});
