import type { ConnectWiseClient } from '../connectwise/connectwise.client';
import { IntegrationError } from '../kernel/integration-error';
import type { TicketReference } from './domain/ticket-effects';

interface Named {
  readonly id: number;
  readonly name: string;
}

/** What a name is looked up in: a table of the whole system, or one of the ticket's board. */
export type ReferenceTable = 'board' | 'status' | 'priority' | 'source' | 'type' | 'subType' | 'item' | 'team' | 'site';

/** Turns names of the settings into ids of ConnectWise, each table read once; a name that is not there is refused before anything is sent. */
export class TicketReferenceResolver {
  private readonly tables = new Map<string, Promise<readonly Named[]>>();

  constructor(private readonly connectwise: ConnectWiseClient) {}

  /** `scope`: the board of its statuses, types, items and teams, the company of its sites. */
  async resolve(table: ReferenceTable, reference: TicketReference, scope: number): Promise<number> {
    if ('id' in reference) return reference.id;
    const wanted = reference.name.trim().toLowerCase();
    const entries = await this.load(table, scope);
    const found = entries.find((entry) => entry.name.trim().toLowerCase() === wanted);
    if (found) return found.id;
    throw new IntegrationError({
      system: 'connectwise',
      operation: 'POST /service/tickets',
      kind: 'rejected',
      notDone: true,
      message: `ConnectWise has no ${table} called “${reference.name}”. Correct it in mappings/tickets.yaml; vspc-bridge check lists every name.`,
    });
  }

  private load(table: ReferenceTable, scope: number): Promise<readonly Named[]> {
    const key = `${table}/${scope}`;
    const known = this.tables.get(key);
    if (known) return known;
    const loading = collect(this.list(table, scope));
    this.tables.set(key, loading);
    loading.catch(() => this.tables.delete(key));
    return loading;
  }

  private list(table: ReferenceTable, scope: number): AsyncIterable<Named> {
    const { boards, companies } = this.connectwise;
    switch (table) {
      case 'board':
        return boards.list();
      case 'priority':
        return boards.listPriorities();
      case 'source':
        return boards.listSources();
      case 'status':
        return boards.listStatuses(scope);
      case 'type':
        return boards.listTypes(scope);
      case 'subType':
        return boards.listSubTypes(scope);
      case 'item':
        return boards.listItems(scope);
      case 'team':
        return boards.listTeams(scope);
      case 'site':
        return companies.listSites(scope as Parameters<typeof companies.listSites>[0]);
    }
  }
}

async function collect(items: AsyncIterable<Named>): Promise<readonly Named[]> {
  const all: Named[] = [];
  for await (const item of items) all.push({ id: item.id, name: item.name });
  return all;
}
