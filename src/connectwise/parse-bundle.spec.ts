import { parseBundle } from './parse-bundle';

const PAGE_SIZE = 3;

describe('parseBundle', () => {
  it.each([
    ['a complete part', { sequenceNumber: 1, success: true, count: 2, entities: [{ id: 1 }, { id: 2 }] }, [1, 2]],
    ['a part without a count', { sequenceNumber: 1, success: true, entities: [{ id: 1 }] }, [1]],
    ['a part without rows', { sequenceNumber: 1, success: true, count: 0, entities: [] }, []],
    ['no failed part', { sequenceNumber: 1, success: false, statusCode: 404, error: { code: 'NotFound' } }, undefined],
    [
      'no part that holds less than it counts',
      { sequenceNumber: 1, success: true, count: 2, entities: [{ id: 1 }] },
      undefined,
    ],
    [
      'no part as long as a page',
      { sequenceNumber: 1, success: true, entities: [{ id: 1 }, { id: 2 }, { id: 3 }] },
      undefined,
    ],
    ['no part without a list', { sequenceNumber: 1, success: true }, undefined],
  ])('gives %s', (_sentence, result, ids) => {
    const rows = parseBundle({ results: [result] }, PAGE_SIZE).get(1);
    expect(rows?.map((row) => row.integer('id'))).toEqual(ids);
  });

  it('goes by the sequence number, not by the order', () => {
    const part = (sequenceNumber: number, id: number) => ({ sequenceNumber, success: true, entities: [{ id }] });
    const bundle = parseBundle({ results: [part(2, 20), part(1, 10)] }, PAGE_SIZE);
    expect(bundle.get(1)?.map((row) => row.integer('id'))).toEqual([10]);
  });

  it.each([
    ['no results', {}, 0],
    ['an empty list of results', { results: [] }, 0],
  ])('finds nothing in %s', (_sentence, body, size) => {
    expect(parseBundle(body, PAGE_SIZE).size).toBe(size);
  });

  it.each([
    ['a list', []],
    ['a text', 'OK'],
    ['a result without a number', { results: [{ success: true, entities: [] }] }],
  ])('refuses %s', (_sentence, body) => {
    expect(() => parseBundle(body, PAGE_SIZE)).toThrow(/should be/);
  });
});
