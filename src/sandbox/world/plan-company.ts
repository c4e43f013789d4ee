import type { CompanyPlan, ConnectWisePlan, ItGluePlan, UsagePlan } from './company-plan';
import type { Story } from './company-stories';
import { storyOf } from './company-stories';
import { inventedName } from './invented-names';
import { planAgreements } from './plan-agreements';
import { planJobs } from './plan-jobs';
import type { RandomSource } from './random-source';
import { hexFrom, uidFrom } from './random-source';

export interface WorldSettings {
  readonly seed: string;
  readonly companies: number;
  readonly jobsPerCompany: number;
  readonly start: Date;
}

const FIRST_COMPANY_ID = 250;
/** ConnectWise companies that no VSPC company stands for: the twin of a name. */
const FIRST_TWIN_ID = 90_000;
/** New IT Glue ids have 16 digits; these stay below 2^53. */
const FIRST_ORGANIZATION_ID = 1_694_461_951_000_000;

const FIXED_NAMES: Readonly<Partial<Record<Story, string>>> = {
  cyrillic: 'Велморские Верфи',
  japanese: '架空精密工業株式会社',
  markup: 'Harvolane & Daughters "Fine" <Tools>',
};

/** Stories without an IT Glue organization. */
const WITHOUT_ORGANIZATION: ReadonlySet<Story> = new Set(['unmapped', 'no-organization']);

/** Whose link rests on a name, so that `companyId` is empty. */
const WITHOUT_EXTERNAL_ID: ReadonlySet<Story> = new Set([
  'identifier',
  'exact-name',
  'pinned',
  'unmapped',
  'same-name-twice',
  'cyrillic',
  'japanese',
]);

/** Stories with a Microsoft 365 tenant of their own. */
const WITH_MICROSOFT365: ReadonlySet<Story> = new Set(['microsoft-365', 'many-kinds']);

export function resellerUidOf(seed: string): string {
  return uidFrom(seed, 'reseller');
}

/** The n-th company of a world, whole, from nothing but the settings and its number. */
export function planCompany(settings: WorldSettings, index: number, random: RandomSource): CompanyPlan {
  const { seed } = settings;
  const story = storyOf(index);
  const invented = inventedName(index, Number.parseInt(hexFrom(6, seed), 16));
  const name = FIXED_NAMES[story] ?? invented.name;
  const identity = { index, story, name, identifier: invented.identifier };
  const draw = random.fork(`company ${index}`);
  const usage = planUsage(draw, story, index);
  const connectWise = planConnectWise(identity, usage, draw);
  return {
    index,
    story,
    uid: uidFrom(seed, 'company', index),
    vspcName: vspcNameOf(identity),
    externalId: WITHOUT_EXTERNAL_ID.has(story) || !connectWise ? null : String(connectWise.id),
    taxId: String(draw.between(100_000_000, 999_999_999)),
    locations: planLocations(seed, story, index),
    resellerUid: story === 'reseller-customer' ? resellerUidOf(seed) : null,
    connectWise,
    itGlue: planItGlue(identity, connectWise),
    isPinned: story === 'pinned',
    usage,
    jobs: story === 'no-jobs' ? [] : planJobs(settings, index, story),
  };
}

interface Identity {
  readonly index: number;
  readonly story: Story;
  readonly name: string;
  readonly identifier: string;
}

function vspcNameOf({ story, name, identifier }: Identity): string {
  if (story === 'identifier') return identifier;
  if (story === 'pinned') return `Tenant 0047 (${identifier.slice(0, 4)})`;
  if (story === 'renamed') return `${name} Group`;
  return name;
}

function planLocations(seed: string, story: Story, index: number): CompanyPlan['locations'] {
  const first = { uid: uidFrom(seed, 'location', index, 0), name: 'Head office' };
  if (story !== 'two-locations') return [first];
  return [first, { uid: uidFrom(seed, 'location', index, 1), name: 'Warehouse' }];
}

function planUsage(draw: RandomSource, story: Story, index: number): UsagePlan {
  return {
    'server-agents': draw.between(3, 12),
    'workstation-agents': draw.between(4, 30),
    'virtual-machines': draw.between(2, 25),
    'cloud-storage': draw.between(200, 9_000) * 1_000_003_000,
    'microsoft-365': WITH_MICROSOFT365.has(story) || index % 4 === 1 ? draw.between(5, 60) : 0,
  };
}

function planConnectWise(identity: Identity, usage: UsagePlan, draw: RandomSource): ConnectWisePlan | null {
  const { index, story, name, identifier } = identity;
  if (story === 'unmapped') return null;
  return {
    id: FIRST_COMPANY_ID + index,
    identifier,
    name,
    state: story === 'deleted' || story === 'merged' || story === 'inactive' ? story : 'active',
    agreements: planAgreements({ index, story, usage }, draw),
    twinId: story === 'same-name-twice' ? FIRST_TWIN_ID + index : null,
  };
}

function planItGlue({ index, story, name }: Identity, connectWise: ConnectWisePlan | null): ItGluePlan | null {
  if (WITHOUT_ORGANIZATION.has(story) || !connectWise) return null;
  const bare = story === 'same-name-only' || story === 'pinned';
  return {
    id: FIRST_ORGANIZATION_ID + index * 17,
    name: story === 'renamed' ? `${name} (old sign)` : name,
    shortName: bare ? null : connectWise.identifier,
    psaId: bare || story === 'short-name' ? null : connectWise.id,
  };
}
