import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../src/kernel/json';
import { script, type WriteFault } from './world-histories';
import type { BridgeFixture } from './bridge-fixture';
import type { LivingBridge } from './living-bridge';
import type { PageKeeper } from './page-keeper';

const MINUTE_MS = 60_000;

/** What may happen to pages; `which` picks the page, the job or the value among those there are. */
export type PageHappening =
  | { readonly do: 'fail' | 'succeed'; readonly which: number }
  | { readonly do: 'people'; readonly deed: Deed; readonly which: number }
  | { readonly do: 'fault'; readonly fault: WriteFault }
  | { readonly do: 'unreadable'; readonly system: 'vspc' | 'itglue'; readonly route: string }
  | { readonly do: 'pass'; readonly afterMinutes: number; readonly meanwhile: Meanwhile | null }
  | { readonly do: 'killed-pass'; readonly step: number };

/** `spoil`: an edit in a field that is ours. */
export type Deed = 'note' | 'field' | 'tag' | 'attach' | 'spoil' | 'rename-field' | 'archive' | 'restore';

/** A deed while a pass is at work: after so many of its lists of pages and writes. */
export interface Meanwhile {
  readonly after: number;
  readonly deed: Deed;
  readonly which: number;
}

export interface PageHistory {
  readonly seed: string;
  readonly switches: readonly (readonly [string, JsonValue])[];
  readonly happenings: readonly PageHappening[];
}

const READS = [
  { system: 'vspc', route: 'GET /infrastructure/backupServers/jobs' },
  { system: 'vspc', route: 'GET /protectedWorkloads/virtualMachines' },
  { system: 'itglue', route: 'GET /flexible_assets' },
  { system: 'itglue', route: 'GET /flexible_asset_types' },
  { system: 'itglue', route: 'GET /organizations' },
  { system: 'itglue', route: 'GET /configurations' },
] as const;

/** Readings of the vendor's documents that a page must survive, each with its other value. */
const SWITCHES: readonly (readonly [string, JsonValue])[] = [
  ['numbersReadAs', 'string'],
  ['datesReadAs', 'timestamp'],
  ['falseCheckbox', 'omitted'],
  ['emptyTraits', 'null'],
  ['sanitiser', true],
  ['firewall', true],
  ['createdStatus', 200],
  ['unknownIdOnWrite', 404],
  ['unknownIdOnShow', 401],
  ['timeoutAbovePageSize', 50],
];

export function pageHistories(seeds: readonly string[]): fc.Arbitrary<PageHistory> {
  const which = fc.nat(30);
  const deed = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom<Deed>('note', 'field', 'tag', 'attach', 'spoil') },
    { weight: 1, arbitrary: fc.constantFrom<Deed>('rename-field', 'archive', 'restore') },
  );
  const meanwhile = fc.record({ after: fc.integer({ min: 1, max: 5 }), deed, which });
  const fault = fc.record({
    system: fc.constant('itglue' as const),
    route: fc.constantFrom('POST /flexible_assets', 'PATCH /flexible_assets/{id}'),
    kind: fc.constantFrom<WriteFault['kind']>('drop-before', 'drop-after', 'rate-limited', 'server-error'),
  });
  const happening = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constantFrom('fail' as const, 'succeed' as const), which }),
    },
    {
      weight: 6,
      arbitrary: deed.chain((what) => which.map((page) => ({ do: 'people' as const, deed: what, which: page }))),
    },
    { weight: 2, arbitrary: fault.map((scripted) => ({ do: 'fault' as const, fault: scripted })) },
    { weight: 1, arbitrary: fc.constantFrom(...READS).map((read) => ({ do: 'unreadable' as const, ...read })) },
    {
      weight: 5,
      arbitrary: fc.record({
        do: fc.constant('pass' as const),
        afterMinutes: fc.constantFrom(5, 11, 60, 600, 1500),
        meanwhile: fc.option(meanwhile, { freq: 2 }),
      }),
    },
    { weight: 2, arbitrary: fc.nat(30).map((step) => ({ do: 'killed-pass' as const, step })) },
  );
  return fc.record({
    seed: fc.constantFrom(...seeds),
    switches: fc.subarray([...SWITCHES], { maxLength: 3 }),
    happenings: fc.array(happening, { minLength: 4, maxLength: 14 }),
  });
}

export interface Stage {
  readonly fixture: BridgeFixture;
  readonly bridge: LivingBridge;
  readonly keeper: PageKeeper;
}

/** Lets one thing happen. Nothing of it throws, whatever is there to act on. */
export async function happenToPages(stage: Stage, happening: PageHappening): Promise<void> {
  const { fixture, bridge, keeper } = stage;
  switch (happening.do) {
    case 'pass':
      fixture.wall.advance(happening.afterMinutes * MINUTE_MS);
      keeper.meanwhile(happening.meanwhile);
      await bridge.pass();
      keeper.meanwhile(null);
      return;
    case 'killed-pass':
      return bridge.killedPass(happening.step);
    case 'people': {
      keeper.act(happening.deed, happening.which);
      return;
    }
    case 'fault': {
      script(fixture, happening.fault);
      return;
    }
    case 'unreadable': {
      fixture.sandbox.failNext(happening.system, happening.route, { status: 500, body: {}, times: 4 });
      return;
    }
    default: {
      const jobs = [...fixture.sandbox.jobs.list().values()];
      const job = jobs[happening.which % jobs.length];
      fixture.wall.advance(MINUTE_MS);
      if (job) fixture.sandbox.jobs[happening.do](job.uid);
    }
  }
}

export function itGlueRows(fixture: BridgeFixture, name: string): readonly JsonObject[] {
  return (fixture.sandbox.snapshot().itglue as JsonObject)[name] as readonly JsonObject[];
}
