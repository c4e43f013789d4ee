import { ManualClock } from '../../test/support/manual-clock';
import { SimulatedClock } from './sandbox-clock';

const START = new Date('2026-11-02T08:00:00Z');

describe('SimulatedClock', () => {
  it('stands still while the wall goes on', () => {
    const wall = new ManualClock();
    const clock = new SimulatedClock(wall, { start: START });
    wall.advance(60_000);
    expect(clock.now()).toEqual(START);
    expect(clock.wallMs()).toBe(wall.wallMs());
  });

  it('runs faster than the wall when told', () => {
    const wall = new ManualClock();
    const clock = new SimulatedClock(wall, { start: START, speed: 60 });
    wall.advance(1_000);
    expect(clock.now()).toEqual(new Date('2026-11-02T08:01:00Z'));
  });

  it('can be moved, and goes on from there at its speed', () => {
    const wall = new ManualClock();
    const clock = new SimulatedClock(wall, { start: START, speed: 10 });
    wall.advance(5_000);
    clock.moveTo(new Date('2026-11-03T00:00:00Z'));
    clock.advance(1_000);
    wall.advance(100);
    expect(clock.now()).toEqual(new Date('2026-11-03T00:00:02Z'));
    clock.setSpeed(0);
    wall.advance(100_000);
    expect(clock.now()).toEqual(new Date('2026-11-03T00:00:02Z'));
  });
});
