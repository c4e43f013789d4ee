import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { compareMonth } from '../../src/sandbox/month/compare-month';
import { MONTH_SCENES, monthTicketsFile } from '../../src/sandbox/month/month-scenes';
import { MonthStage } from '../../src/sandbox/month/month-stage';
import { MONTH_END, MONTH_START, MONTH_WORLD, prepareMonth } from '../../src/sandbox/month/month-world';
import { BridgeFixture, type ProcessOptions } from './bridge-fixture';
import { MortalBridge } from './mortal-bridge';
import type { OtherReading } from './open-questions';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** From something that happens to the pass that first sees it. */
const SEEN_AFTER_MS = 5 * MINUTE_MS;

export interface MonthOptions extends ProcessOptions {
  /** A pass this often, besides one after everything that happens. */
  readonly everyMinutes: number;
  /** Every process dies at this step of its work; null: none does. */
  readonly diesAtStep: number | null;
  /** Of what the vendors' documents leave open; the default otherwise. */
  readonly readings?: readonly OtherReading[];
}

export interface MonthOutcome {
  readonly differences: readonly string[];
  readonly passes: number;
  readonly kills: number;
}

/** The scripted month from its first pass to its last; what differs from the answer key then. */
export async function liveTheMonth({
  diesAtStep,
  everyMinutes,
  readings = [],
  ...options
}: MonthOptions): Promise<MonthOutcome> {
  const fixture = await BridgeFixture.start(MONTH_WORLD);
  const bridge = new MortalBridge(fixture, options, diesAtStep);
  try {
    for (const { name, system, value } of readings) fixture.sandbox.setSwitch(system, name, value);
    prepareMonth(fixture.sandbox);
    const stage = new MonthStage(fixture.sandbox, MONTH_SCENES);
    const company = fixture.sandbox.world.plans[0]?.vspcName ?? '';
    writeFileSync(join(fixture.folder, 'mappings', 'tickets.yaml'), stringify(monthTicketsFile(company)));
    const happenings = listHappenings(stage);
    const times = [...happenings.keys()].flatMap((at) => [at, at + SEEN_AFTER_MS]);
    for (let at = MONTH_START.getTime(); at <= MONTH_END.getTime(); at += everyMinutes * MINUTE_MS) times.push(at);
    let passes = 0;
    for (const at of [...new Set(times)].sort((left, right) => left - right)) {
      fixture.wall.advance(Math.max(0, at - fixture.wall.wallMs()));
      // What was due before happens before.
      fixture.sandbox.advance(0);
      for (const happen of happenings.get(at) ?? []) happen();
      if (happenings.has(at)) continue;
      await bridge.passAndSettle();
      passes += 1;
    }
    expect(fixture.sandbox.unknownRoutes()).toEqual([]);
    expect(fixture.sandbox.crashes()).toEqual([]);
    return { differences: compareMonth(fixture.sandbox.snapshot(), MONTH_SCENES), passes, kills: bridge.kills };
  } finally {
    await bridge.stop();
    await fixture.stop();
  }
}

function listHappenings(stage: MonthStage): ReadonlyMap<number, readonly (() => void)[]> {
  const midnight = MONTH_START.getTime() - (MONTH_START.getTime() % DAY_MS);
  const happenings = new Map<number, (() => void)[]>();
  for (const scene of MONTH_SCENES) {
    for (const { day, happening, time } of scene.steps) {
      const [hours = 0, minutes = 0] = time.split(':').map(Number);
      const at = midnight + (day - 1) * DAY_MS + (hours * 60 + minutes) * MINUTE_MS;
      const known = happenings.get(at) ?? [];
      happenings.set(at, [
        ...known,
        () => {
          happening(stage, scene);
        },
      ]);
    }
  }
  return happenings;
}
