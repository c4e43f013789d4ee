import type { CwCompany, CwCompanyStatus } from '../connectwise/companies.api';
import type { ConnectWiseClient } from '../connectwise/connectwise.client';
import { CW_COMPANIES, CW_COMPANY_STATUSES } from '../connectwise/source-keys';
import type { ItGlueConnection } from '../itglue/itglue-connection';
import type { ItgOrganization } from '../itglue/organizations.api';
import { ITG_ORGANIZATIONS } from '../itglue/source-keys';
import type { RunContext } from '../reconciliation/run-context';
import type { SourceResult } from '../reconciliation/source-result';
import type { VspcReseller } from '../vspc/organization-endpoints';
import { RESELLERS } from '../vspc/shared-lists';
import { vspcSource } from '../vspc/source-keys';
import type { VspcConnectors } from '../vspc/vspc-connectors';
import type { CwCompanyFact, ItgOrganizationFact, VspcCompanyFact } from './domain/mapping-observation';

/** What a pass reads with: the engine's run, or something as small for one command. */
export type ListReader = Pick<RunContext, 'readList'>;

/** The companies as each of the three systems lists them. */
export class CompanyListsReader {
  constructor(
    private readonly vspc: VspcConnectors,
    private readonly connectwise: ConnectWiseClient,
    private readonly itglue: ItGlueConnection,
  ) {}

  get connections(): readonly string[] {
    return this.vspc.names;
  }

  get hasItGlue(): boolean {
    return this.itglue.client !== null;
  }

  async readCompanies(run: ListReader, connection: string): Promise<SourceResult<readonly VspcCompanyFact[]>> {
    const companies = await run.readList(vspcSource(connection, 'companies'), {
      list: () => this.vspc.get(connection).organizations.companies(),
      keyOf: (company) => company.uid,
    });
    const facts = companies.value.map((company) => ({
      ...factOf(connection, company),
      kind: 'company' as const,
      resellerUid: company.resellerUid,
    }));
    return { ...companies, value: facts };
  }

  /** Needs an administrator's role in VSPC: read only where resellers answer for their customers. */
  async readResellers(run: ListReader, connection: string): Promise<SourceResult<readonly VspcCompanyFact[]>> {
    const resellers = await run.readList(vspcSource(connection, 'resellers'), {
      list: () => RESELLERS.list(this.vspc.get(connection)),
      keyOf: RESELLERS.keyOf,
    });
    const facts = resellers.value.map((reseller) => ({
      ...factOf(connection, reseller),
      kind: 'reseller' as const,
      resellerUid: null,
    }));
    return { ...resellers, value: facts };
  }

  /** Read whole in each pass: the deleted flag is looked at, because `lastUpdated` does not move when companies merge. */
  async readConnectwise(run: ListReader): Promise<SourceResult<readonly CwCompanyFact[]>> {
    const statuses = await run.readList(CW_COMPANY_STATUSES, {
      list: () => this.connectwise.companies.listStatuses(),
      keyOf: (status) => String(status.id),
    });
    const companies = await run.readList(CW_COMPANIES, {
      list: () => this.connectwise.companies.list(),
      keyOf: (company) => String(company.id),
    });
    const byId = new Map(statuses.value.map((status) => [status.id, status]));
    return { ...companies, value: companies.value.map((company) => cwFact(company, byId)) };
  }

  /** Null: IT Glue is not configured. */
  async readItGlue(run: ListReader): Promise<SourceResult<readonly ItgOrganizationFact[]> | null> {
    const { client } = this.itglue;
    if (!client) return null;
    const organizations = await run.readList(ITG_ORGANIZATIONS, {
      list: () => client.organizations.list(),
      keyOf: (organization) => organization.id,
    });
    return { ...organizations, value: organizations.value.map(organizationFact) };
  }
}

function factOf(
  connection: string,
  { uid, name, organization }: VspcReseller,
): Omit<VspcCompanyFact, 'kind' | 'resellerUid'> {
  return {
    connection,
    uid,
    name,
    externalId: organization?.companyId ?? null,
    alias: organization?.alias ?? null,
    website: organization?.website ?? null,
  };
}

function cwFact(company: CwCompany, statuses: ReadonlyMap<number, CwCompanyStatus>): CwCompanyFact {
  return {
    id: company.id,
    identifier: company.identifier,
    name: company.name,
    deleted: company.deleted,
    inactive: statuses.get(company.status?.id ?? Number.NaN)?.inactive ?? false,
    website: company.website,
  };
}

function organizationFact({ id, name, shortName, remoteIds }: ItgOrganization): ItgOrganizationFact {
  return { id, name, shortName, psaIds: remoteIds };
}
