import { ClockWatch, describeClockFault } from './clock-watch';

const NOW = Date.parse('2026-11-02T08:00:00Z');
const MINUTE_MS = 60_000;

function watching(
  ...aheadMinutes: readonly (readonly [system: 'vspc:main' | 'connectwise' | 'itglue', ahead: number])[]
) {
  const watch = new ClockWatch();
  for (const [system, ahead] of aheadMinutes) {
    const date = new Date(NOW - ahead * MINUTE_MS).toUTCString();
    watch.record(system, date, { fromMs: NOW - 200, toMs: NOW + 200 });
  }
  return watch;
}

describe('ClockWatch', () => {
  it.each<[string, ClockWatch, number | null]>([
    ['nobody told a time', watching(), null],
    ['all agree', watching(['vspc:main', 0], ['connectwise', 0]), null],
    ['one system is off, another agrees', watching(['vspc:main', 90], ['connectwise', 0]), null],
    ['all differ within the tolerance', watching(['vspc:main', 9], ['connectwise', -9]), null],
    ['this machine is ahead of all', watching(['vspc:main', 31], ['connectwise', 30]), 30],
    ['this machine is behind all', watching(['vspc:main', -600], ['connectwise', -601], ['itglue', -700]), -600],
    ['a slow answer is told by a quick one', watching(['connectwise', 12], ['connectwise', 1]), null],
  ])('%s', (_sentence, watch, aheadMinutes) => {
    const fault = watch.findFault();
    expect(fault === null ? null : Math.round(fault.aheadMs / MINUTE_MS)).toBe(aheadMinutes);
  });

  it.each([undefined, '', 'yesterday'])('a Date of %p tells nothing', (date) => {
    const watch = new ClockWatch();
    watch.record('connectwise', date, { fromMs: NOW, toMs: NOW });
    expect(watch.findFault()).toBeNull();
  });

  it.each<[number, string]>([
    [31 * MINUTE_MS, '31 minutes ahead of connectwise'],
    [-5 * 60 * MINUTE_MS, '5 hours behind connectwise'],
    [31 * 24 * 60 * MINUTE_MS, '31 days ahead of connectwise'],
  ])('%d ms is told as "%s"', (aheadMs, words) => {
    expect(describeClockFault({ aheadMs, systems: ['connectwise'] })).toBe(
      `The clock of this machine is ${words}; nothing is decided by it.`,
    );
  });
});
