import type { CompanyLink, LinkedCwCompany } from './company-link';
import type { CwCompanyFact, VspcCompanyFact } from './mapping-observation';

type RowIdentity = Pick<CompanyLink, 'connection' | 'uid' | 'name' | 'resellerUid'>;

/** What a row is about; the name is VSPC's present one. */
export function identityOf({ connection, uid, name, resellerUid }: RowIdentity | VspcCompanyFact): RowIdentity {
  return { connection, uid, name, resellerUid };
}

/** A company of VSPC that is linked to nothing. */
export function emptyRow(company: RowIdentity | VspcCompanyFact): CompanyLink {
  return {
    ...identityOf(company),
    state: 'unlinked',
    grade: null,
    score: null,
    reasons: [],
    connectwise: null,
    itglue: null,
    health: 'ok',
    suspended: [],
    candidates: [],
    linkedAt: null,
    ignoredAt: null,
  };
}

export function viewOf({ id, identifier, name }: CwCompanyFact | LinkedCwCompany): LinkedCwCompany {
  return { id, identifier, name };
}
