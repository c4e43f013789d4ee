import { WireRecord } from '../http/wire-record';
import { exactNumber, listDifferences, renderPatch, type PatchFields } from './patch';

const FIELDS: PatchFields = {
  status: { kind: 'reference', id: 14 },
  quantity: { kind: 'decimal', decimal: '2.50' },
  cancelledDate: { kind: 'instant', instant: '2026-12-01T00:00:00Z' },
  summary: { kind: 'text', text: 'Backup failed' },
  owner: { kind: 'removed' },
};
const TAKEN = {
  status: { id: 14, name: 'Closed' },
  quantity: 2.5,
  cancelledDate: '2026-12-01T00:00:00Z',
  summary: 'Backup failed',
};

describe('renderPatch', () => {
  it('replaces whole references and removes without a value', () => {
    expect(renderPatch(FIELDS)).toEqual([
      { op: 'replace', path: 'status', value: { id: 14 } },
      { op: 'replace', path: 'quantity', value: 2.5 },
      { op: 'replace', path: 'cancelledDate', value: '2026-12-01T00:00:00Z' },
      { op: 'replace', path: 'summary', value: 'Backup failed' },
      { op: 'remove', path: 'owner' },
    ]);
  });
});

describe('listDifferences', () => {
  it('finds none when everything was taken', () => {
    expect(listDifferences(FIELDS, WireRecord.parse(TAKEN, 'answer'))).toEqual([]);
  });

  it.each([
    ['another status', { status: { id: 12, name: 'New' } }, 'status is 12 instead of 14'],
    ['no status', { status: null }, 'status is empty instead of 14'],
    ['another quantity', { quantity: 2 }, 'quantity is 2 instead of 2.5'],
    ['no quantity', { quantity: null }, 'quantity is empty instead of 2.5'],
    [
      'another day',
      { cancelledDate: '2026-11-30T00:00:00Z' },
      'cancelledDate is 2026-11-30T00:00:00.000Z instead of 2026-12-01T00:00:00.000Z',
    ],
    ['another text', { summary: 'Old' }, 'summary is Old instead of Backup failed'],
    ['an empty text', { summary: '' }, 'summary is empty instead of Backup failed'],
    ['an owner that stayed', { owner: { id: 3 } }, 'owner is still set instead of empty'],
  ])('names %s', (_sentence, kept, difference) => {
    expect(listDifferences(FIELDS, WireRecord.parse({ ...TAKEN, ...kept }, 'answer'))).toEqual([difference]);
  });

  it('takes an absent text for the empty one', () => {
    const fields: PatchFields = { summary: { kind: 'text', text: '' } };
    expect(listDifferences(fields, WireRecord.parse({}, 'answer'))).toEqual([]);
  });
});

describe('exactNumber', () => {
  it.each([
    ['0', 0],
    ['12', 12],
    ['0.1', 0.1],
    ['1234567.891', 1234567.891],
  ])('sends %s as it is', (decimal, number) => {
    expect(exactNumber(decimal)).toBe(number);
  });

  it.each(['0.1000000000000000055', '12345678901234567890', 'many', '', 'NaN', 'Infinity'])(
    'does not send %p',
    (decimal) => {
      expect(() => exactNumber(decimal)).toThrow(/cannot|exactly/);
    },
  );
});
