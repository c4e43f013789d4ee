import fc from 'fast-check';
import { foreignHostOf, halvePage, incompleteness } from './plan-pages';

describe('halvePage', () => {
  it.each([
    ['the first page', { number: 1, size: 1000 }, { number: 1, size: 500 }],
    ['page 3 of 200 begins where page 5 of 100 does', { number: 3, size: 200 }, { number: 5, size: 100 }],
    ['a size without a half', { number: 3, size: 125 }, undefined],
    ['a size of one', { number: 3, size: 1 }, undefined],
  ])('%s', (_sentence, position, halved) => {
    expect(halvePage(position)).toEqual(halved);
  });

  it('never moves the offset', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 1000 }), (number, size) => {
        const halved = halvePage({ number, size }) ?? { number, size };
        expect((halved.number - 1) * halved.size).toBe((number - 1) * size);
      }),
    );
  });
});

describe('incompleteness', () => {
  it.each([
    ['the same', 12, 12, undefined],
    ['none of none', 0, 0, undefined],
    ['too few', 11, 12, 'gave 11 records where it counts 12: a page came short, or the list changed meanwhile'],
    ['too many', 13, 12, 'gave 13 records where it counts 12: a page came short, or the list changed meanwhile'],
  ])('%s', (_sentence, collected, total, problem) => {
    expect(incompleteness(collected, total)).toBe(problem);
  });
});

describe('foreignHostOf', () => {
  const base = 'https://gateway.example';
  it.each([
    ['no link', null, undefined],
    ['the same host', 'https://gateway.example/organizations?page=2', undefined],
    ['IT Glue itself, behind a gateway', 'https://api.eu.itglue.com/organizations', undefined],
    ['a path alone', '/organizations', undefined],
    ['another host', 'https://evil.example/organizations', 'evil.example'],
    ['a host that only ends alike', 'https://evil-itglue.com/', 'evil-itglue.com'],
    ['what is no address', 'http://[', undefined],
  ])('%s', (_sentence, link, host) => {
    expect(foreignHostOf(link, base)).toBe(host);
  });
});
