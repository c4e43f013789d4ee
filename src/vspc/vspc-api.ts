import { WireRecord, parseWireRows } from '../http/wire-record';
import { MOST_ROUNDS, ListWalk, PAGE_SIZE, type VspcPage } from './list-walk';
import { lackOf, type NamedCapability, type RestVersion, type VspcVersion } from './rest-version';
import type { VspcQuery, VspcSession } from './vspc-session';

/** How to read one list. */
export interface VspcList<T> {
  readonly path: string;
  /** With ids written as `{id}`, where the path holds one. */
  readonly operation?: string;
  /** Properties whose order never changes; empty where the endpoint cannot sort. */
  readonly sort: readonly string[];
  readonly keyOf: (record: WireRecord, rest: RestVersion) => string | null;
  /** False where two items may be equal in every field. */
  readonly distinct?: boolean;
  readonly query?: VspcQuery;
  /** What a version must have for the list to be asked for at all. */
  readonly needs?: NamedCapability;
  readonly parse: (record: WireRecord, rest: RestVersion) => T;
}

/** What the groups of endpoints are made of: one object, or a list that is complete or fails. */
export class VspcApi {
  constructor(private readonly session: VspcSession) {}

  version(): Promise<VspcVersion> {
    return this.session.version();
  }

  async fetchOne<T>(path: string, parse: (data: unknown) => T): Promise<T> {
    const { data } = await this.session.get(path);
    return this.parsing(`GET ${path}`, () => parse(data));
  }

  /** Ends only when the list is complete; throws an `IntegrationError` otherwise. Read it to its end. */
  async *list<T>(list: VspcList<T>): AsyncGenerator<T, void, undefined> {
    const operation = list.operation ?? `GET ${list.path}`;
    const version = await this.session.version();
    const lack = list.needs === undefined ? null : lackOf(version, list.needs);
    if (lack !== null) throw this.session.failures.create(operation, 'rejected', `was not asked for: ${lack}`);
    const { rest } = version;
    const walk = new ListWalk({ keyOf: (record) => list.keyOf(record, rest), distinct: list.distinct ?? true });
    for (let round = 1; round <= MOST_ROUNDS; round += 1) {
      for (;;) {
        const page = await this.fetchPage(list, operation, walk.offset);
        for (const record of this.take(walk, page, operation)) {
          yield this.parsing(operation, () => list.parse(record, rest));
        }
        if (walk.isOver(page)) break;
      }
      const { shortfall } = walk;
      if (shortfall === undefined) return;
      if (round === MOST_ROUNDS) throw this.session.failures.create(operation, 'contract', `${shortfall}, twice`);
      walk.startOver();
    }
  }

  private take(walk: ListWalk, page: VspcPage, operation: string): readonly WireRecord[] {
    const taken = this.parsing(operation, () => walk.take(page));
    if ('problem' in taken) throw this.session.failures.create(operation, 'contract', taken.problem);
    return taken;
  }

  private async fetchPage<T>(list: VspcList<T>, operation: string, offset: number): Promise<VspcPage> {
    const sort = list.sort.map((property) => ({ property, direction: 'ascending' }));
    const { data, total, count, framed } = await this.session.get(
      list.path,
      { ...list.query, limit: PAGE_SIZE, offset, ...(sort.length > 0 ? { sort: JSON.stringify(sort) } : {}) },
      operation,
    );
    if (framed && total === null) {
      throw this.session.failures.create(operation, 'contract', 'does not say how long its list is');
    }
    const records = this.parsing(operation, () => parseWireRows(data, 'data'));
    if (count !== null && count !== records.length) {
      const words = `sent a short page: ${records.length} items of ${count}`;
      throw this.session.failures.create(operation, 'contract', words);
    }
    return { records, total };
  }

  private parsing<T>(operation: string, parse: () => T): T {
    try {
      return parse();
    } catch (error) {
      throw this.session.failures.ofParsing(operation, error);
    }
  }
}
