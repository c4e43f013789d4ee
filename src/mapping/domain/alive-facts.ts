import type { VspcCompanyUid } from '../../kernel/ids';

/** What VSPC counts and runs, whatever it is linked to. */
export interface AliveFacts {
  readonly companies: readonly CompanyActivity[];
  readonly hostedServers: readonly HostedServerFact[];
  readonly tenants: readonly TenantFact[];
}

/** One company's usage of its latest day, over all locations, and its jobs. */
export interface CompanyActivity {
  readonly connection: string;
  readonly uid: VspcCompanyUid;
  readonly jobs: number;
  /** Counter → sum; bytes or a count, as the counter has it. */
  readonly usage: ReadonlyMap<string, number>;
}

/** A server of the provider's, with what on it nobody has given to a company. */
export interface HostedServerFact {
  readonly connection: string;
  readonly uid: string;
  readonly name: string;
  readonly unmappedJobs: readonly string[];
  /** Machines with backups whose job is unmapped or gone. */
  readonly unmappedMachines: number;
}

/** A Microsoft 365 tenant. */
export interface TenantFact {
  readonly connection: string;
  readonly uid: string;
  readonly name: string;
  readonly companyUid: VspcCompanyUid | null;
  readonly isBackedUp: boolean;
  readonly jobs: number;
  /** Users with backups; null where nobody had to count them. */
  readonly users: number | null;
}

export const NOTHING_ALIVE: AliveFacts = { companies: [], hostedServers: [], tenants: [] };
