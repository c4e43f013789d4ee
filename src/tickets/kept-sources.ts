import type { SourceKey } from '../kernel/change';
import type { KeptReadRepository } from '../persistence/tickets/kept-read.repository';
import type { RunContext } from '../reconciliation/run-context';
import type { ListRead } from '../reconciliation/source-reader';
import type { SourceResult } from '../reconciliation/source-result';

export interface KeptList<Item> extends ListRead<Item> {
  readonly keepForMs: number;
  /** Properties that hold instants: JSON makes texts of them. */
  readonly instants: readonly (keyof Item & string)[];
  /** False: what is kept no longer does, and the list is read again at once. */
  readonly isEnough?: (items: readonly Item[]) => boolean;
}

/** A list with the time of its read, where that was not in this pass. */
export type Read<T> = SourceResult<readonly T[]> & { readonly readAt?: Date };

/**
 * Lists that change slowly, at a pace of their own: the last complete read is kept in the database and stands for the
 * source until it is due. When a read that is due fails, the source is incomplete and shows what is kept.
 */
export class KeptSources {
  constructor(private readonly kept: KeptReadRepository) {}

  async read<Item extends object>(run: RunContext, source: SourceKey, list: KeptList<Item>): Promise<Read<Item>> {
    const found = await this.kept.find(source);
    const items = found?.items.map((item) => revived<Item>(item, list.instants)) ?? [];
    const isFresh = found !== null && run.now.getTime() - found.readAt.getTime() < list.keepForMs;
    if (isFresh && (list.isEnough?.(items) ?? true)) {
      const kept = await run.readDetail<readonly Item[]>(source, items, () => Promise.resolve(items));
      return { ...kept, readAt: found.readAt };
    }
    const result = await run.readList(source, list);
    if (!result.complete) return found === null ? result : { ...result, value: items, readAt: found.readAt };
    await this.kept.save(source, result.value, run.now);
    return result;
  }

  /** The next pass reads it again, whatever its pace. */
  async forget(sources: readonly SourceKey[]): Promise<void> {
    for (const source of sources) await this.kept.forget(source);
  }
}

/** What was saved is what this program parsed before; only its instants became texts. */
function revived<Item extends object>(saved: unknown, instants: readonly (keyof Item & string)[]): Item {
  const item = { ...(saved as Item) };
  for (const name of instants) {
    const value: unknown = item[name];
    if (typeof value === 'string') Object.assign(item, { [name]: new Date(value) });
  }
  return item;
}
