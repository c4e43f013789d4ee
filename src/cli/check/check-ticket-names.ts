import type { CwBoard, CwBoardStatus } from '../../connectwise/boards.api';
import type { ConnectWiseClient } from '../../connectwise/connectwise.client';
import { mergeSettings } from '../../tickets/domain/match-rule';
import type { NameOrId, TicketSettings, TicketsMapping } from '../../tickets/domain/ticket-settings';
import { collect, tryProbe, type CheckItem } from './check-item';
import { findNamed, judgeName, type NamedRecord } from './check-names';

const SYSTEM = 'connectwise';
const FILE = 'mappings/tickets.yaml';
const TABLE_SETUP = 'Give the security role of the API member Inquire All on System > Table Setup.';

/** Every board, status, priority, type, team and source that the defaults or a rule name, each once. */
export async function* checkTicketNames(
  client: ConnectWiseClient,
  mapping: TicketsMapping,
): AsyncGenerator<CheckItem, void, undefined> {
  const all = [mapping.defaults, ...mapping.rules.map((rule) => mergeSettings(mapping.defaults, rule.set))];
  const boards = yield* readTable('boards', () => client.boards.list());
  if (boards === null) return;
  for (const [board, settings] of groupByBoard(all)) yield* checkBoard(client, boards, board, settings);
  yield* checkTable(
    'priority',
    () => client.boards.listPriorities(),
    all.map((settings) => settings.priority),
  );
  yield* checkTable('source', () => client.boards.listSources(), present(all, 'source'));
}

async function* checkBoard(
  client: ConnectWiseClient,
  boards: readonly CwBoard[],
  wanted: NameOrId,
  settings: readonly TicketSettings[],
): AsyncGenerator<CheckItem, void, undefined> {
  yield judgeName(boards, { system: SYSTEM, what: 'board', wanted, file: FILE });
  const board = findNamed(boards, wanted);
  if (!board) return;
  if (board.isProjectBoard) {
    const hint = `Name a service board in ${FILE}.`;
    yield { system: SYSTEM, name: 'board', ok: false, message: `“${board.name}” is a project board`, hint };
    return;
  }
  const statuses = yield* readTable(`statuses of “${board.name}”`, () => client.boards.listStatuses(board.id));
  if (statuses !== null) yield* checkStatuses(statuses, board.name, settings);
  const on = board.name;
  yield* checkTable('type', () => client.boards.listTypes(board.id), present(settings, 'type'), on);
  yield* checkTable('subtype', () => client.boards.listSubTypes(board.id), present(settings, 'subType'), on);
  yield* checkTable('item', () => client.boards.listItems(board.id), present(settings, 'item'), on);
  yield* checkTable('team', () => client.boards.listTeams(board.id), present(settings, 'team'), on);
}

function* checkStatuses(
  statuses: readonly CwBoardStatus[],
  board: string,
  settings: readonly TicketSettings[],
): Iterable<CheckItem> {
  const judge = (what: string, wanted: NameOrId): CheckItem =>
    judgeName(statuses, { system: SYSTEM, what, on: board, wanted, file: FILE });
  for (const wanted of distinct(settings.map(({ status }) => status.open)))
    yield closing(judge('open status', wanted), statuses, wanted, false);
  for (const wanted of distinct(settings.map(({ status }) => status.closed)))
    yield closing(judge('closed status', wanted), statuses, wanted, true);
  for (const wanted of distinct(settings.map(({ status }) => status.reopened)))
    yield closing(judge('reopened status', wanted), statuses, wanted, false);
  for (const wanted of distinct(
    settings.flatMap(({ status }) => (status.recovered === null ? [] : [status.recovered])),
  ))
    yield judge('recovered status', wanted);
  for (const wanted of distinct(settings.flatMap(({ status }) => status.protected)))
    yield judge('protected status', wanted);
}

/** A closed status that does not close leaves every ticket open for ever, and the other way round. */
function closing(
  item: CheckItem,
  statuses: readonly CwBoardStatus[],
  wanted: NameOrId,
  shouldClose: boolean,
): CheckItem {
  const found = findNamed(statuses, wanted);
  if (!item.ok || !found || found.closes === shouldClose) return item;
  const message = `${item.name} “${found.name}” ${shouldClose ? 'does not close the ticket' : 'closes the ticket'}`;
  const hint = `Name another status in ${FILE}, or change the closed flag of this one in ConnectWise.`;
  return { ...item, ok: false, message, hint };
}

async function* checkTable(
  what: string,
  list: () => AsyncIterable<NamedRecord>,
  wanted: readonly NameOrId[],
  on?: string,
): AsyncGenerator<CheckItem, void, undefined> {
  if (wanted.length === 0) return;
  const records = yield* readTable(`every ${what}`, list);
  if (records === null) return;
  for (const name of distinct(wanted))
    yield judgeName(records, {
      system: SYSTEM,
      what,
      wanted: name,
      file: FILE,
      ...(on === undefined ? {} : { on }),
    });
}

/** Null when it cannot be read, and then the failure is an item. */
async function* readTable<T>(
  what: string,
  list: () => AsyncIterable<T>,
): AsyncGenerator<CheckItem, readonly T[] | null, undefined> {
  let records: readonly T[] = [];
  const read = await tryProbe(SYSTEM, {
    name: what,
    run: async () => {
      records = await collect(list());
      return `may read ${what}`;
    },
    ifForbidden: TABLE_SETUP,
  });
  if (read.ok) return records;
  yield read;
  return null;
}

function groupByBoard(all: readonly TicketSettings[]): ReadonlyMap<NameOrId, readonly TicketSettings[]> {
  const groups = new Map<NameOrId, TicketSettings[]>();
  for (const settings of all) groups.set(settings.board, [...(groups.get(settings.board) ?? []), settings]);
  return groups;
}

function present(
  all: readonly TicketSettings[],
  key: 'type' | 'subType' | 'item' | 'team' | 'source',
): readonly NameOrId[] {
  return all.flatMap((settings) => settings[key] ?? []);
}

function distinct(names: readonly NameOrId[]): readonly NameOrId[] {
  return [...new Set(names)];
}
