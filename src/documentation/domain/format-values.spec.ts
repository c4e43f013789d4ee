import { createTimeFormat, formatBytes, gigabytes, percentOf } from './format-values';

describe('times', () => {
  const berlin = createTimeFormat('Europe/Berlin');

  it.each([
    ['in winter', '2026-11-02T23:15:59Z', '2026-11-03 00:15'],
    ['in summer', '2026-07-02T22:15:00Z', '2026-07-03 00:15'],
    ['before the clocks go back', '2026-10-25T00:59:00Z', '2026-10-25 02:59'],
    ['after the clocks went back', '2026-10-25T01:00:00Z', '2026-10-25 02:00'],
  ])('are local %s', (_name, instant, expected) => {
    expect(berlin.time(new Date(instant))).toBe(expected);
    expect(berlin.date(new Date(instant))).toBe(expected.slice(0, 10));
  });

  it('know zones that are off by a quarter of an hour', () => {
    expect(createTimeFormat('Asia/Kathmandu').time(new Date('2026-11-02T08:00:00Z'))).toBe('2026-11-02 13:45');
  });
});

describe('sizes', () => {
  it.each([
    [0, '0 B'],
    [-5, '0 B'],
    [999, '999 B'],
    [999.6, '1 kB'],
    [1234, '1.23 kB'],
    [400e9, '400 GB'],
    [1_234_567_890_123, '1.23 TB'],
    [5e21, '5000 EB'],
  ])('%d bytes are %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  it.each([
    [0, 0],
    [1_234_567, 0],
    [12_345_678_901, 12.3],
    [1_234_567_890_123, 1230],
  ])('%d bytes are %d GB', (bytes, value) => {
    expect(gigabytes(bytes)).toBe(value);
  });

  it.each([
    [1, 2, 50],
    [2, 1, 200],
    [1, 1e-9, 999],
    [-1, 2, 0],
    [null, 2, null],
    [1, null, null],
    [1, 0, null],
  ])('%s of %s is %s percent', (used, total, percent) => {
    expect(percentOf(used, total)).toBe(percent);
  });
});
