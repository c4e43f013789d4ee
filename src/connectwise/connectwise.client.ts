import { HttpClient } from '../http/http-client';
import type { HttpClientOptions } from '../http/http-client-options';
import type { Clock } from '../kernel/clock';
import { AdditionsApi } from './additions.api';
import { AgreementsApi } from './agreements.api';
import { BoardsApi } from './boards.api';
import { CatalogApi } from './catalog.api';
import { Codebase } from './codebase';
import { CompaniesApi } from './companies.api';
import { ConfigurationsApi } from './configurations.api';
import { connectWiseHttpOptions, connectWiseSecrets, type ConnectWiseOptions } from './connectwise-options';
import { ConnectWiseTransport } from './connectwise-transport';
import { SystemApi } from './system.api';
import { TicketsApi } from './tickets.api';

/** The connector to ConnectWise PSA. It decides nothing; lists end only when complete and throw otherwise. */
export class ConnectWiseClient {
  readonly system: SystemApi;
  readonly companies: CompaniesApi;
  readonly boards: BoardsApi;
  readonly tickets: TicketsApi;
  readonly configurations: ConfigurationsApi;
  readonly agreements: AgreementsApi;
  readonly additions: AdditionsApi;
  readonly catalog: CatalogApi;

  constructor(options: Pick<ConnectWiseOptions, 'url' | 'companyId'>, http: HttpClient, clock: Clock) {
    const codebase = new Codebase(http, clock, options.companyId);
    const transport = new ConnectWiseTransport(http, codebase, new URL(options.url).origin);
    this.system = new SystemApi(transport, codebase);
    this.companies = new CompaniesApi(transport);
    this.boards = new BoardsApi(transport);
    this.tickets = new TicketsApi(transport);
    this.configurations = new ConfigurationsApi(transport);
    this.agreements = new AgreementsApi(transport);
    this.additions = new AdditionsApi(transport);
    this.catalog = new CatalogApi(transport);
  }
}

/** What the process shares; time-out and size limit may be lowered by tests. */
export type ConnectWiseSurroundings = Pick<HttpClientOptions, 'budget' | 'clock' | 'redactor'> &
  Partial<Pick<HttpClientOptions, 'timeoutMs' | 'maxResponseBytes' | 'random'>>;

/** Registers the keys with the redactor, so that no message can show them, and connects everything. */
export function createConnectWiseClient(
  options: ConnectWiseOptions,
  surroundings: ConnectWiseSurroundings,
): ConnectWiseClient {
  for (const secret of connectWiseSecrets(options)) surroundings.redactor.register(secret);
  const http = new HttpClient({ ...connectWiseHttpOptions(options), ...surroundings });
  return new ConnectWiseClient(options, http, surroundings.clock);
}
