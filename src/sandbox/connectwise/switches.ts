import type { JsonValue } from '../../kernel/json';

/**
 * What the vendor's documents and its users leave uncertain. Each switch has the values it may take, the first being the
 * default, and the sentence that explains it. Nothing in a client may depend on how one of them stands.
 */
const CHOICES = {
  /** Answer to a wrong key pair: on-premise servers say 401; the cloud may say 404 for the same mistake. */
  badCredentials: ['401', '404'],
  /** Answer to a login company that does not exist: the cloud's gateway answers in plain text before any API does. */
  wrongCompany: ['cannot-route', '401'],
  /** Answer to a missing or unknown clientId. */
  missingClientId: ['401', '403'],
  /** Whether `/system/info` wants credentials. */
  systemInfoNeedsLogin: ['yes', 'no'],
  /** What a page size above the greatest does: it is cut silently, or refused with OutOfRange. */
  pageSizeAboveMaximum: ['cap', 'refuse'],
  /** Forward-only paging sends a next link even when nothing follows, or leaves it out then. */
  forwardOnlyLastLink: ['always', 'omit'],
  /** Parameters that the API does not know: read over, as web frameworks do, or refused to catch a misspelling. */
  unknownQueryParameter: ['ignore', 'refuse'],
  /** Backslash before a quote inside a quoted value of a condition: understood, or an error. */
  quoteEscaping: ['backslash', 'refuse'],
  /** `in` inside childConditions and customFieldConditions: the operator lists leave it out. */
  inForChildConditions: ['refuse', 'accept'],
  /** Members that the model does not know: refused, as recorded in 2019, or read over. */
  unknownMember: ['refuse', 'ignore'],
  /** Values sent for computed fields: without effect, or refused. */
  computedField: ['ignore', 'refuse'],
  /** A PATCH path below a reference (`status/id`): applied, or answered 200 without any effect. */
  patchSubPath: ['apply', 'false-200'],
  /** Whether PATCH finds a reference by name or identifier as well as by id. */
  patchReferenceByName: ['accept', 'refuse'],
  /** PATCH checks every stored value of the record anew, so that an old bad one elsewhere refuses the change. */
  patchRevalidation: ['whole-record', 'changed-fields'],
  /** POST answers 201 as specified, or 200. */
  createdStatus: ['201', '200'],
  /** Re-opening a ticket that was merged into another. */
  mergedReopen: ['refuse', 'accept'],
  /** A note on a ticket that was merged into another. */
  mergedNote: ['accept', 'refuse'],
  /** A ticket on a board that the role cannot see: as if it did not exist, or forbidden. */
  invisibleTicket: ['404', '403'],
  /** A new record for a deleted company: refused as unknown, or accepted. */
  deletedCompany: ['refuse', 'accept'],
  /** A company status with `disallowSavingFlag` refuses new records and changes of the company's records. */
  disallowSaving: ['refuse', 'accept'],
  /** A status that is inactive on its board. */
  inactiveStatus: ['refuse', 'accept'],
  /** Tickets need a type where the board has types. */
  ticketType: ['optional', 'required'],
  /** A new addition for a product that is inactive. */
  inactiveProduct: ['refuse', 'accept'],
  /** Writing additions of an agreement that is cancelled. */
  cancelledAgreementWrites: ['refuse', 'accept'],
  /** Another product on an addition that exists: refused, or answered 200 without effect, or applied. */
  additionProductChange: ['refuse', 'false-200', 'apply'],
  /** Changing an addition whose effective date lies in a period that was invoiced. */
  invoicedAdditionChange: ['accept', 'refuse'],
  /** Compound `and` conditions on agreements: seen to return nothing on one server. */
  compoundAgreementConditions: ['work', 'empty'],
  /** Line breaks in note text: kept, or collapsed to one space. */
  noteLineBreaks: ['keep', 'collapse'],
  /** Which function of the role callbacks need: the set-up of tables, or one of their own. */
  callbackRight: ['table-setup', 'own'],
  /** Levels of ticket callbacks beyond those seen in use: company, ticket, project. */
  furtherTicketLevels: ['refuse', 'accept'],
  /** Which callback counts as matching: the same object and address, or the same object alone. */
  matchingCallback: ['same-url', 'any-url'],
  /** How a callback's address tells the action: behind the record's id, or not at all. */
  callbackUrlAction: ['query', 'absent'],
  /** Whether the key that signs callbacks is shown to callers without credentials. */
  callbackKeyNeedsLogin: ['yes', 'no'],
  /** A deleted company stays as a marked row: its callback says deleted, or updated. */
  deletedCompanyCallback: ['deleted', 'updated'],
  /** Order of messages that wait for the same receiver. */
  callbackOrder: ['kept', 'newest-first'],
} as const;

const NUMBERS = {
  /** Rows that are younger than this are invisible to `conditions` and search; reading them by id works. */
  searchLagMs: 0,
  /** Requests in one bundle; more are refused. 0 for no limit. */
  bundleMaxRequests: 0,
  /** Characters of a note's text; more are refused. 0 for no limit. */
  noteMaxLength: 0,
  /** How often each message to a callback is delivered: 2 for every one twice, with the same id. */
  callbackCopies: 1,
} as const;

export type ChoiceSwitch = keyof typeof CHOICES;
export type ChoiceOf<K extends ChoiceSwitch> = (typeof CHOICES)[K][number];
export type NumberSwitch = keyof typeof NUMBERS;

/** How the uncertain behaviours stand at the moment. */
export class Switches {
  private readonly values = new Map<string, JsonValue>();

  is<K extends ChoiceSwitch>(name: K, value: ChoiceOf<K>): boolean {
    return (this.values.get(name) ?? CHOICES[name][0]) === value;
  }

  number(name: NumberSwitch): number {
    const value = this.values.get(name);
    return typeof value === 'number' ? value : NUMBERS[name];
  }

  /** Unknown names and values throw; a test must not believe that it switched something. */
  set(name: string, value: JsonValue): void {
    if (name in CHOICES) {
      const allowed: readonly string[] = CHOICES[name as ChoiceSwitch];
      if (typeof value !== 'string' || !allowed.includes(value))
        throw new Error(`Switch ${name} takes one of: ${allowed.join(', ')}.`);
    } else if (name in NUMBERS) {
      if (typeof value !== 'number' || value < 0) throw new Error(`Switch ${name} takes a number from 0 upward.`);
    } else {
      throw new Error(
        `No switch ${name}; there are: ${[...Object.keys(CHOICES), ...Object.keys(NUMBERS)].join(', ')}.`,
      );
    }
    this.values.set(name, value);
  }

  toJson(): Record<string, JsonValue> {
    const defaults = Object.entries(CHOICES).map(([name, values]): [string, JsonValue] => [name, values[0]]);
    return { ...Object.fromEntries(defaults), ...NUMBERS, ...Object.fromEntries(this.values) };
  }
}
