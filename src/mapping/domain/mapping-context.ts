import { linkKey, type CompanyLink } from './company-link';
import type { CompanyPin, CwCompanyRef } from './company-pins';
import { indexConnectwise, type CwIndex } from './index-connectwise';
import type { CompanyDecision, CwCompanyFact, MappingObservation } from './mapping-observation';
import { indexOrganizations, type ItgIndex } from './match-organization';

/** One observation with everything in it findable by key. */
export interface MappingContext {
  readonly observation: MappingObservation;
  readonly cw: CwIndex;
  readonly itg: ItgIndex;
  readonly pins: ReadonlyMap<string, CompanyPin>;
  readonly decisions: ReadonlyMap<string, CompanyDecision>;
  readonly stored: ReadonlyMap<string, CompanyLink>;
}

export function contextOf(observation: MappingObservation): MappingContext {
  return {
    observation,
    cw: indexConnectwise(observation.connectwise),
    itg: indexOrganizations(observation.itglue),
    pins: new Map(observation.settings.companies.map((pin) => [linkKey(pin.vspc), pin])),
    decisions: new Map(observation.decisions.map((decision) => [linkKey(decision), decision])),
    stored: new Map(observation.links.map((link) => [linkKey(link), link])),
  };
}

/** What a pin or a decision names; deleted companies are found too, so that it can be said that they are. */
export function resolveCwRef(ref: CwCompanyRef, index: CwIndex): CwCompanyFact | null {
  if ('id' in ref) return index.byId.get(ref.id) ?? null;
  return index.byIdentifier.get(ref.identifier.trim().toLowerCase())?.[0] ?? null;
}
