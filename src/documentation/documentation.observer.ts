import { withPendingLinks } from '../mapping/domain/pending-links';
import { ITG_ASSET_TYPES, ITG_ASSETS, ITG_ORGANIZATIONS } from '../itglue/source-keys';
import type { BillingLineRepository } from '../persistence/billing/billing-line.repository';
import type { CompanyLinkRepository } from '../persistence/mapping/company-link.repository';
import type { PageRepository } from '../persistence/documentation/page.repository';
import type { IncidentRepository } from '../persistence/tickets/incident.repository';
import type { JobResultRepository } from '../persistence/tickets/job-result.repository';
import type { KeptReadRepository } from '../persistence/tickets/kept-read.repository';
import type { RunContext } from '../reconciliation/run-context';
import { vspcWorkloadSource } from '../vspc/source-keys';
import type { VspcConnectors } from '../vspc/vspc-connectors';
import type { VspcWorkload } from '../vspc/workload-endpoints';
import { groupByCompany, isRefused } from './by-company';
import type { ConfigurationFact, DocumentationObservation, MissingPart } from './domain/documentation-observation';
import type { DocumentationSettings } from './domain/documentation-settings';
import { assetFact, type ItGluePagesReader } from './itglue-pages.reader';
import { pageBilling } from './page-billing';
import { ledgerOf } from './page-incidents';
import { pageOrganizations } from './page-organizations';
import { partsFor, type SlowPart } from './slow-sources';
import { readConnectionPages, type ConnectionPages } from './vspc-pages.reader';

/** What documentation needs of the configuration. */
export interface DocumentationOptions {
  readonly installation: string;
  readonly timezone: string;
  readonly settings: DocumentationSettings;
  /** Of `limits.create`; null for none. */
  readonly createLimit: number | null;
  readonly connections: readonly { readonly name: string; readonly url: string; readonly slowSourcesMs: number }[];
  readonly providerName: string;
  /** False: the tickets stream is off, and nobody keeps the ledger of incidents. */
  readonly hasLedger: boolean;
  /** A workload whose last restore point is older is stale. */
  readonly rpoMs: number;
  readonly linkToTicket: (ticketId: number) => string;
  /** Catalog identifiers by the name of their line. */
  readonly products: ReadonlyMap<string, string>;
}

export interface DocumentationRepositories {
  readonly links: CompanyLinkRepository;
  readonly pages: PageRepository;
  readonly incidents: IncidentRepository;
  readonly results: JobResultRepository;
  readonly billing: BillingLineRepository;
  readonly kept: KeptReadRepository;
}

const NO_CONFIGURATIONS: MissingPart = { missing: 'unread', detail: 'Configurations could not be read.' };

/** Puts together everything that pages say and everything that is there already. */
export class DocumentationObserver {
  constructor(
    private readonly options: DocumentationOptions,
    private readonly vspc: VspcConnectors,
    private readonly itglue: ItGluePagesReader,
    private readonly local: DocumentationRepositories,
  ) {}

  /** `everything`: slow sources are read although they are not due, for somebody who looks at one page. */
  async observe(run: RunContext, how: { readonly everything?: boolean } = {}): Promise<DocumentationObservation> {
    const { installation, timezone, settings, createLimit } = this.options;
    const links = withPendingLinks(await this.local.links.listLinks(), run.pendingTransitions('mapping'));
    const due = await this.listDue(run, how.everything === true);
    const [records, knownType, organizations, connections, configurations] = await Promise.all([
      this.local.pages.list(),
      this.local.pages.findKnownType(),
      this.itglue.readOrganizations(run),
      this.readConnections(run, due),
      this.readConfigurations(run, due.size > 0),
    ]);
    const types = await this.itglue.readTypes(run, knownType);
    const assets = await this.itglue.readAssets(run, types.value);
    const ledger = ledgerOf(await this.local.incidents.listUnresolved(), this.options.hasLedger);
    return {
      now: run.now,
      installation,
      timezone,
      settings,
      createLimit: createLimit === null ? null : createLimit + (run.allow ?? 0),
      organizations: pageOrganizations({
        now: run.now,
        links,
        records,
        organizations: organizations.complete ? new Map(organizations.value.map((item) => [item.id, item])) : null,
        connections,
        consoles: new Map(this.options.connections.map(({ name, url }) => [name, url])),
        configurations,
        ledger,
        linkToTicket: this.options.linkToTicket,
        billing: pageBilling(await this.local.billing.listLines(), this.options.products),
      }),
      types: types.value,
      assets: assets.value.map(assetFact),
      knownType,
      records,
      sources: { types: ITG_ASSET_TYPES, assets: ITG_ASSETS, organizations: ITG_ORGANIZATIONS },
      typesComplete: types.complete,
      assetsComplete: assets.complete,
    };
  }

  /** Connections whose slow sources are to be read now. Only passes that may write keep the pace. */
  private async listDue(run: RunContext, everything: boolean): Promise<ReadonlySet<string>> {
    const reads = await this.local.pages.listSlowReads();
    const due = this.options.connections.filter(({ name, slowSourcesMs }) => {
      const last = reads.get(name);
      return everything || last === undefined || run.now.getTime() - last.getTime() >= slowSourcesMs;
    });
    return new Set(due.map(({ name }) => name));
  }

  private async readConnections(
    run: RunContext,
    due: ReadonlySet<string>,
  ): Promise<ReadonlyMap<string, ConnectionPages>> {
    const latest = new Map((await this.local.results.listLatest()).map((result) => [result.job, result]));
    const wanted = partsFor(this.options.settings.fields);
    const pages = await Promise.all(
      this.options.connections.map(async ({ name }) => {
        const read = await readConnectionPages(run, this.vspc.get(name), {
          latest,
          providerName: this.options.providerName,
          oldestGood: new Date(run.now.getTime() - this.options.rpoMs),
          slowParts: due.has(name) ? wanted : new Set<SlowPart>(),
          keptMachines: () => this.listKeptMachines(name),
        });
        const isWhole = read.reads.every((result) => result.complete || isRefused(result));
        if (run.mode === 'apply' && due.has(name) && isWhole) await this.local.pages.recordSlowRead(name, run.now);
        return read;
      }),
    );
    return new Map(pages.map((read) => [read.connection, read]));
  }

  /** Virtual machines as another stream last read them; none where none does. */
  private async listKeptMachines(connection: string): Promise<readonly VspcWorkload[]> {
    const kept = await this.local.kept.find(vspcWorkloadSource(connection, 'vm'));
    // What was kept is what the connector parsed; only its instants became texts.
    return (kept?.items ?? []) as readonly VspcWorkload[];
  }

  /** Needed only for tags, which follow the workloads. */
  private async readConfigurations(
    run: RunContext,
    isDue: boolean,
  ): Promise<ReadonlyMap<string, readonly ConfigurationFact[]> | MissingPart> {
    if (!isDue || this.options.settings.fields.devices === undefined) return NO_CONFIGURATIONS;
    const read = await this.itglue.readConfigurations(run);
    if (!read.complete) return NO_CONFIGURATIONS;
    return groupByCompany(
      read.value,
      ({ organizationId }) => organizationId,
      ({ id, name, hostname, serialNumber, primaryIp, archived }): ConfigurationFact => ({
        id,
        name,
        hostname,
        serialNumber,
        primaryIp,
        archived,
      }),
    );
  }
}
