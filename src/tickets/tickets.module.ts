import { Module } from '@nestjs/common';
import type { AppConfig, Mappings } from '../config/app-config';
import { APP_CONFIG, MAPPINGS } from '../config/config.tokens';
import { ConnectWiseClient } from '../connectwise/connectwise.client';
import { ConnectWiseModule } from '../connectwise/connectwise.module';
import { SourceRepository } from '../persistence/engine/source.repository';
import { CompanyLinkRepository } from '../persistence/mapping/company-link.repository';
import { IncidentRepository } from '../persistence/tickets/incident.repository';
import { JobResultRepository } from '../persistence/tickets/job-result.repository';
import { KeptReadRepository } from '../persistence/tickets/kept-read.repository';
import { SubjectSightRepository } from '../persistence/tickets/subject-sight.repository';
import { VspcConnectors } from '../vspc/vspc-connectors';
import { VspcModule } from '../vspc/vspc.module';
import { ConnectWiseFactsReader } from './connectwise-facts.reader';
import { KeptSources } from './kept-sources';
import type { NameOrId, TicketsMapping } from './domain/ticket-settings';
import { TicketsApplier } from './tickets.applier';
import { TicketsLookUp } from './tickets.look-up';
import { TicketsObserver, type TicketsSettings } from './tickets.observer';
import { TicketsReconciler } from './tickets.reconciler';
import { VspcFactsReader } from './vspc-facts.reader';

const TICKETS_SETTINGS = Symbol('TicketsSettings');

/**
 * Owns the incident ledger and the tickets that carry its mark. Must never touch a ticket without that mark, nor undo
 * what a person did. Decision tables: domain/plan-tickets.ts and the files that it names.
 */
@Module({
  imports: [VspcModule, ConnectWiseModule],
  providers: [
    {
      provide: KeptSources,
      useFactory: (kept: KeptReadRepository) => new KeptSources(kept),
      inject: [KeptReadRepository],
    },
    {
      provide: VspcFactsReader,
      useFactory: (
        config: AppConfig,
        vspc: VspcConnectors,
        results: JobResultRepository,
        sights: SubjectSightRepository,
        kept: KeptSources,
      ) => new VspcFactsReader(vspc, config.vspc, config.connectwise.providerCompany, { results, sights, kept }),
      inject: [APP_CONFIG, VspcConnectors, JobResultRepository, SubjectSightRepository, KeptSources],
    },
    {
      provide: ConnectWiseFactsReader,
      useFactory: (config: AppConfig, mappings: Mappings, client: ConnectWiseClient, sources: SourceRepository) =>
        new ConnectWiseFactsReader(client, sources, {
          boards: boardsOf(mappings.tickets),
          providerCompany: config.connectwise.providerCompany,
        }),
      inject: [APP_CONFIG, MAPPINGS, ConnectWiseClient, SourceRepository],
    },
    {
      provide: TICKETS_SETTINGS,
      useFactory: ({ installation, timezone }: AppConfig, { tickets }: Mappings): TicketsSettings => ({
        installation,
        timezone,
        mapping: tickets,
      }),
      inject: [APP_CONFIG, MAPPINGS],
    },
    {
      provide: TicketsObserver,
      useFactory: (
        settings: TicketsSettings,
        vspc: VspcFactsReader,
        connectwise: ConnectWiseFactsReader,
        incidents: IncidentRepository,
        links: CompanyLinkRepository,
      ) => new TicketsObserver(settings, vspc, connectwise, { incidents, links }),
      inject: [TICKETS_SETTINGS, VspcFactsReader, ConnectWiseFactsReader, IncidentRepository, CompanyLinkRepository],
    },
    {
      provide: TicketsReconciler,
      useFactory: (observer: TicketsObserver, client: ConnectWiseClient, incidents: IncidentRepository) =>
        new TicketsReconciler(
          observer,
          new TicketsApplier(client, incidents),
          new TicketsLookUp(client, incidents),
          incidents,
        ),
      inject: [TicketsObserver, ConnectWiseClient, IncidentRepository],
    },
  ],
  exports: [TicketsReconciler],
})
export class TicketsModule {}

/** Every board that the defaults or a rule name. */
function boardsOf({ defaults, rules }: TicketsMapping): NameOrId[] {
  const named = rules.flatMap((rule) => (rule.set.board === undefined ? [] : [rule.set.board]));
  return [...new Set([defaults.board, ...named])];
}
