import { linkKey, type Candidate, type CompanyLink } from '../mapping/domain/company-link';
import type { StoredHistory } from '../persistence/mapping/company-link.repository';

/** One company of `companies list --json` (INTERFACE, "`--json` of the lists"). */
export function viewCompany(link: CompanyLink): object {
  const { connection, uid, name, connectwise, itglue, state, grade, score, health, suspended } = link;
  return {
    vspc: { connection, uid, name },
    connectwise,
    itglue,
    state,
    grade,
    score,
    reasons: [...link.reasons, ...(link.notes ?? [])],
    health,
    suspended,
    candidates: link.candidates,
    linkedAt: link.linkedAt,
  };
}

export function viewHistory({ at, who, action, reason, before, after }: StoredHistory): object {
  return { at: at.toISOString(), who, action, reason, before, after };
}

/** Not linked, or stopped with a proposal: what `companies suggest` shows. */
export function isOpen(link: CompanyLink): boolean {
  if (link.state === 'ignored') return false;
  return link.state !== 'linked' || link.candidates.length > 0;
}

/** The command that decides it, to be copied. */
export function deciding(link: CompanyLink): string {
  const ref = `vspc:${linkKey(link)}`;
  const [best, ...others] = link.candidates;
  if (!best) return `vspc-bridge companies link ${ref} cw:ID`;
  const isPlain = link.state === 'suggested' && others.length === 0;
  return isPlain
    ? `vspc-bridge companies confirm ${ref}`
    : `vspc-bridge companies link ${ref} cw:${best.connectwise.id}`;
}

export function candidateText({ connectwise, grade, score }: Candidate): string {
  return `cw:${connectwise.id} ${connectwise.name} (${connectwise.identifier}), ${grade} ${score.toFixed(2)}`;
}
