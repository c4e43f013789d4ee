import { peopleField } from '../../../test/support/documentation-builders';
import { mergeTraits, tagIds } from './merge-traits';

const TAG = { type: 'Contacts', values: [{ id: 7, name: 'Ada' }, { id: '1694461951918501' }] };

describe('mergeTraits, a row per line of its table', () => {
  it.each([
    ['a new value', 'Text', 'old', 'new', { x: 'new' }],
    ['a new value over a file', 'Upload', { type: 'Upload', values: [{ id: 1 }] }, 'new', { x: 'new' }],
    ['null clears', 'Text', 'old', null, {}],
    ['absent stays absent', 'Text', undefined, undefined, {}],
    ['null stays absent', 'Text', null, undefined, {}],
    ['no file', 'Upload', { type: 'Upload', values: [] }, undefined, {}],
    ['tags', 'Tag', TAG, undefined, { x: [7, '1694461951918501'] }],
    ['no tags', 'Tag', { type: 'Contacts', values: [] }, undefined, {}],
    ['a day', 'Date', '2026-11-02', undefined, { x: '2026-11-02' }],
    ['an instant', 'Date', '2026-11-02T00:00:00.000Z', undefined, { x: '2026-11-02' }],
    ['false', 'Checkbox', false, undefined, { x: false }],
    ['zero', 'Number', 0, undefined, { x: 0 }],
    ['a number as text', 'Percent', '0.50', undefined, { x: '0.50' }],
    ['text', 'Textbox', '<p>mine</p>', undefined, { x: '<p>mine</p>' }],
    ['a kind that came later', 'Rating', 3, undefined, { x: 3 }],
  ])('%s', (_name, kind, read, owned, traits) => {
    const asRead = read === undefined ? {} : { x: read };
    const values = new Map(owned === undefined ? [] : [['x', owned]]);
    expect(mergeTraits([peopleField('X', kind)], asRead, values)).toEqual({ kind: 'merged', traits });
  });

  it.each([
    ['a file', 'Upload', { type: 'Upload', values: [{ id: 1 }] }, 'would lose the file'],
    ['a file in another shape', 'Upload', 'x.pdf', 'would lose the file'],
    ['a file in yet another shape', 'Upload', { type: 'Upload', values: 'x' }, 'would lose the file'],
    ['a password', 'Password', 12, 'would spoil the password'],
    ['tags as text', 'Tag', 'Ada', 'cannot be sent back'],
    ['tags without ids', 'Tag', { values: [{ name: 'Ada' }] }, 'cannot be sent back'],
    ['tags that are no objects', 'Tag', { values: ['Ada'] }, 'cannot be sent back'],
    ['an object where none belongs', 'Text', { a: 1 }, 'cannot be sent back'],
    ['a date that is a number', 'Date', [1], 'cannot be sent back'],
  ])('%s holds the page', (_name, kind, read, detail) => {
    const merged = mergeTraits([peopleField('X', kind)], { x: read }, new Map());
    expect(merged).toEqual({ kind: 'held', fieldName: 'X', detail: expect.stringContaining(detail) as unknown });
  });

  it('sends a date as it is when it is no text', () => {
    expect(mergeTraits([peopleField('X', 'Date')], { x: 20261102 }, new Map())).toEqual({
      kind: 'merged',
      traits: { x: 20261102 },
    });
  });

  it('leaves out what the type does not have', () => {
    expect(mergeTraits([], { gone: 1 }, new Map())).toEqual({ kind: 'merged', traits: {} });
  });

  it('reads no ids out of null', () => {
    expect(tagIds(null)).toBeUndefined();
  });
});
