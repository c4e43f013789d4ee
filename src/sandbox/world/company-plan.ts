import type { Story } from './company-stories';

/**
 * What the world knows about a company before it is written down in three vendors' words. The answer key is made from
 * the same plan, and from nothing that the bridge computes.
 */
export interface CompanyPlan {
  readonly index: number;
  readonly story: Story;
  /** VSPC company and organization share it. */
  readonly uid: string;
  readonly vspcName: string;
  /** The organization's `companyId`, which holds a ConnectWise id here, or null. */
  readonly externalId: string | null;
  readonly taxId: string;
  readonly locations: readonly LocationPlan[];
  readonly resellerUid: string | null;
  readonly connectWise: ConnectWisePlan | null;
  readonly itGlue: ItGluePlan | null;
  /** Named in companies.yaml. */
  readonly isPinned: boolean;
  readonly usage: UsagePlan;
  readonly jobs: readonly JobPlan[];
}

interface LocationPlan {
  readonly uid: string;
  readonly name: string;
}

export interface ConnectWisePlan {
  readonly id: number;
  readonly identifier: string;
  readonly name: string;
  readonly state: 'active' | 'inactive' | 'deleted' | 'merged';
  readonly agreements: readonly AgreementPlan[];
  /** A second, unrelated company of the same name. */
  readonly twinId: number | null;
}

export interface AgreementPlan {
  readonly id: number;
  readonly name: string;
  readonly additions: readonly AdditionPlan[];
}

export interface AdditionPlan {
  readonly id: number;
  readonly line: LineName;
  readonly quantity: number;
}

export interface ItGluePlan {
  readonly id: number;
  readonly name: string;
  readonly shortName: string | null;
  /** ConnectWise company id in the adapter resource; null where IT Glue knows of none. */
  readonly psaId: number | null;
}

export type LineName = 'server-agents' | 'workstation-agents' | 'virtual-machines' | 'cloud-storage' | 'microsoft-365';

/** What one day counts, over all locations. */
export type UsagePlan = Readonly<Record<LineName, number>>;

/**
 * | plight               | what VSPC shows                                                   | ticket in the first pass      |
 * | -------------------- | ----------------------------------------------------------------- | ----------------------------- |
 * | success              | ended well hours ago                                              | none                          |
 * | warning              | ended in Warning                                                  | none: no rule asks for it     |
 * | failed               | ended in Failed more than two hours ago                           | one                           |
 * | failed-just-now      | ended in Failed 20 minutes ago                                    | none yet: holding             |
 * | running-over-failure | runs; the failure before is no longer shown                       | none                          |
 * | retrying             | runs again twelve minutes after a session that failed             | none                          |
 * | never-run            | created an hour ago, due tonight                                  | none                          |
 * | disabled             | switched off after a success                                      | none                          |
 * | not-scheduled        | run by hand three days ago, well                                  | one for its machine           |
 * | chained              | runs after the first job of the company                           | none                          |
 * | frozen               | success of three days ago, from an agent that has been silent since | none for the job            |
 */
export type JobPlight =
  | 'success'
  | 'warning'
  | 'failed'
  | 'failed-just-now'
  | 'running-over-failure'
  | 'retrying'
  | 'never-run'
  | 'disabled'
  | 'not-scheduled'
  | 'chained'
  | 'frozen';

export interface JobPlan {
  readonly index: number;
  /** VSPC's id: `uniqueUid` of a server's job, `instanceUid` of an agent's. */
  readonly uid: string;
  /** The backup server's own id; not unique over cloned servers. */
  readonly instanceUid: string;
  readonly name: string;
  readonly source: 'backup-server' | 'server-agent' | 'workstation-agent';
  readonly plight: JobPlight;
  /** Minutes between the start of the last session and the start of the world. */
  readonly startedMinutesAgo: number;
  readonly durationSeconds: number;
  readonly failureMessage: string;
}
