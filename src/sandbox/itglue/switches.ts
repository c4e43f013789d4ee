import type { JsonValue } from '../../kernel/json';

/**
 * Behaviours that the vendor's documents leave open or that a test needs to force. Each has a sentence; the default is
 * what the evidence favours, or the stricter of two readings.
 */
export interface ItGlueSwitches {
  /** Which regional host this stand-in plays; a key of another region is forbidden. `account`: the account's own. */
  servedRegion: 'account' | 'us' | 'eu' | 'au';
  /** Requests within five minutes before 429; 0 switches the limit off. */
  rateLimit: number;
  /** Whether the window counts all keys of the account together or each on its own. */
  rateLimitScope: 'account' | 'key';
  /** Whether a 429 carries `Retry-After`, which no document mentions. */
  retryAfterHeader: boolean;
  /** What a 429 says: the gateway's message, JSON:API errors, nothing, or a page of HTML. */
  rateLimitBody: 'message' | 'errors' | 'empty' | 'html';
  /** A page size above 1000 is cut down silently or refused. */
  pageSizeAboveMaximum: 'clamp' | 'reject';
  /** Whether `filter[name]` compares exactly or finds parts of names; always case-sensitive. */
  nameFilter: 'exact' | 'substring';
  /** Whether `filter[organization-id]` on flexible assets takes a list. */
  organizationIdList: boolean;
  /** The status when the index of flexible assets is asked for without a type. */
  missingTypeFilterStatus: 422 | 400;
  /** Filters, sorts, includes and attributes that no document names are refused, or ignored as old reports say. */
  unknownParameters: 'reject' | 'ignore';
  /** Whether archived assets appear in the index. */
  archivedInIndex: boolean;
  /** Whether the index of flexible assets honours `include=related_items`. */
  relatedItemsOnIndex: boolean;
  /** Whether required traits are checked again when an asset is patched. */
  requiredTraitsOnPatch: boolean;
  /** Whether a trait key may be written with underscores. */
  traitKeySpelling: 'exact' | 'either';
  /** Whether a Select accepts only its options. */
  selectEnforced: boolean;
  /** How Number and Percent traits are read. */
  numbersReadAs: 'number' | 'string';
  /** How a Date trait is read. */
  datesReadAs: 'date' | 'timestamp';
  /** Whether a Checkbox that is false is returned or left out. */
  falseCheckbox: 'returned' | 'omitted';
  /** Whether a trait without a value is left out or null. */
  emptyTraits: 'omitted' | 'null';
  /** Whether Text above 255 characters and Textbox above 65,535 bytes are refused. */
  textLimits: boolean;
  /** Whether a Textbox loses scripts, styles and event handlers when it is stored. */
  sanitiser: boolean;
  /** Whether a Tag sent back as the object that was read is refused or ignored. */
  tagObjects: 'reject' | 'ignore';
  /** Whether a Tag may name a record of another organization. */
  foreignTags: 'reject' | 'accept';
  /** Whether renaming a field makes a new name-key. */
  renameChangesKey: boolean;
  /** Whether two types of one name may exist. */
  duplicateTypeNames: 'accept' | 'reject';
  /** The status for an unknown or foreign id on show. */
  unknownIdOnShow: 404 | 401;
  /** The status for an unknown or foreign id on a write. */
  unknownIdOnWrite: 401 | 404;
  /** The status of a successful creation. */
  createdStatus: 201 | 200;
  /** Whether a bulk write that fails leaves its first records done. */
  bulkFailure: 'atomic' | 'partial';
  /** Whether the firewall refuses bodies that look like a script, with HTML. */
  firewall: boolean;
  /** The index of flexible assets times out above this page size; 0 never. */
  timeoutAbovePageSize: number;
  /** The status of that time-out. */
  timeoutStatus: 504 | 503 | 408;
  /** The status of a body above 10 MB. */
  payloadTooLargeStatus: 413 | 400;
  /** Whether ids of included fields are text or numbers. */
  includedFieldIds: 'string' | 'number';
  /** Whether `/api` before every path still works. */
  apiPrefix: boolean;
  /** Host of the paging links; empty: the host that was asked. */
  linkHost: string;
}

