import type { LinkClaim } from './claim-link';
import { linkKey } from './company-link';
import type { ResellerPin, ResellerSettings } from './company-pins';
import type { VspcCompanyFact } from './mapping-observation';

/** Whether usage and tickets of this reseller's customers go to the reseller's own company (RULES, Mapping 5). */
function rollsUp(reseller: { readonly connection: string; readonly uid: string }, settings: ResellerSettings): boolean {
  const pin = settings.pins.find((candidate) => linkKey(candidate.vspc) === linkKey(reseller));
  return (pin?.customers ?? settings.mode) === 'roll-up';
}

/** Whether any reseller does; if none, the list of resellers need not be read. */
export function anyoneRollsUp(settings: ResellerSettings): boolean {
  return settings.mode === 'roll-up' || settings.pins.some((pin) => pin.customers === 'roll-up');
}

/** The reseller that answers for this company, or null: it has none, or its customers are our own. */
export function resellerOf(company: VspcCompanyFact, settings: ResellerSettings): string | null {
  if (company.resellerUid === null || company.kind === 'reseller') return null;
  const reseller = { connection: company.connection, uid: company.resellerUid };
  return rollsUp(reseller, settings) ? linkKey(reseller) : null;
}

/**
 * Resellers that stand in the table themselves, because their customers roll up to them. One that is pinned but not
 * shown (the list of resellers needs an administrator's role) still answers for its customers. A reseller has no
 * reseller: a chain of them cannot come about.
 */
export function rollUpResellers(companies: readonly VspcCompanyFact[], settings: ResellerSettings): VspcCompanyFact[] {
  const shown = companies.filter((company) => company.kind === 'reseller' && rollsUp(company, settings));
  const keys = new Set(shown.map(linkKey));
  const hidden = settings.pins.filter((pin) => pin.customers === 'roll-up' && !keys.has(linkKey(pin.vspc)));
  return [...shown, ...hidden.map(factOf)];
}

function factOf({ vspc }: ResellerPin): VspcCompanyFact {
  const name = `reseller ${vspc.uid}`;
  const unknown = { resellerUid: null, externalId: null, alias: null, website: null };
  return { ...unknown, connection: vspc.connection, uid: vspc.uid, name, kind: 'reseller' };
}

/** A customer has its reseller's company, by the reseller's grade. */
export function claimThrough(reseller: VspcCompanyFact, claim: LinkClaim): LinkClaim {
  return { ...claim, reasons: [`its reseller ${reseller.name} answers for it`, ...claim.reasons] };
}
