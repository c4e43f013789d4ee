import type { ItgFlexibleAsset } from '../itglue/flexible-assets.api';
import type { Clock } from '../kernel/clock';
import type { RunContext } from '../reconciliation/run-context';
import type { ItGluePagesReader } from './itglue-pages.reader';

/** No page is written on a look that is older. */
const FRESH_FOR_MS = 2_000;
/** When more than this has been written meanwhile, asking for the one page is cheaper. */
const MOST_ROWS = 192;
/** The vendor's times may be cut to seconds. */
const ROUNDING_MS = 1_000;

export interface FreshAsset {
  readonly asset: ItgFlexibleAsset;
  readonly lookedAtMs: number;
}

/** The pages of one run as they are known by now. */
interface Shelf {
  readonly assets: Map<string, ItgFlexibleAsset>;
  /** By the vendor's own clock: whatever is not known yet was written later. */
  unknownSinceMs: number;
  /** Null: not looked at since the list was read. */
  lookedAtMs: number | null;
}

/**
 * Pages as they are right before a write. IT Glue takes no condition with a write, so that what people wrote since the
 * list was read would be lost; asking for each page again would double the requests of a pass. The list sorted by its
 * last change tells everything that was written meanwhile in one page of it: it is asked for before the first write of
 * a pass, and again when the last look is two seconds old. Where it cannot be relied on, each page is asked for.
 */
export class FreshAssets {
  private readonly shelves = new WeakMap<RunContext, Shelf | null>();

  constructor(
    private readonly itglue: Pick<ItGluePagesReader, 'assetsReadIn' | 'client'>,
    private readonly clock: Clock,
  ) {}

  async fetch(run: RunContext, typeId: string, assetId: string): Promise<FreshAsset> {
    const shelf = this.shelfOf(run);
    if (shelf !== null && !(await this.isCurrent(shelf, typeId))) this.shelves.set(run, null);
    const known = this.shelves.get(run);
    const onShelf = known?.assets.get(assetId);
    if (known && onShelf) return { asset: onShelf, lookedAtMs: known.lookedAtMs ?? Number.NEGATIVE_INFINITY };
    const lookedAtMs = this.clock.wallMs();
    return { asset: await this.itglue.client.flexibleAssets.fetch(assetId), lookedAtMs };
  }

  /** Whether a write may still rely on that look. A request can wait for its turn much longer than a look lasts. */
  isFresh({ lookedAtMs }: FreshAsset): boolean {
    return this.clock.wallMs() - lookedAtMs < FRESH_FOR_MS;
  }

  /** After a write of ours. */
  keep(run: RunContext, asset: ItgFlexibleAsset): void {
    this.shelves.get(run)?.assets.set(asset.id, asset);
  }

  private shelfOf(run: RunContext): Shelf | null {
    const known = this.shelves.get(run);
    if (known !== undefined) return known;
    const read = this.itglue.assetsReadIn(run);
    const shelf: Shelf | null = read && {
      assets: new Map(read.assets.map((asset) => [asset.id, asset])),
      unknownSinceMs: latestChange(read.assets) - read.tookMs - ROUNDING_MS,
      lookedAtMs: null,
    };
    this.shelves.set(run, shelf);
    return shelf;
  }

  /** False: the vendor's order or its times tell nothing, or too much was written meanwhile. */
  private async isCurrent(shelf: Shelf, typeId: string): Promise<boolean> {
    const begunMs = this.clock.wallMs();
    if (shelf.lookedAtMs !== null && begunMs - shelf.lookedAtMs < FRESH_FOR_MS) return true;
    const seen: ItgFlexibleAsset[] = [];
    let previousMs = Number.POSITIVE_INFINITY;
    for await (const asset of this.itglue.client.flexibleAssets.listNewestFirst(typeId)) {
      const changedMs = asset.updatedAt?.getTime() ?? Number.NaN;
      if (!(changedMs <= previousMs) || seen.length === MOST_ROWS) return false;
      if (changedMs < shelf.unknownSinceMs) break;
      seen.push(asset);
      previousMs = changedMs;
    }
    for (const asset of seen) shelf.assets.set(asset.id, asset);
    shelf.unknownSinceMs = latestChange([...shelf.assets.values()]) - (this.clock.wallMs() - begunMs) - ROUNDING_MS;
    shelf.lookedAtMs = begunMs;
    return true;
  }
}

/** 0 where nothing has a time: then everything is newer, and all of it is looked at. */
function latestChange(assets: readonly ItgFlexibleAsset[]): number {
  return assets.reduce((latest, { updatedAt }) => Math.max(latest, updatedAt?.getTime() ?? 0), 0);
}
