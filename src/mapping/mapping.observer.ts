import type { ConnectWiseClient } from '../connectwise/connectwise.client';
import type { CwCompany, CwCompanyStatus } from '../connectwise/companies.api';
import { CW_COMPANIES, CW_COMPANY_STATUSES } from '../connectwise/source-keys';
import type { ItGlueConnection } from '../itglue/itglue-connection';
import type { ItgOrganization } from '../itglue/organizations.api';
import type { SourceKey } from '../kernel/change';
import type { CompanyLinkRepository } from '../persistence/mapping/company-link.repository';
import type { SourceRepository } from '../persistence/engine/source.repository';
import type { RunContext } from '../reconciliation/run-context';
import { BELIEVED_GONE_AFTER_MS } from '../reconciliation/engine-settings';
import type { SourceResult } from '../reconciliation/source-result';
import type { VspcConnectors } from '../vspc/vspc-connectors';
import type { VspcCompany } from '../vspc/organization-endpoints';
import { linkKey, type CompanyLink } from './domain/company-link';
import type { CompaniesMapping } from './domain/company-pins';
import type {
  CwCompanyFact,
  ItgOrganizationFact,
  MappingObservation,
  VspcCompanyFact,
} from './domain/mapping-observation';

export const ITG_ORGANIZATIONS: SourceKey = 'itglue/organizations';

export function vspcCompaniesSource(connection: string): SourceKey {
  return `vspc:${connection}/organizations/companies`;
}

/** Reads the companies of all three systems, and what is known and decided of them. */
export class MappingObserver {
  constructor(
    private readonly settings: CompaniesMapping,
    private readonly vspc: VspcConnectors,
    private readonly connectwise: ConnectWiseClient,
    private readonly itglue: ItGlueConnection,
    private readonly local: { readonly links: CompanyLinkRepository; readonly sources: SourceRepository },
  ) {}

  async observe(run: RunContext): Promise<MappingObservation> {
    const [links, decisions] = await Promise.all([this.local.links.listLinks(), this.local.links.listDecisions()]);
    const [vspc, connectwise, itglue] = await Promise.all([
      Promise.all(this.vspc.names.map((connection) => this.readVspc(run, connection))),
      this.readConnectwise(run),
      this.readItGlue(run),
    ]);
    const reads: SourceResult<unknown>[] = [...vspc, connectwise, ...(itglue ? [itglue] : [])];
    return {
      now: run.now,
      settings: this.settings,
      vspc: vspc.flatMap((read) => read.value),
      connectwise: connectwise.value,
      itglue: itglue?.value.map(organizationFact) ?? [],
      links,
      decisions,
      vspcSources: new Map(this.vspc.names.map((connection) => [connection, vspcCompaniesSource(connection)])),
      connectwiseSource: CW_COMPANIES,
      itglueSource: itglue ? ITG_ORGANIZATIONS : null,
      completeSources: new Set(reads.filter((read) => read.complete).map((read) => read.source)),
      goneVspc: await this.goneFromVspc(run, vspc, links),
      goneItglue: itglue ? await this.goneFromItGlue(run, itglue, links) : new Set(),
    };
  }

  private async readVspc(run: RunContext, connection: string): Promise<SourceResult<readonly VspcCompanyFact[]>> {
    const companies = await run.readList(vspcCompaniesSource(connection), {
      list: () => this.vspc.get(connection).organizations.companies(),
      keyOf: (company) => company.uid,
    });
    return { ...companies, value: companies.value.map((company) => companyFact(connection, company)) };
  }

  private async readConnectwise(run: RunContext): Promise<SourceResult<readonly CwCompanyFact[]>> {
    const statuses = await run.readList(CW_COMPANY_STATUSES, {
      list: () => this.connectwise.companies.listStatuses(),
      keyOf: (status) => String(status.id),
    });
    const companies = await run.readList(CW_COMPANIES, {
      list: () => this.connectwise.companies.list(),
      keyOf: (company) => String(company.id),
    });
    return { ...companies, value: companies.value.map((company) => cwFact(company, statuses.value)) };
  }

  private async readItGlue(run: RunContext): Promise<SourceResult<readonly ItgOrganization[]> | null> {
    const { client } = this.itglue;
    if (!client) return null;
    return run.readList(ITG_ORGANIZATIONS, {
      list: () => client.organizations.list(),
      keyOf: (organization) => organization.id,
    });
  }

  private async goneFromVspc(
    run: RunContext,
    reads: readonly SourceResult<readonly VspcCompanyFact[]>[],
    links: readonly CompanyLink[],
  ): Promise<Set<string>> {
    const gone = new Set<string>();
    for (const read of reads.filter((candidate) => candidate.complete)) {
      const known = links.filter((link) => vspcCompaniesSource(link.connection) === read.source).map(linkKey);
      const missing = await this.missing(run, read.source, new Set(read.value.map(linkKey)), known);
      for (const key of missing) gone.add(key);
    }
    return gone;
  }

  private async goneFromItGlue(
    run: RunContext,
    read: SourceResult<readonly ItgOrganization[]>,
    links: readonly CompanyLink[],
  ): Promise<Set<string>> {
    if (!read.complete) return new Set();
    const known = links.flatMap((link) => (link.itglue ? [link.itglue.id] : []));
    return this.missing(run, read.source, new Set(read.value.map((organization) => organization.id)), known);
  }

  /** Keys that two complete reads, 24 h apart, did not show (RULES, Engine 2). */
  private async missing(
    run: RunContext,
    source: SourceKey,
    present: ReadonlySet<string>,
    known: readonly string[],
  ): Promise<Set<string>> {
    const since = await this.local.sources.recordAbsences(source, present, known, run.now);
    const believed = [...since].filter(([, at]) => run.now.getTime() - at.getTime() >= BELIEVED_GONE_AFTER_MS);
    return new Set(believed.map(([key]) => key));
  }
}

function companyFact(connection: string, company: VspcCompany): VspcCompanyFact {
  return {
    connection,
    uid: company.uid,
    name: company.name,
    kind: 'company',
    resellerUid: company.resellerUid,
    externalId: company.organization?.companyId ?? null,
    alias: company.organization?.alias ?? null,
    taxId: company.organization?.taxId ?? null,
    website: company.organization?.website ?? null,
  };
}

function cwFact(company: CwCompany, statuses: readonly CwCompanyStatus[]): CwCompanyFact {
  const status = statuses.find((candidate) => candidate.id === company.status?.id);
  return {
    id: company.id,
    identifier: company.identifier,
    name: company.name,
    deleted: company.deleted,
    inactive: status?.inactive ?? false,
    mergedIntoId: null,
    taxId: null,
    website: company.website,
  };
}

function organizationFact(organization: ItgOrganization): ItgOrganizationFact {
  return {
    id: organization.id,
    name: organization.name,
    shortName: organization.shortName,
    psaIds: organization.remoteIds,
  };
}
