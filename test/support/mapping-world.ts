import type { Change, Plan } from '../../src/kernel/change';
import { cwCompanyId, itgOrganizationId, vspcCompanyUid } from '../../src/kernel/ids';
import { NOTHING_ALIVE } from '../../src/mapping/domain/alive-facts';
import { linkKey, type CompanyLink } from '../../src/mapping/domain/company-link';
import type { CompaniesMapping, CompanyPin } from '../../src/mapping/domain/company-pins';
import type {
  CompanyDecision,
  CwCompanyFact,
  ItgOrganizationFact,
  MappingObservation,
  VspcCompanyFact,
} from '../../src/mapping/domain/mapping-observation';
import { planMapping, type LinkTransition } from '../../src/mapping/domain/plan-mapping';

export const NOW = new Date('2026-11-02T08:00:00Z');
export const VSPC_SOURCE = 'vspc:main/organizations/companies';
export const CW_SOURCE = 'connectwise/company/companies';
export const ITG_SOURCE = 'itglue/organizations';

export const SETTINGS: CompaniesMapping = {
  companies: [],
  resellers: { mode: 'own', pins: [] },
  automatic: { 'external-id': 'link', identifier: 'link', 'exact-name': 'link', strong: 'suggest', weak: 'hide' },
  externalId: 'id',
  billingTrusts: ['pinned', 'confirmed', 'external-id', 'identifier'],
};

export function vspc(uid: string, name: string, more: Partial<VspcCompanyFact> = {}): VspcCompanyFact {
  const fact = { kind: 'company' as const, resellerUid: null, externalId: null, alias: null, website: null };
  return { connection: 'main', uid: vspcCompanyUid(uid), name, ...fact, ...more };
}

export function cw(id: number, name: string, more: Partial<CwCompanyFact> = {}): CwCompanyFact {
  const fact = { identifier: `ID-${id}`, deleted: false, inactive: false, website: null };
  return { id: cwCompanyId(id), name, ...fact, ...more };
}

export function itg(id: string, name: string, more: Partial<ItgOrganizationFact> = {}): ItgOrganizationFact {
  return { id: itgOrganizationId(id), name, shortName: null, psaIds: [], ...more };
}

export function pin(uid: string, more: Partial<CompanyPin> = {}): CompanyPin {
  const nothing = { connectwise: null, itglueId: null, agreements: {}, streamsOff: [], ignoreReason: null };
  const vspcRef = { connection: 'main', uid: vspcCompanyUid(uid) };
  return { vspc: vspcRef, ...nothing, position: { file: 'mappings/companies.yaml', line: 7 }, ...more };
}

export function decision(
  uid: string,
  kind: CompanyDecision['kind'],
  more: Partial<CompanyDecision> = {},
): CompanyDecision {
  return {
    connection: 'main',
    uid: vspcCompanyUid(uid),
    kind,
    connectwiseId: null,
    itglueId: null,
    reason: null,
    ...more,
  };
}

export function observed(more: Partial<MappingObservation> = {}): MappingObservation {
  return {
    now: NOW,
    settings: SETTINGS,
    vspc: [],
    connectwise: [],
    itglue: [],
    alive: NOTHING_ALIVE,
    links: [],
    decisions: [],
    vspcSources: new Map([['main', VSPC_SOURCE]]),
    connectwiseSource: CW_SOURCE,
    itglueSource: ITG_SOURCE,
    completeSources: new Set([VSPC_SOURCE, CW_SOURCE, ITG_SOURCE]),
    goneVspc: new Set(),
    goneConnectwise: new Set(),
    goneItglue: new Set(),
    ...more,
  };
}

/** The table after everything that a plan would make true. */
export function linksAfter(plan: Plan, links: readonly CompanyLink[]): CompanyLink[] {
  const rows = new Map(links.map((link) => [linkKey(link), link]));
  for (const planned of plan.decisions) {
    if (planned.decision === 'held' || planned.transition === null) continue;
    const { link } = planned.transition as unknown as LinkTransition;
    rows.set(linkKey(link), link);
  }
  return [...rows.values()];
}

/** One pass: the same world, with the table as the pass leaves it. */
export function applied(observation: MappingObservation): MappingObservation {
  return { ...observation, links: linksAfter(planMapping(observation), observation.links) };
}

export function rowOf(observation: MappingObservation, uid: string): CompanyLink {
  const row = observation.links.find((link) => link.uid === uid.toLowerCase());
  if (!row) throw new Error(`no row of ${uid}`);
  return row;
}

export function changesOf(plan: Plan): Change[] {
  return plan.decisions.filter((planned) => planned.decision === 'change');
}
