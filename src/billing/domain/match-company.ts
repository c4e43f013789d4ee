import { matchesPattern } from '../../kernel/match-pattern';
import type { BilledMember } from './billing-observation';
import type { LineSettings, ProductLine } from './product-line';

/** What names in products.yaml are compared with. */
export interface NamedCompany {
  /** ConnectWise record id; null for a VSPC company without a link. */
  readonly id: number | null;
  readonly name: string;
  readonly members: readonly Pick<BilledMember, 'connection' | 'uid' | 'name'>[];
}

/** Whether a line bills a company: named by `include`, and by no `exclude`. */
export function coversCompany(line: ProductLine, company: NamedCompany): boolean {
  const { include, exclude } = line.companies;
  return include.some((name) => namesCompany(name, company)) && !exclude.some((name) => namesCompany(name, company));
}

/** The settings of a line for a company: the first override that names it replaces single keys (RULES, Billing 3). */
export function settingsFor(line: ProductLine, company: NamedCompany): LineSettings {
  const override = line.overrides.find((candidate) => namesCompany(candidate.company, company));
  return override ? { ...line, ...override.set } : line;
}

/** A REF (`cw:250`, `250`, `vspc:main/<uid>`), or a name with `*` and `?` on either side of the link. */
export function namesCompany(reference: string, company: NamedCompany): boolean {
  if (reference === '*') return true;
  const [, scheme, value = ''] = /^(cw|vspc):(.+)$/i.exec(reference) ?? [];
  if (scheme?.toLowerCase() === 'cw') return value === String(company.id);
  if (scheme?.toLowerCase() === 'vspc') {
    return company.members.some((member) => `${member.connection}/${member.uid}`.toLowerCase() === value.toLowerCase());
  }
  if (/^\d+$/.test(reference)) return reference === String(company.id);
  const names = [company.name, ...company.members.map((member) => member.name)];
  return names.some((name) => matchesPattern(reference, name));
}
