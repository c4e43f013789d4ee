import { utcDateOf } from '../../kernel/civil-date';
import { isActiveFor, linkKey, type CompanyLink } from '../../mapping/domain/company-link';
import type { Grade } from '../../mapping/domain/company-pins';
import type { BilledCompany, BilledMember } from './billing-observation';

export interface BilledBy {
  readonly trusted: readonly Grade[];
  /** Line group → agreement id of each VSPC company, by `connection/uid`. */
  readonly pinnedAgreements: ReadonlyMap<string, Readonly<Record<string, number>>>;
}

/**
 * The ConnectWise companies that are billed, each with the VSPC companies whose usage it pays (RULES, Mapping 2, 4, 6):
 *
 * | the link                                         | standing                                       |
 * | ------------------------------------------------ | ---------------------------------------------- |
 * | is not linked, or has no ConnectWise company     | not billed                                     |
 * | is linked and billing acts on it                 | active; trusted by its grade                   |
 * | is linked and healthy, its pin switches billing off | off: its usage is not counted               |
 * | is linked, its health stops billing              | stopped, and the whole company with it         |
 */
export function groupCompanies(links: readonly CompanyLink[], by: BilledBy): readonly BilledCompany[] {
  const groups = new Map<number, BilledCompany & { members: BilledMember[] }>();
  const sorted = [...links].sort((left, right) => (linkKey(left) < linkKey(right) ? -1 : 1));
  for (const link of sorted) {
    const { connectwise, linkedAt } = link;
    if (link.state !== 'linked' || !connectwise || linkedAt === null) continue;
    const group = groups.get(connectwise.id) ?? { ...connectwise, members: [] };
    groups.set(connectwise.id, group);
    group.members.push(memberOf(link, linkedAt, by));
  }
  return [...groups.values()].sort((left, right) => left.id - right.id);
}

function memberOf(link: CompanyLink, linkedAt: string, { trusted, pinnedAgreements }: BilledBy): BilledMember {
  const { connection, uid, name, health, grade } = link;
  const isHealthy = health === 'ok' || health === 'renamed';
  return {
    connection,
    uid,
    name,
    linkedOn: utcDateOf(new Date(linkedAt)),
    isTrusted: trusted.some((candidate) => candidate === grade),
    grade: grade ?? 'nothing',
    standing: isActiveFor(link, 'billing') ? 'active' : isHealthy ? 'off' : 'stopped',
    health,
    agreements: pinnedAgreements.get(linkKey(link)) ?? {},
  };
}
