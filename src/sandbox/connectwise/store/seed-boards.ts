import type { CwBoardSeed, CwData, CwNamedSeed, CwSeed } from '../connectwise-data';
import { plain, renamed, without, type Plant } from './seed-values';

const LEVELS: readonly CwNamedSeed[] = [
  { id: 1, name: 'Low' },
  { id: 2, name: 'Medium', defaultFlag: true },
  { id: 3, name: 'High' },
];

/** Boards with all that hangs below them, and the other set-up tables of the service desk. */
export function seedBoards(data: CwData, plant: Plant): void {
  plant('board', data.boards, (seed) => ({
    location: data.lookups?.location?.[0]?.id ?? 1,
    department: data.lookups?.department?.[0]?.id ?? 1,
    ...renamed(without(seed, LISTS), { locationId: 'location', departmentId: 'department' }),
  }));
  plant('boardStatus', below(data, 'statuses'), (seed) => ({
    displayOnBoard: true,
    inactive: false,
    closedStatus: false,
    defaultFlag: false,
    escalationStatus: seed['closedStatus'] === true ? 'Resolved' : 'NotResponded',
    ...plain(seed),
  }));
  plant('boardType', below(data, 'types'), (seed) => ({ category: 'Reactive', ...plain(seed) }));
  plant('boardSubType', below(data, 'subTypes'), (seed) => renamed(seed, { typeIds: 'typeAssociationIds' }));
  plant('boardItem', below(data, 'items'), plain);
  plant('boardTeam', below(data, 'teams'), ({ board, ...seed }) => ({
    ...renamed(seed, { teamLeaderId: 'teamLeader', memberIds: 'members' }),
    boardId: board,
  }));
  plant('association', below(data, 'associations'), (seed) =>
    renamed(seed, { typeId: 'type', subTypeId: 'subType', itemId: 'item' }),
  );
  plant('priority', data.priorities, (seed) => ({ sortOrder: seed.id, ...plain(seed) }));
  plant('source', data.sources, plain);
  plant('severity', data.severities ?? LEVELS, (seed) => ({ description: seed.name, ...plain(seed) }));
  plant('impact', data.impacts ?? LEVELS, (seed) => ({ description: seed.name, ...plain(seed) }));
  plant('serviceLocation', data.serviceLocations ?? [], plain);
}

const LISTS = ['statuses', 'types', 'subTypes', 'items', 'teams', 'associations'] as const;
type BoardList = (typeof LISTS)[number];
type BelowBoard = CwSeed & { readonly board: number } & Readonly<Record<string, unknown>>;

function below(data: CwData, list: BoardList): BelowBoard[] {
  return data.boards.flatMap((board: CwBoardSeed) => (board[list] ?? []).map((seed) => ({ ...seed, board: board.id })));
}
