import { CW_COMPANIES } from '../connectwise/source-keys';
import { RequestScope } from '../http/request-scope';
import { ITG_ORGANIZATIONS } from '../itglue/source-keys';
import type { SourceKey } from '../kernel/change';
import type { Clock } from '../kernel/clock';
import type { CompanyLinkRepository, StoredHistory } from '../persistence/mapping/company-link.repository';
import type { ListRead } from '../reconciliation/source-reader';
import type { SourceResult } from '../reconciliation/source-result';
import type { CompanyListsReader, ListReader } from './company-lists.reader';
import { sortedBy } from '../kernel/compare';
import { NOTHING_ALIVE } from './domain/alive-facts';
import { linkKey, type CompanyLink } from './domain/company-link';
import type { CompaniesMapping } from './domain/company-pins';
import { decideByHand, type HandChange, type HandPlan, type Wished } from './domain/decide-by-hand';

interface DeskParts {
  readonly settings: CompaniesMapping;
  readonly lists: CompanyListsReader;
  readonly links: CompanyLinkRepository;
  readonly clock: Clock;
}

/**
 * What people do about links. It writes to no remote system; rows become what the next pass would make of them, so that
 * it finds nothing to do.
 */
export class CompanyDesk {
  constructor(private readonly parts: DeskParts) {}

  /** By name, as people look for them. */
  async listLinks(): Promise<CompanyLink[]> {
    const links = await this.parts.links.listLinks();
    return sortedBy(links, (link) => `${link.name.toLowerCase()}\u0000${linkKey(link)}`);
  }

  listHistory({ connection, uid }: CompanyLink): Promise<StoredHistory[]> {
    return this.parts.links.listHistory(connection, uid);
  }

  /**
   * Looks every named company and organization up before anything is decided.
   * @throws IntegrationError when ConnectWise or IT Glue cannot be read completely: then nothing is decided
   */
  async plan(wishes: readonly Wished[]): Promise<HandPlan> {
    const { lists, links, settings, clock } = this.parts;
    const [stored, decisions] = await Promise.all([links.listLinks(), links.listDecisions()]);
    const [connectwise, itglue] = await new RequestScope('mapping', true).run(() =>
      Promise.all([lists.readConnectwise(READER), lists.readItGlue(READER)]),
    );
    return decideByHand(wishes, {
      now: clock.now(),
      settings,
      vspc: [],
      connectwise: connectwise.value,
      itglue: itglue?.value ?? [],
      alive: NOTHING_ALIVE,
      links: stored,
      decisions,
      vspcSources: new Map(),
      connectwiseSource: CW_COMPANIES,
      itglueSource: itglue ? ITG_ORGANIZATIONS : null,
      completeSources: new Set([CW_COMPANIES, ITG_ORGANIZATIONS]),
      goneVspc: new Set(),
      goneConnectwise: new Set(),
      goneItglue: new Set(),
    });
  }

  /** All of them or none. `why`: the command, for the history. */
  async save(changes: readonly HandChange[], who: string, why: string): Promise<void> {
    await this.parts.links.saveDecided(changes, { who, reason: why, at: this.parts.clock.now() });
  }
}

/** A command reads once, whole, or fails. */
const READER: ListReader = {
  async readList<Item>(source: SourceKey, { list }: ListRead<Item>): Promise<SourceResult<readonly Item[]>> {
    const value: Item[] = [];
    for await (const item of list()) value.push(item);
    return { source, complete: true, value };
  },
};
