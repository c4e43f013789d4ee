import { vspcCompanyUid } from '../kernel/ids';
import type {
  CompaniesMapping,
  CompanyPin,
  CwCompanyRef,
  FilePosition,
  ResellerPin,
  ResellerSettings,
  VspcCompanyRef,
} from '../mapping/domain/company-pins';
import { PINNABLE_STREAMS } from '../mapping/domain/company-pins';
import type { CompaniesFile, CompanyPinSection, CwRefSection, ResellerSection, VspcRefSection } from './companies-file';
import { definite } from './definite';
import { presentKeys } from './present';
import type { PathSegment } from './problem';

export const DEFAULT_COMPANIES: CompaniesMapping = {
  companies: [],
  resellers: { mode: 'own', pins: [] },
  automatic: { 'external-id': 'link', identifier: 'link', 'exact-name': 'link', strong: 'suggest', weak: 'hide' },
  externalId: 'id',
  billingTrusts: ['pinned', 'confirmed', 'external-id', 'identifier'],
};

/** Where an entry stands, for the commands that refuse to change a pin. */
export type Locator = (path: readonly PathSegment[]) => FilePosition;

export function buildCompanies(file: CompaniesFile | null, locate: Locator): CompaniesMapping {
  const preset = DEFAULT_COMPANIES;
  return {
    companies: (file?.companies ?? []).map((pin, index) => buildPin(pin, locate(['companies', index]))),
    resellers: buildResellers(file?.resellers, locate),
    automatic: { ...preset.automatic, ...presentKeys(file?.automatic) },
    externalId: file?.externalId ?? preset.externalId,
    billingTrusts: file?.billingTrusts ?? preset.billingTrusts,
  };
}

function buildPin(pin: CompanyPinSection, position: FilePosition): CompanyPin {
  return {
    vspc: buildVspcRef(pin.vspc),
    connectwise: buildCwRef(pin.connectwise),
    itglueId: pin.itglue?.id ?? null,
    agreements: pin.agreements ?? {},
    streamsOff: PINNABLE_STREAMS.filter((stream) => pin.streams?.[stream] === 'off'),
    ignoreReason: pin.ignore?.reason ?? null,
    position,
  };
}

function buildResellers(resellers: CompaniesFile['resellers'], locate: Locator): ResellerSettings {
  if (resellers === undefined) return DEFAULT_COMPANIES.resellers;
  if (!Array.isArray(resellers)) return { mode: resellers, pins: [] };
  const pins = resellers.map((section, index) => buildReseller(section, locate(['resellers', index])));
  return { mode: 'own', pins };
}

function buildReseller(section: ResellerSection, position: FilePosition): ResellerPin {
  return {
    vspc: buildVspcRef(section.vspc),
    connectwise: buildCwRef(section.connectwise),
    customers: definite(section.customers, 'customers'),
    position,
  };
}

function buildVspcRef(section: VspcRefSection | undefined): VspcCompanyRef {
  return {
    connection: definite(section?.connection, 'connection'),
    uid: vspcCompanyUid(definite(section?.uid, 'uid')),
  };
}

function buildCwRef(section: CwRefSection | undefined): CwCompanyRef | null {
  if (section === undefined) return null;
  return section.id === undefined ? { identifier: definite(section.identifier, 'identifier') } : { id: section.id };
}
