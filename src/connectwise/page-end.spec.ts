import { foreignHostOf, judgePage, parseNextLink } from './page-end';

const BASE = 'https://api-na.example.net';
const next = (pageId: string): string =>
  `<${BASE}/v2025_1/apis/3.0//service/tickets/?conditions=id+in+%281%2c2%29&pageSize=1000&${pageId}>; rel="next"`;

describe('parseNextLink', () => {
  it.each([
    ['no header', undefined, { kind: 'absent' }],
    ['an empty header', ' ', { kind: 'absent' }],
    ['an empty address', '<>; rel="next"', { kind: 'none' }],
    ['links to other pages alone', `<${BASE}/?page=1>; rel="first", <${BASE}/?page=3>; rel="last"`, { kind: 'none' }],
    [
      'a next page by number',
      `<${BASE}/?page=2>; rel="next", <${BASE}/?page=3>; rel="last"`,
      { kind: 'url', url: `${BASE}/?page=2` },
    ],
    [
      'a next page without quotes',
      `<${BASE}/?pageId=7>; rel=next`,
      { kind: 'url', url: `${BASE}/?pageId=7`, pageId: 7 },
    ],
    [
      'a next page behind others',
      `<${BASE}/?page=1>; rel="first", <${BASE}/?pageid=9&a=1>; rel="next"`,
      { kind: 'url', url: `${BASE}/?pageid=9&a=1`, pageId: 9 },
    ],
    ['garbage', 'next please', { kind: 'none' }],
  ])('reads %s', (_sentence, header, link) => {
    expect(parseNextLink(header)).toEqual(link.kind === 'url' ? { pageId: undefined, ...link } : link);
  });
});

describe('judgePage', () => {
  it.each([
    ['an empty page ends the list', 0, 40, undefined, 'end'],
    ['an empty page ends the list also with a link to itself', 0, 40, next('pageId=40'), 'end'],
    ['an empty page whose link names rows is broken', 0, 40, next('pageId=41'), 'broken'],
    ['a page with links, none of them next, ends the list', 1000, 1000, '<>; rel="next"', 'end'],
    ['a short page that continues behind its last row ends the list', 99, 40, next('pageId=40'), 'end'],
    ['a short page that continues behind rows it lacks does not', 99, 40, next('pageId=44'), 'more'],
    ['a short page without a link proves nothing', 1, 40, undefined, 'more'],
    ['a short page whose link has no id proves nothing', 1, 40, next('page=2'), 'more'],
    ['a page as long as a server may cap it proves nothing', 100, 40, next('pageId=40'), 'more'],
    ['a full page goes on', 1000, 40, next('pageId=40'), 'more'],
  ])('%s', (_sentence, rows, lastId, header, verdict) => {
    expect(judgePage(rows, lastId, parseNextLink(header))).toBe(verdict);
  });
});

describe('foreignHostOf', () => {
  it.each([
    ['no link', undefined, undefined],
    ['the same host', `<${BASE}/x>; rel="next"`, undefined],
    ['the same server under its other name', '<https://na.example.net/x>; rel="next"', undefined],
    ['a path alone', '</x>; rel="next"', undefined],
    ['another host', '<https://evil.example/x>; rel="next"', 'evil.example'],
    ['another port', '<https://api-na.example.net:8443/x>; rel="next"', 'api-na.example.net:8443'],
    ['a host without scheme', '<//evil.example/x>; rel="next"', 'evil.example'],
    ['what is no address', '<http://[>; rel="next"', undefined],
  ])('finds %s', (_sentence, header, host) => {
    expect(foreignHostOf(parseNextLink(header), BASE)).toBe(host);
  });
});
