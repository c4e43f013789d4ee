import { parseJsonApiDocument, parseJsonApiPage, parseJsonApiResources, relatedResources } from './parse-json-api';

const META = {
  'current-page': 1,
  'next-page': null,
  'prev-page': null,
  'total-pages': 1,
  'total-count': 1,
  filters: {},
};

describe('parseJsonApiPage', () => {
  it.each([
    ['kebab case', { 'short-name': 'kub' }, META],
    ['snake case', { short_name: 'kub' }, { total_count: 1, next_page: null }],
  ])('reads names in %s', (_sentence, attributes, meta) => {
    const page = parseJsonApiPage({ data: [{ id: '7', type: 'organizations', attributes }], meta });
    expect(page.resources[0]?.attributes.text('short-name')).toBe('kub');
    expect(page).toMatchObject({ totalCount: 1, nextPage: null, nextUrl: null });
  });

  it('leaves the names inside traits alone', () => {
    const attributes = { traits: { 'wi-fi': 1, under_score: 2 } };
    const page = parseJsonApiPage({ data: [{ id: '7', type: 'flexible_assets', attributes }], meta: META });
    expect(page.resources[0]?.type).toBe('flexible-assets');
    expect(page.resources[0]?.attributes.jsonObject('traits')).toEqual({ 'wi-fi': 1, under_score: 2 });
  });

  it('keeps ids as text, beyond 2^53 and when they come as numbers', () => {
    const data = [
      { id: '574989297464115201', type: 'logs' },
      { id: 12, type: 'logs' },
    ];
    expect(parseJsonApiPage({ data, meta: META }).resources.map(({ id }) => id)).toEqual(['574989297464115201', '12']);
  });

  it('reads the links', () => {
    const links = { self: 'x', next: 'https://api.itglue.com/organizations?page=2' };
    expect(parseJsonApiPage({ data: [], meta: META, links }).nextUrl).toBe(links.next);
  });

  it.each([
    ['no meta', { data: [] }],
    ['a meta without a count', { data: [], meta: { 'next-page': null } }],
    ['one record where a list belongs', { data: { id: '1', type: 'x' }, meta: META }],
    ['no data', { meta: META }],
    ['a record without an id', { data: [{ type: 'x' }], meta: META }],
    ['a record without a type', { data: [{ id: '1' }], meta: META }],
    ['an id of letters', { data: [{ id: 'abc', type: 'x' }], meta: META }],
    ['a list instead of a document', []],
  ])('refuses %s', (_sentence, body) => {
    expect(() => parseJsonApiPage(body)).toThrow(/should be/);
  });
});

describe('parseJsonApiDocument', () => {
  it('finds what a relationship names among the included records, and only that', () => {
    const { resource, included } = parseJsonApiDocument({
      data: {
        id: '1',
        type: 'organizations',
        relationships: {
          adapters_resources: { data: [{ id: 5, type: 'adapters-resources' }] },
          parent: { data: { id: '9', type: 'organizations' } },
          none: {},
        },
      },
      included: [
        { id: '5', type: 'adapters-resources', attributes: { 'remote-id': '250' } },
        { id: '5', type: 'attachments', attributes: {} },
        { id: '6', type: 'adapters-resources', attributes: { 'remote-id': '251' } },
      ],
    });
    const related = relatedResources(resource, 'adapters-resources', included);
    expect(related.map(({ attributes }) => attributes.text('remote-id'))).toEqual(['250']);
    expect(relatedResources(resource, 'attachments', included)).toEqual([]);
  });

  it.each([
    ['a list', { data: [{ id: '1', type: 'x' }] }],
    ['nothing', undefined],
    ['null', { data: null }],
  ])('refuses %s', (_sentence, body) => {
    expect(() => parseJsonApiDocument(body)).toThrow(/should be an object/);
  });
});

describe('parseJsonApiResources', () => {
  it('reads the records that a bulk write answers', () => {
    const body = {
      data: [
        { id: '1', type: 'x' },
        { id: '2', type: 'x' },
      ],
    };
    expect(parseJsonApiResources(body).map(({ id }) => id)).toEqual(['1', '2']);
  });
});
