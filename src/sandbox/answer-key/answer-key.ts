/**
 * What a correct bridge makes of the world in one pass at `now`, with the configuration that `--write-config` writes.
 * It is made from RULES and from the plan of the world, never from anything that the bridge computes.
 *
 * What people did in ConnectWise or IT Glue meanwhile is not in it: a test that lets them act asserts that itself.
 */
export interface AnswerKey {
  readonly now: string;
  readonly links: readonly ExpectedLink[];
  readonly tickets: readonly ExpectedTicket[];
  readonly additions: readonly ExpectedAddition[];
  readonly pages: readonly ExpectedPage[];
  readonly leaks: readonly ExpectedLeak[];
}

export type ExpectedGrade = 'pinned' | 'external-id' | 'identifier' | 'exact-name';

export interface ExpectedLink {
  readonly uid: string;
  readonly name: string;
  /** `stopped`: the ConnectWise company is deleted or merged; whether a link is shown is open, but no stream acts. */
  readonly state: 'linked' | 'unlinked' | 'stopped';
  readonly grade: ExpectedGrade | null;
  readonly connectWiseId: number | null;
  readonly itGlueId: string | null;
  /** One sentence. */
  readonly why: string;
}

export interface ExpectedTicket {
  /** ConnectWise company that the ticket belongs to. */
  readonly companyId: number;
  readonly condition: 'failed' | 'unprotected' | 'source-offline' | 'alarm';
  /** VSPC's id of the job, the machine or the agent. */
  readonly subjectUid: string;
  readonly subjectName: string;
  /** What its text has to say besides. */
  readonly says?: readonly string[];
  /** `either` where the answer depends on passes made before. */
  readonly open: 'yes' | 'no' | 'either';
  readonly why: string;
}

export interface ExpectedAddition {
  readonly id: number;
  readonly agreementId: number;
  readonly companyId: number;
  readonly product: string;
  /** Decimal texts. */
  readonly before: string;
  readonly quantity: string;
  /** The reason of RULES when the quantity stays although the usage differs; `usage` otherwise. */
  readonly why: 'usage' | 'confirm-for-billing' | 'suspended' | 'ambiguous' | 'unlinked' | 'guard-zero';
}

export interface ExpectedPage {
  readonly organizationId: string;
  readonly name: string;
  readonly status: 'Failed' | 'At risk' | 'No data' | 'Protected';
}

export interface ExpectedLeak {
  readonly kind:
    'usage-without-link' | 'm365-without-company' | 'link-not-trusted' | 'no-agreement' | 'no-line' | 'no-usage';
  /** Of the VSPC company, or of the tenant. */
  readonly uid: string;
  /** Null for a tenant. */
  readonly product: string | null;
  /** Decimal text; null for a tenant. */
  readonly quantity: string | null;
}
