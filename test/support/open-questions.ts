import type { JsonValue } from '../../src/kernel/json';
import type { SandboxSystem } from '../../src/sandbox/sandbox-options';

/** A behaviour that the vendor's documents leave open, with the readings besides the default one. */
export interface OpenQuestion {
  readonly system: SandboxSystem;
  readonly name: string;
  /** In which the streams do the same as in the default; none where another reading is a failure that is told. */
  readonly others: readonly JsonValue[];
}

const VSPC: Readonly<Record<string, readonly JsonValue[]>> = {
  tokenLifetimeSeconds: [900],
  refreshLifetimeSeconds: [3_600],
  refreshReuse: ['allowed'],
  mfaPasswordGrant: ['mfa-token'],
  disabledKeyStatus: ['403'],
  unsupportedVersionStatus: [404],
  modelFollowsHeader: [false],
  unknownQuery: ['ignore'],
  trailingSlash: ['lenient'],
  severalFilterElements: ['refuse'],
  bareDatesAre: ['server-local'],
  maxPageSize: [1_000],
  unsortedOrder: ['stable'],
  ignoreOffset: [],
  shrinkBetweenPages: [],
  pagingOffsetName: ['skip'],
  partialErrors: [],
  nullProperties: ['absent'],
  embeddedUnexpanded: ['empty', 'absent'],
  numericTaxId: [true],
  asyncRoutes: [['*']],
  asyncRunningMs: [1_000],
  asyncOutcome: [],
  asyncResult: ['enveloped'],
  requestIdForcesAsync: [true],
  usageWithoutDates: ['latest-each'],
  resolvedAlarms: ['hidden'],
};

const CONNECTWISE: Readonly<Record<string, readonly JsonValue[]>> = {
  badCredentials: ['404'],
  wrongCompany: ['401'],
  missingClientId: ['403'],
  systemInfoNeedsLogin: ['no'],
  pageSizeAboveMaximum: ['refuse'],
  forwardOnlyLastLink: ['omit'],
  unknownQueryParameter: ['refuse'],
  quoteEscaping: ['refuse'],
  inForChildConditions: ['accept'],
  unknownMember: ['ignore'],
  computedField: ['refuse'],
  patchSubPath: ['false-200'],
  patchReferenceByName: ['refuse'],
  patchRevalidation: ['changed-fields'],
  createdStatus: ['200'],
  mergedReopen: ['accept'],
  mergedNote: ['refuse'],
  invisibleTicket: ['403'],
  deletedCompany: ['accept'],
  disallowSaving: ['accept'],
  inactiveStatus: ['accept'],
  ticketType: ['required'],
  inactiveProduct: ['accept'],
  cancelledAgreementWrites: ['accept'],
  additionProductChange: ['false-200', 'apply'],
  invoicedAdditionChange: ['refuse'],
  compoundAgreementConditions: ['empty'],
  noteLineBreaks: ['collapse'],
  callbackRight: ['own'],
  furtherTicketLevels: ['accept'],
  matchingCallback: ['any-url'],
  callbackUrlAction: ['absent'],
  callbackKeyNeedsLogin: ['no'],
  deletedCompanyCallback: ['updated'],
  callbackOrder: ['newest-first'],
  searchLagMs: [5_000],
  bundleMaxRequests: [3],
  noteMaxLength: [8_000],
  callbackCopies: [2],
};

const ITGLUE: Readonly<Record<string, readonly JsonValue[]>> = {
  servedRegion: [],
  rateLimit: [2_000],
  rateLimitScope: ['key'],
  retryAfterHeader: [true],
  rateLimitBody: ['errors', 'empty', 'html'],
  pageSizeAboveMaximum: ['reject'],
  nameFilter: ['substring'],
  organizationIdList: [false],
  missingTypeFilterStatus: [400],
  unknownParameters: ['ignore'],
  archivedInIndex: [false],
  relatedItemsOnIndex: [true],
  requiredTraitsOnPatch: [false],
  traitKeySpelling: ['either'],
  selectEnforced: [false],
  numbersReadAs: ['string'],
  datesReadAs: ['timestamp'],
  falseCheckbox: ['omitted'],
  emptyTraits: ['null'],
  textLimits: [false],
  sanitiser: [true],
  tagObjects: ['ignore'],
  foreignTags: ['accept'],
  renameChangesKey: [true],
  duplicateTypeNames: ['reject'],
  unknownIdOnShow: [401],
  unknownIdOnWrite: [404],
  createdStatus: [200],
  bulkFailure: ['partial'],
  firewall: [true],
  timeoutAbovePageSize: [50],
  timeoutStatus: [503, 408],
  payloadTooLargeStatus: [400],
  includedFieldIds: ['number'],
  apiPrefix: [true],
  linkHost: [],
};

/** One question with one of its other readings. */
export interface OtherReading {
  readonly system: SandboxSystem;
  readonly name: string;
  readonly value: JsonValue;
}

export function readingsOf({ name, others, system }: OpenQuestion): readonly OtherReading[] {
  return others.map((value) => ({ system, name, value }));
}

/** The n-th other reading of every question that has so many; the others keep the default. */
export function everyReading(place: number): readonly OtherReading[] {
  return OPEN_QUESTIONS.flatMap((question) => readingsOf(question).slice(place, place + 1));
}

export const OPEN_QUESTIONS: readonly OpenQuestion[] = (
  [
    ['vspc', VSPC],
    ['connectwise', CONNECTWISE],
    ['itglue', ITGLUE],
  ] as const
).flatMap(([system, names]) => Object.entries(names).map(([name, others]) => ({ system, name, others })));
