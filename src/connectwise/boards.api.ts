import type { WireRecord } from '../http/wire-record';
import { endpoint, type ConnectWiseTransport } from './connectwise-transport';
import { parseReference, type CwReference } from './cw-reference';

export interface CwBoard {
  readonly id: number;
  readonly name: string;
  readonly inactive: boolean;
  /** Holds project tickets: service tickets cannot be put on it. */
  readonly isProjectBoard: boolean;
}

export interface CwBoardStatus {
  readonly id: number;
  readonly name: string;
  readonly inactive: boolean;
  /** Setting it closes the ticket. */
  readonly closes: boolean;
  /** What a new ticket gets. */
  readonly isDefault: boolean;
  readonly sortOrder: number;
}

export interface CwBoardEntry {
  readonly id: number;
  readonly name: string;
  readonly inactive: boolean;
  readonly isDefault: boolean;
}

export interface CwBoardSubType extends CwBoardEntry {
  /** Types that it may be combined with. */
  readonly typeIds: readonly number[];
}

export interface CwBoardAssociation {
  readonly id: number;
  readonly type: CwReference | null;
  readonly subType: CwReference | null;
  readonly item: CwReference | null;
}

export interface CwPriority {
  readonly id: number;
  readonly name: string;
  readonly isDefault: boolean;
  /** Lowest is most urgent. */
  readonly sortOrder: number;
}

export interface CwSource {
  readonly id: number;
  readonly name: string;
  readonly isDefault: boolean;
}

type Listing<T> = AsyncGenerator<T, void, undefined>;

/** Set-up tables of the service desk. Where there is an `info` twin it is read: it needs no right to Table Setup. */
export class BoardsApi {
  constructor(private readonly transport: ConnectWiseTransport) {}

  list(): Listing<CwBoard> {
    return this.transport.list({
      endpoint: endpoint('/service/info/boards'),
      fields: ['name', 'inactiveFlag', 'projectFlag'],
      parse: (record) => ({
        id: record.integer('id'),
        name: record.text('name'),
        inactive: record.flag('inactiveFlag'),
        isProjectBoard: record.flag('projectFlag'),
      }),
    });
  }

  listStatuses(boardId: number): Listing<CwBoardStatus> {
    return this.transport.list({
      endpoint: endpoint('/service/boards/{id}/statuses/info', boardId),
      fields: ['name', 'sortOrder', 'defaultFlag', 'inactiveFlag', 'closedFlag'],
      parse: parseBoardStatus,
    });
  }

  listTypes(boardId: number): Listing<CwBoardEntry> {
    return this.transport.list({
      endpoint: endpoint('/service/boards/{id}/types', boardId),
      fields: ['name', 'inactiveFlag', 'defaultFlag'],
      parse: parseEntry,
    });
  }

  listSubTypes(boardId: number): Listing<CwBoardSubType> {
    return this.transport.list({
      endpoint: endpoint('/service/boards/{id}/subtypes', boardId),
      fields: ['name', 'inactiveFlag', 'typeAssociationIds'],
      parse: (record) => ({
        ...parseEntry(record),
        typeIds: record.items('typeAssociationIds').filter((id) => typeof id === 'number'),
      }),
    });
  }

  listItems(boardId: number): Listing<CwBoardEntry> {
    return this.transport.list({
      endpoint: endpoint('/service/boards/{id}/items', boardId),
      fields: ['name', 'inactiveFlag'],
      parse: parseEntry,
    });
  }

  listTeams(boardId: number): Listing<CwBoardEntry> {
    return this.transport.list({
      endpoint: endpoint('/service/boards/{id}/teams', boardId),
      fields: ['name', 'defaultFlag'],
      parse: parseEntry,
    });
  }

  /** Combinations of type, subtype and item that the board allows. */
  listAssociations(boardId: number): Listing<CwBoardAssociation> {
    return this.transport.list({
      endpoint: endpoint('/service/boards/{id}/typeSubTypeItemAssociations', boardId),
      fields: ['type', 'subType', 'item'],
      parse: (record) => ({
        id: record.integer('id'),
        type: parseReference(record, 'type'),
        subType: parseReference(record, 'subType'),
        item: parseReference(record, 'item'),
      }),
    });
  }

  listPriorities(): Listing<CwPriority> {
    return this.transport.list({
      endpoint: endpoint('/service/priorities'),
      fields: ['name', 'defaultFlag', 'sortOrder'],
      parse: (record) => ({
        id: record.integer('id'),
        name: record.text('name'),
        isDefault: record.flag('defaultFlag'),
        sortOrder: record.integerOrNull('sortOrder') ?? 0,
      }),
    });
  }

  listSources(): Listing<CwSource> {
    return this.transport.list({
      endpoint: endpoint('/service/sources'),
      fields: ['name', 'defaultFlag'],
      parse: (record) => ({
        id: record.integer('id'),
        name: record.text('name'),
        isDefault: record.flag('defaultFlag'),
      }),
    });
  }
}

/** The two tables of statuses spell two fields differently: `inactive` and `closedStatus` in the full one. */
function parseBoardStatus(record: WireRecord): CwBoardStatus {
  return {
    id: record.integer('id'),
    name: record.text('name'),
    inactive: record.flag('inactiveFlag') || record.flag('inactive'),
    closes: record.flag('closedFlag') || record.flag('closedStatus'),
    isDefault: record.flag('defaultFlag'),
    sortOrder: record.integerOrNull('sortOrder') ?? 0,
  };
}

function parseEntry(record: WireRecord): CwBoardEntry {
  return {
    id: record.integer('id'),
    name: record.text('name'),
    inactive: record.flag('inactiveFlag'),
    isDefault: record.flag('defaultFlag'),
  };
}
