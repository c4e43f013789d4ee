import { CW_COMPANIES } from '../connectwise/source-keys';
import { ITG_ORGANIZATIONS } from '../itglue/source-keys';
import type { SourceKey } from '../kernel/change';
import type { SourceRepository } from '../persistence/engine/source.repository';
import type { CompanyLinkRepository } from '../persistence/mapping/company-link.repository';
import { BELIEVED_GONE_AFTER_MS } from '../reconciliation/engine-settings';
import type { RunContext } from '../reconciliation/run-context';
import type { SourceResult } from '../reconciliation/source-result';
import { vspcSource } from '../vspc/source-keys';
import type { AliveReader } from './alive.reader';
import type { CompanyListsReader } from './company-lists.reader';
import { linkKey, type CompanyLink } from './domain/company-link';
import type { CompaniesMapping } from './domain/company-pins';
import type {
  CwCompanyFact,
  ItgOrganizationFact,
  MappingObservation,
  VspcCompanyFact,
} from './domain/mapping-observation';
import { anyoneRollsUp } from './domain/roll-up';

interface Lists {
  readonly companies: readonly SourceResult<readonly VspcCompanyFact[]>[];
  readonly resellers: readonly SourceResult<readonly VspcCompanyFact[]>[];
  readonly connectwise: SourceResult<readonly CwCompanyFact[]>;
  readonly itglue: SourceResult<readonly ItgOrganizationFact[]> | null;
}

/** Reads the companies of all three systems, and what is known and decided of them. */
export class MappingObserver {
  constructor(
    private readonly settings: CompaniesMapping,
    private readonly lists: CompanyListsReader,
    private readonly alive: AliveReader,
    private readonly local: { readonly links: CompanyLinkRepository; readonly sources: SourceRepository },
  ) {}

  async observe(run: RunContext): Promise<MappingObservation> {
    const [links, decisions] = await Promise.all([this.local.links.listLinks(), this.local.links.listDecisions()]);
    const [lists, alive] = await Promise.all([this.read(run), this.alive.read(run)]);
    const { companies, resellers, connectwise, itglue } = lists;
    const reads: SourceResult<unknown>[] = [...companies, ...resellers, connectwise, ...(itglue ? [itglue] : [])];
    return {
      now: run.now,
      settings: this.settings,
      vspc: [...companies, ...resellers].flatMap((read) => read.value),
      connectwise: connectwise.value,
      itglue: itglue?.value ?? [],
      alive,
      links,
      decisions,
      vspcSources: new Map(this.lists.connections.map((name) => [name, vspcSource(name, 'companies')])),
      connectwiseSource: CW_COMPANIES,
      itglueSource: itglue ? ITG_ORGANIZATIONS : null,
      completeSources: new Set(reads.filter((read) => read.complete).map((read) => read.source)),
      ...(await this.gone(run, lists, links)),
    };
  }

  private async read(run: RunContext): Promise<Lists> {
    const names = this.lists.connections;
    const withResellers = anyoneRollsUp(this.settings.resellers) ? names : [];
    const [companies, resellers, connectwise, itglue] = await Promise.all([
      Promise.all(names.map((connection) => this.lists.readCompanies(run, connection))),
      Promise.all(withResellers.map((connection) => this.lists.readResellers(run, connection))),
      this.lists.readConnectwise(run),
      this.lists.readItGlue(run),
    ]);
    return { companies, resellers, connectwise, itglue };
  }

  private async gone(
    run: RunContext,
    { companies, connectwise, itglue }: Lists,
    links: readonly CompanyLink[],
  ): Promise<Pick<MappingObservation, 'goneVspc' | 'goneConnectwise' | 'goneItglue'>> {
    // A reseller has a row of its own where it rolls up, and is in another list than its customers.
    const resellers = new Set(links.map(({ connection, resellerUid }) => `${connection}/${resellerUid ?? ''}`));
    const goneVspc = await Promise.all(
      companies.map((read) => {
        const known = links.filter((link) => vspcSource(link.connection, 'companies') === read.source).map(linkKey);
        return this.missing(
          run,
          read,
          read.value.map(linkKey),
          known.filter((key) => !resellers.has(key)),
        );
      }),
    );
    const cwIds = connectwise.value.map(({ id }) => String(id));
    const goneConnectwise = await this.missing(run, connectwise, cwIds, idsOf(links, 'connectwise'));
    const itgIds = itglue?.value.map(({ id }) => id) ?? [];
    return {
      goneVspc: new Set(goneVspc.flat()),
      goneConnectwise: new Set(goneConnectwise.map(Number)),
      goneItglue: new Set(itglue ? await this.missing(run, itglue, itgIds, idsOf(links, 'itglue')) : []),
    };
  }

  /** Keys that two complete reads, 24 h apart, did not show (RULES, Engine 2). */
  private async missing(
    run: RunContext,
    read: { readonly complete: boolean; readonly source: SourceKey },
    present: readonly string[],
    known: readonly string[],
  ): Promise<string[]> {
    if (!read.complete) return [];
    const since = await this.local.sources.recordAbsences(read.source, new Set(present), known, run.now);
    const believed = [...since].filter(([, at]) => run.now.getTime() - at.getTime() >= BELIEVED_GONE_AFTER_MS);
    return believed.map(([key]) => key);
  }
}

function idsOf(links: readonly CompanyLink[], system: 'connectwise' | 'itglue'): string[] {
  return [...new Set(links.flatMap((link) => (link[system] ? [String(link[system].id)] : [])))];
}
