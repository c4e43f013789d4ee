import type { Instant } from './workload-facts';

/** An entry of VSPC's activity log. */
export interface EventFact {
  readonly connection: string;
  readonly at: Instant;
  /** Decision time of the pass that first saw it. */
  readonly seenAt: Instant;
  /** The vendor's word. */
  readonly type: string;
  readonly message: string;
  /** Null: of the installation itself. */
  readonly organizationUid: string | null;
}