export type SwitchName = keyof ItGlueSwitches;

const DEFAULTS: ItGlueSwitches = {
  servedRegion: 'account',
  rateLimit: 3000,
  rateLimitScope: 'account',
  retryAfterHeader: false,
  rateLimitBody: 'message',
  pageSizeAboveMaximum: 'clamp',
  nameFilter: 'exact',
  organizationIdList: true,
  missingTypeFilterStatus: 422,
  unknownParameters: 'reject',
  archivedInIndex: true,
  relatedItemsOnIndex: false,
  requiredTraitsOnPatch: true,
  traitKeySpelling: 'exact',
  selectEnforced: true,
  numbersReadAs: 'number',
  datesReadAs: 'date',
  falseCheckbox: 'returned',
  emptyTraits: 'omitted',
  textLimits: true,
  sanitiser: false,
  tagObjects: 'reject',
  foreignTags: 'reject',
  renameChangesKey: false,
  duplicateTypeNames: 'accept',
  unknownIdOnShow: 404,
  unknownIdOnWrite: 401,
  createdStatus: 201,
  bulkFailure: 'atomic',
  firewall: false,
  timeoutAbovePageSize: 0,
  timeoutStatus: 504,
  payloadTooLargeStatus: 413,
  includedFieldIds: 'string',
  apiPrefix: false,
  linkHost: '',
};

/** What a switch takes besides its default and, for true and false, the opposite; `any`: every value of its type. */
const OTHER_VALUES: { readonly [Name in SwitchName]?: 'any' | readonly ItGlueSwitches[Name][] } = {
  servedRegion: ['us', 'eu', 'au'],
  rateLimit: 'any',
  rateLimitScope: ['key'],
  rateLimitBody: ['errors', 'empty', 'html'],
  pageSizeAboveMaximum: ['reject'],
  nameFilter: ['substring'],
  missingTypeFilterStatus: [400],
  unknownParameters: ['ignore'],
  traitKeySpelling: ['either'],
  numbersReadAs: ['string'],
  datesReadAs: ['timestamp'],
  falseCheckbox: ['omitted'],
  emptyTraits: ['null'],
  tagObjects: ['ignore'],
  foreignTags: ['accept'],
  duplicateTypeNames: ['reject'],
  unknownIdOnShow: [401],
  unknownIdOnWrite: [404],
  createdStatus: [200],
  bulkFailure: ['partial'],
  timeoutAbovePageSize: 'any',
  timeoutStatus: [503, 408],
  payloadTooLargeStatus: [400],
  includedFieldIds: ['number'],
  linkHost: 'any',
};

export const SWITCH_NAMES = Object.keys(DEFAULTS) as readonly SwitchName[];

export function defaultSwitches(): ItGlueSwitches {
  return { ...DEFAULTS };
}

/** The switches with one changed; an unknown name or value throws, so that a misspelt test does not pass. */
export function changeSwitch(switches: ItGlueSwitches, name: string, value: JsonValue): ItGlueSwitches {
  if (!isSwitchName(name)) throw new Error(`IT Glue has no switch "${name}"; there are ${SWITCH_NAMES.join(', ')}`);
  if (!isAllowed(name, value)) throw new Error(`The switch "${name}" does not take ${JSON.stringify(value)}`);
  return { ...switches, [name]: value };
}

function isSwitchName(name: string): name is SwitchName {
  return Object.hasOwn(DEFAULTS, name);
}

function isAllowed(name: SwitchName, value: JsonValue): boolean {
  const usual = DEFAULTS[name];
  const others: 'any' | readonly JsonValue[] | undefined = OTHER_VALUES[name];
  if (others === undefined || others === 'any') return typeof value === typeof usual;
  return value === usual || others.includes(value);
}
