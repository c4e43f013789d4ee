import type { Clock } from '../kernel/clock';

export interface SandboxOptions {
  /** Customers of the simulated provider; the first two dozen hold the awkward cases. */
  readonly companies?: number;
  readonly jobsPerCompany?: number;
  /** The same seed and start make the same world, keys included. */
  readonly seed?: string;
  /** Loopback ports; free ones by default. */
  readonly ports?: Partial<Record<SandboxSystem, number>>;
  /** Simulated time at the beginning; default now. */
  readonly start?: Date;
  /** Simulated seconds per second; default 0, the clock stands still. */
  readonly speed?: number;
  /** Wall clock for token ages, windows and polling; a test gives its manual one. */
  readonly wall?: Clock;
  /** Whether Veeam's own plugin has left its configurations in ConnectWise, and whether it still keeps them. */
  readonly veeamPlugin?: 'active' | 'inactive';
  /** Quotas, more products, and bookkeepers who forget things: see src/sandbox/billing-month. Needs two dozen companies. */
  readonly billingMonth?: boolean;
  /** PEM texts for the VSPC listener, which otherwise speaks plain HTTP. */
  readonly tls?: { readonly key: string; readonly cert: string };
}

export type SandboxSystem = 'vspc' | 'connectwise' | 'itglue';

export type SandboxAddresses = Readonly<Record<SandboxSystem, string>>;

/** Keys that open nothing but this sandbox. */
export interface SandboxCredentials {
  readonly vspc: { readonly apiKey: string; readonly userName: string; readonly password: string };
  readonly connectwise: {
    readonly companyId: string;
    readonly publicKey: string;
    readonly privateKey: string;
    readonly clientId: string;
  };
  readonly itglue: { readonly apiKey: string };
}
