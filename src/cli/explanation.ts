import type { BillingPreview } from '../billing/billing-desk';
import type { Subject } from '../kernel/change';
import type { CompanyLink } from '../mapping/domain/company-link';
import type { JournalEntity } from '../persistence/engine/engine.entities';
import type { IncidentRow } from '../tickets/domain/incident';
import type { KnownSubject } from './known-subject';

/** What is known of one company, or of one job or ticket, and what the next pass would decide about it. */
export interface Explanation {
  readonly links: readonly CompanyLink[];
  readonly history: readonly LinkEvent[];
  /** Of a job, an agent or a server. */
  readonly known: readonly KnownSubject[];
  readonly incidents: readonly IncidentRow[];
  readonly journal: readonly JournalEntity[];
  readonly lines: BillingPreview['lines'];
  readonly decisions: readonly ExplainedDecision[];
}

export interface LinkEvent {
  readonly at: string;
  readonly who: string;
  readonly action: string;
  readonly reason: string;
}

export interface ExplainedDecision {
  readonly stream: string;
  /** `skip`, or what would become of the change. */
  readonly outcome: string;
  readonly action: string | null;
  readonly reason: string;
  readonly rule: string | null;
  readonly detail: string | null;
  readonly subject: Subject;
}
