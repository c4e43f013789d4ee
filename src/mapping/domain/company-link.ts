import type { Stream } from '../../kernel/change';
import type { CwCompanyId, ItgOrganizationId, VspcCompanyUid } from '../../kernel/ids';
import type { Grade } from './company-pins';

export type LinkState = 'linked' | 'suggested' | 'conflict' | 'ignored' | 'unlinked';

/** A pin that was taken out of its file leaves its link behind under this name (RULES, Mapping 7). */
export type LinkGrade = Grade | 'formerly-pinned';

export type Health = 'ok' | 'renamed' | 'inactive' | 'deleted' | 'merged' | 'missing' | 'conflict';

export type DependentStream = Exclude<Stream, 'mapping'>;
export const DEPENDENT_STREAMS: readonly DependentStream[] = ['tickets', 'billing', 'documentation'];

export interface LinkedCwCompany {
  readonly id: CwCompanyId;
  readonly identifier: string;
  readonly name: string;
}

export interface LinkedItgOrganization {
  readonly id: ItgOrganizationId;
  readonly name: string;
}

export interface Candidate {
  readonly connectwise: LinkedCwCompany;
  readonly grade: Grade;
  /** 0 to 1; 1 for everything that is not a similarity. */
  readonly score: number;
  readonly reasons: readonly string[];
}

export interface NamesWhenLinked {
  readonly vspc: string;
  readonly connectwise: string;
}

/**
 * What is known of one VSPC company: plain data, one row per (connection, uid). Everything downstream acts by this row
 * alone; names in it are for people.
 */
export interface CompanyLink {
  readonly connection: string;
  readonly uid: VspcCompanyUid;
  readonly name: string;
  readonly resellerUid: string | null;
  readonly state: LinkState;
  readonly grade: LinkGrade | null;
  readonly score: number | null;
  /** In words, for `explain` and `companies list`. */
  readonly reasons: readonly string[];
  readonly connectwise: LinkedCwCompany | null;
  readonly itglue: LinkedItgOrganization | null;
  readonly health: Health;
  /** Streams that leave this company alone for now, because of its health or its pin. */
  readonly suspended: readonly DependentStream[];
  readonly candidates: readonly Candidate[];
  /** Why something waits, and what a person could do; not part of what founds the link. */
  readonly notes?: readonly string[];
  /** The names on both sides when the link was made: other names now mean `renamed`. */
  readonly namesWhenLinked?: NamesWhenLinked;
  /** ISO instants. Billing never counts days before `linkedAt`; a page is archived 30 days after `ignoredAt`. */
  readonly linkedAt: string | null;
  readonly ignoredAt: string | null;
}

/** The subject key of the mapping stream, and the unique key of the table. */
export function linkKey(company: { readonly connection: string; readonly uid: string }): string {
  return `${company.connection}/${company.uid}`;
}

/** Whether a stream may act for this company now. */
export function isActiveFor(link: CompanyLink, stream: DependentStream): boolean {
  return link.state === 'linked' && !link.suspended.includes(stream);
}
