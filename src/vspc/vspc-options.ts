import type { RateBudget } from '../http/rate-budget';
import type { Clock } from '../kernel/clock';
import type { Redactor } from '../kernel/redaction';
import type { VspcCredentials } from './vspc-login';

/** One connection. The times of day that VSPC tells without a zone are for the reader to place (`vspc[].timezone`). */
export interface VspcConnectorOptions {
  /** Stable; part of every key. The system is called `vspc:<name>`. */
  readonly name: string;
  /** `https://vspc.example.com:1280`; a path is kept, and `/api/v3` added where it is missing. */
  readonly url: string;
  readonly credentials: VspcCredentials;
  /** Certificates to trust instead of the public ones. */
  readonly caPem?: string;
  readonly budget: RateBudget;
  readonly clock: Clock;
  /** Knows the configured secrets; what the session adds stays in the session. */
  readonly redactor: Redactor;
  /** Facts 2.7: 2 to 4 are safe. */
  readonly concurrency?: number;
  readonly timeoutMs?: number;
  readonly maxResponseBytes?: number;
  readonly random?: () => number;
}
