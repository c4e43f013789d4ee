import type { ProductsMapping } from '../billing/domain/product-line';
import type { DocumentationSettings } from '../documentation/domain/documentation-settings';
import type { Action, Stream } from '../kernel/change';
import type { CompaniesMapping } from '../mapping/domain/company-pins';
import type { TicketsMapping } from '../tickets/domain/ticket-settings';
import type { Policy } from './bridge-streams';
import type { Watch } from './bridge-file';
import type { Secret } from './secret';

/** Everything of bridge.yaml, checked, with defaults filled in, deeply frozen. Durations are milliseconds. */
export interface AppConfig {
  /** Absolute. */
  readonly configFile: string;
  /** Absolute. */
  readonly mappingsDir: string;
  /** Absolute; relative paths of the configuration start here. */
  readonly baseDir: string;
  readonly installation: string;
  /** `$BRIDGE_NOW` as milliseconds since the epoch; null leaves the clock alone. */
  readonly fixedNowMs: number | null;
  readonly database: DatabaseConfig;
  readonly timezone: string;
  readonly vspc: readonly VspcConfig[];
  readonly connectwise: ConnectWiseConfig;
  /** Null: left out, and documentation is off. */
  readonly itglue: ItGlueConfig | null;
  readonly streams: Readonly<Record<Stream, StreamConfig>>;
  readonly coexistence: { readonly veeamTicketing: Watch; readonly veeamBilling: Watch };
  readonly http: { readonly host: string; readonly port: number };
}

export type DatabaseConfig =
  /** `file` is absolute. */
  | { readonly engine: 'sqlite'; readonly file: string }
  /** `target` is the address without account and password, for people. */
  | { readonly engine: 'postgres'; readonly url: Secret; readonly target: string };

/** Base addresses have no trailing slash. */
export interface VspcConfig {
  readonly name: string;
  readonly url: string;
  readonly credentials: VspcCredentials;
  readonly tls: TlsConfig;
  readonly timezone: string;
  readonly requestsPerSecond: number;
  readonly slowSourcesMs: number;
  readonly events: { readonly enabled: boolean; readonly firstWindowDays: number; readonly maxPerPass: number };
}

export type VspcCredentials =
  | { readonly kind: 'api-key'; readonly apiKey: Secret }
  | { readonly kind: 'password'; readonly username: string; readonly password: Secret };

export interface TlsConfig {
  /** Absolute; null: the authorities that Node trusts. */
  readonly caFile: string | null;
  readonly caPem: string | null;
}

export interface ConnectWiseConfig {
  readonly url: string;
  readonly companyId: string;
  readonly publicKey: Secret;
  readonly privateKey: Secret;
  readonly clientId: Secret;
  /** Identifier of the MSP's own company. */
  readonly providerCompany: string;
  readonly tls: TlsConfig;
  readonly requestsPerSecond: number;
}

export interface ItGlueConfig {
  readonly url: string;
  readonly apiKey: Secret;
  readonly requestsPerSecond: number;
}

export interface StreamConfig {
  readonly policy: Policy;
  /** Cron, five fields, in the bridge's time zone. */
  readonly schedule: string;
  /** Most changes of a kind in one pass; an action that is absent has no limit. */
  readonly limits: Readonly<Partial<Record<Action, number>>>;
}

/** Everything of the mappings folder, checked, with defaults filled in, deeply frozen. */
export interface Mappings {
  readonly companies: CompaniesMapping;
  readonly tickets: TicketsMapping;
  readonly products: ProductsMapping;
  readonly documentation: DocumentationSettings;
}
