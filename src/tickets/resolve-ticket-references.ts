import type { ConnectWiseClient } from '../connectwise/connectwise.client';
import { cwCompanyId } from '../kernel/ids';
import { IntegrationError } from '../kernel/integration-error';
import type { TicketReference } from './domain/ticket-effects';

interface Named {
  readonly id: number;
  readonly name: string;
  readonly inactive?: boolean;
}

/** What a name is looked up in: a table of the whole system, or one of the ticket's board. */
export type ReferenceTable =
  'board' | 'status' | 'priority' | 'source' | 'type' | 'subType' | 'item' | 'team' | 'site' | 'contact' | 'agreement';

/** Turns names of the settings into ids of ConnectWise, each table read once; a name that is not there is refused before anything is sent. */
export class TicketReferenceResolver {
  private readonly tables = new Map<string, Promise<readonly Named[]>>();

  constructor(private readonly connectwise: ConnectWiseClient) {}

  /** `scope`: the board of its statuses, types, items and teams, the company of its sites, contacts and agreements. */
  async resolve(table: ReferenceTable, reference: TicketReference, scope: number): Promise<number> {
    const id = await this.find(table, reference, scope);
    if (id !== null) return id;
    throw new IntegrationError({
      system: 'connectwise',
      operation: 'POST /service/tickets',
      kind: 'rejected',
      notDone: true,
      message: `ConnectWise has no ${table} called “${'name' in reference ? reference.name : ''}”. Correct it in mappings/tickets.yaml; vspc-bridge check lists every name.`,
    });
  }

  /** Null when there is none of that name. An active one goes before an inactive one. */
  async find(table: ReferenceTable, reference: TicketReference, scope: number): Promise<number | null> {
    if ('id' in reference) return reference.id;
    const wanted = reference.name.trim().toLowerCase();
    const named = (await this.load(table, scope)).filter((entry) => entry.name.trim().toLowerCase() === wanted);
    return (named.find((entry) => entry.inactive !== true) ?? named[0])?.id ?? null;
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
    const { agreements, boards, companies } = this.connectwise;
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
        return companies.listSites(cwCompanyId(scope));
      case 'contact':
        return companies.listContacts(cwCompanyId(scope));
      case 'agreement':
        return agreements.listByCompany(cwCompanyId(scope));
    }
  }
}

async function collect(items: AsyncIterable<Named>): Promise<readonly Named[]> {
  const all: Named[] = [];
  for await (const item of items) all.push(item);
  return all;
}
