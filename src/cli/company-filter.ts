import type { Decision } from '../kernel/change';
import { OperatorError } from '../kernel/operator-error';
import { linkKey, type CompanyLink } from '../mapping/domain/company-link';
import { CompanyLinkRepository } from '../persistence/mapping/company-link.repository';
import type { Bridge } from './open-bridge';

/** `--company REF`: what of a finished plan belongs to that company (RULES, Engine 10). */
export async function companyFilter(bridge: Bridge, reference: string): Promise<(decision: Decision) => boolean> {
  const links = await bridge.app.get(CompanyLinkRepository).listLinks();
  return isOfCompanies(findCompanies(links, reference));
}

/** By VSPC company, or by the ConnectWise company that several of them are billed to. */
export function isOfCompanies(links: readonly CompanyLink[]): (decision: Decision) => boolean {
  const uids = new Set<string>(links.map((link) => link.uid));
  const cwIds = new Set(links.flatMap((link) => (link.connectwise ? [String(link.connectwise.id)] : [])));
  return ({ company }) => company !== null && (uids.has(company.uid) || cwIds.has(company.uid));
}

/**
 * The companies that a REF names (INTERFACE): `vspc:main/<uid>`, `cw:250`, `itg:4711`, a bare ConnectWise id, or a
 * name that matches exactly one.
 * @throws OperatorError when it names none, or a name fits several
 */
export function findCompanies(links: readonly CompanyLink[], reference: string): readonly CompanyLink[] {
  const found = links.filter((link) => matches(link, reference));
  if (found.length === 0) {
    throw new OperatorError(
      'unknown-company',
      `No company is known as ${reference}.`,
      'List them with: vspc-bridge companies list',
    );
  }
  const isName = !/^(vspc:|cw:|itg:|\d+$)/.test(reference);
  if (isName && found.length > 1) {
    const names = found.map((link) => `vspc:${linkKey(link)}`).join(', ');
    throw new OperatorError(
      'ambiguous-company',
      `${reference} fits ${found.length} companies: ${names}.`,
      'Name one of them by its reference.',
    );
  }
  return found;
}

function matches(link: CompanyLink, reference: string): boolean {
  const [, scheme, value] = /^(vspc|cw|itg):(.+)$/.exec(reference) ?? [];
  if (scheme === 'vspc') return linkKey(link) === value?.toLowerCase() || linkKey(link) === value;
  if (scheme === 'itg') return link.itglue?.id === value;
  if (scheme === 'cw') return String(link.connectwise?.id) === value;
  if (/^\d+$/.test(reference)) return String(link.connectwise?.id) === reference;
  return link.name.toLowerCase() === reference.toLowerCase();
}
