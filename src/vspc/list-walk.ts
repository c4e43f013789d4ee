import type { WireRecord } from '../http/wire-record';

export interface VspcPage {
  readonly records: readonly WireRecord[];
  /** Items in the whole list; null when the answer did not say. */
  readonly total: number | null;
}

export interface ListShape {
  /** What names an item for ever; null when it has none, which is an error. */
  readonly keyOf: (record: WireRecord) => string | null;
  /** False where two items may be equal in every field (the activity log). */
  readonly distinct: boolean;
}

/** The most that VSPC gives in one page. */
export const PAGE_SIZE = 500;
/** Half a million items: more than any server has. */
const MOST_PAGES = 1_000;
/** A list that changes under us is read once more; one that does so twice is incomplete. */
export const MOST_ROUNDS = 2;

/**
 * Watches a list while it is read page by page. VSPC keeps no snapshot: items shift between pages, and some servers
 * ignore `offset` (facts 2.1). It ends only when every item was seen.
 */
export class ListWalk {
  private readonly delivered = new Set<string>();
  private round = new Set<string>();
  private items = 0;
  private pages = 0;
  private total: number | null = null;
  private shrank = false;
  private firstKey: string | undefined;

  constructor(private readonly shape: ListShape) {}

  get offset(): number {
    return this.items;
  }

  /** The items of the page that were not delivered yet, or what is wrong with the page. */
  take(page: VspcPage): readonly WireRecord[] | { readonly problem: string } {
    const keys = page.records.map((record) => this.shape.keyOf(record));
    const problem = this.problemOf(page, keys);
    if (problem !== undefined) return { problem };
    this.shrank ||= this.total !== null && page.total !== null && page.total < this.total;
    this.total = page.total;
    this.firstKey = keys[0] ?? undefined;
    this.items += page.records.length;
    this.pages += 1;
    return page.records.filter((_record, index) => this.isNew(keys[index] ?? ''));
  }

  /** Nothing is left to ask for. */
  isOver(page: VspcPage): boolean {
    if (page.records.length === 0) return true;
    return page.total === null ? page.records.length < PAGE_SIZE : this.items >= page.total;
  }

  /** What was seen falls short of what the list says it has, or it shrank meanwhile and an item may have slipped by. */
  get shortfall(): string | undefined {
    if (this.shrank) return 'shrank while it was read';
    const seen = this.shape.distinct ? this.round.size : this.items;
    return this.total !== null && seen < this.total ? `ended after ${seen} of ${this.total} items` : undefined;
  }

  startOver(): void {
    this.round = new Set();
    this.items = 0;
    this.pages = 0;
    this.total = null;
    this.shrank = false;
    this.firstKey = undefined;
  }

  private problemOf(page: VspcPage, keys: readonly (string | null)[]): string | undefined {
    if (keys.includes(null)) return 'has an item without an id';
    if (page.total !== null && page.records.length > page.total) {
      return `sent ${page.records.length} items of a list that it says has ${page.total}`;
    }
    if (this.pages > 0 && keys[0] !== undefined && keys[0] === this.firstKey) return 'sent the same page again';
    return this.pages >= MOST_PAGES ? `did not end after ${MOST_PAGES} pages` : undefined;
  }

  private isNew(key: string): boolean {
    if (!this.shape.distinct) return true;
    this.round.add(key);
    if (this.delivered.has(key)) return false;
    this.delivered.add(key);
    return true;
  }
}
