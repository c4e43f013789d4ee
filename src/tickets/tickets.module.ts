import { Module } from '@nestjs/common';
import type { AppConfig, Mappings } from '../config/app-config';
import { APP_CONFIG, MAPPINGS } from '../config/config.tokens';
import { ConnectWiseClient } from '../connectwise/connectwise.client';
import { ConnectWiseModule } from '../connectwise/connectwise.module';
import { ProblemRepository } from '../persistence/engine/problem.repository';
import { SourceRepository } from '../persistence/engine/source.repository';
import { CompanyLinkRepository } from '../persistence/mapping/company-link.repository';
import { ActivityRepository } from '../persistence/tickets/activity.repository';
import { IncidentRepository } from '../persistence/tickets/incident.repository';
import { JobResultRepository } from '../persistence/tickets/job-result.repository';
import { KeptReadRepository } from '../persistence/tickets/kept-read.repository';
import { SubjectSightRepository } from '../persistence/tickets/subject-sight.repository';
import { VspcConnectors } from '../vspc/vspc-connectors';
import { VspcModule } from '../vspc/vspc.module';
import { ActivityLogReader } from './activity-log.reader';
import { ConnectWiseFactsReader } from './connectwise-facts.reader';
import { KeptSources } from './kept-sources';
import type { NameOrId, TicketsMapping } from './domain/ticket-settings';
import { templateTexts } from './template-texts';
import { TicketsApplier } from './tickets.applier';
import { TicketsLookUp } from './tickets.look-up';
import { TicketsObserver, type LocalFacts, type TicketsSettings } from './tickets.observer';
import { TicketsReconciler } from './tickets.reconciler';
import { VspcFactsReader, type VspcMemory } from './vspc-facts.reader';

const TICKETS_SETTINGS = Symbol('TicketsSettings');
const CATALOG_NAMES = Symbol('CatalogNames');
const LOCAL_FACTS = Symbol('LocalFacts');
const VSPC_MEMORY = Symbol('VspcMemory');

/** Their list needs an administrator's role in VSPC. */
function namesReseller({ rules, silences }: TicketsMapping): boolean {
  return [...rules, ...silences].some(({ match }) => match.reseller !== undefined);
}

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
      useFactory: (config: AppConfig, { tickets }: Mappings, vspc: VspcConnectors, memory: VspcMemory) =>
        new VspcFactsReader(
          vspc,
          config.vspc,
          { providerName: config.connectwise.providerCompany, withResellers: namesReseller(tickets) },
          memory,
        ),
      inject: [APP_CONFIG, MAPPINGS, VspcConnectors, VSPC_MEMORY],
    },
    {
      provide: VSPC_MEMORY,
      useFactory: (results: JobResultRepository, sights: SubjectSightRepository, kept: KeptSources): VspcMemory => ({
        results,
        sights,
        kept,
      }),
      inject: [JobResultRepository, SubjectSightRepository, KeptSources],
    },
    {
      provide: ActivityLogReader,
      useFactory: (config: AppConfig, vspc: VspcConnectors, activities: ActivityRepository) =>
        new ActivityLogReader(vspc, config.vspc, activities),
      inject: [APP_CONFIG, VspcConnectors, ActivityRepository],
    },
    {
      provide: ConnectWiseFactsReader,
      useFactory: (names: CatalogNames, client: ConnectWiseClient, sources: SourceRepository, kept: KeptSources) =>
        new ConnectWiseFactsReader(client, sources, kept, names),
      inject: [CATALOG_NAMES, ConnectWiseClient, SourceRepository, KeptSources],
    },
    {
      provide: CATALOG_NAMES,
      useFactory: (config: AppConfig, { tickets }: Mappings): CatalogNames => ({
        ...namesOf(tickets),
        providerCompany: config.connectwise.providerCompany,
      }),
      inject: [APP_CONFIG, MAPPINGS],
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
        local: LocalFacts,
        activities: ActivityLogReader,
      ) => new TicketsObserver(settings, vspc, connectwise, local, activities),
      inject: [TICKETS_SETTINGS, VspcFactsReader, ConnectWiseFactsReader, LOCAL_FACTS, ActivityLogReader],
    },
    {
      provide: LOCAL_FACTS,
      useFactory: (
        incidents: IncidentRepository,
        links: CompanyLinkRepository,
        problems: ProblemRepository,
      ): LocalFacts => ({ incidents, links, problems }),
      inject: [IncidentRepository, CompanyLinkRepository, ProblemRepository],
    },
    {
      provide: TicketsReconciler,
      useFactory: (
        settings: TicketsSettings,
        observer: TicketsObserver,
        facts: ConnectWiseFactsReader,
        client: ConnectWiseClient,
        incidents: IncidentRepository,
      ) => {
        const applier = new TicketsApplier(client, incidents);
        const finder = new TicketsLookUp(client, incidents);
        const texts = templateTexts(settings.mapping.templates);
        return new TicketsReconciler({ observer, applier, finder, texts }, facts, incidents);
      },
      inject: [TICKETS_SETTINGS, TicketsObserver, ConnectWiseFactsReader, ConnectWiseClient, IncidentRepository],
    },
  ],
  exports: [TicketsReconciler],
})
export class TicketsModule {}

type CatalogNames = ConstructorParameters<typeof ConnectWiseFactsReader>[3];

/** Every board and priority that the defaults or a rule name. */
function namesOf({ defaults, rules }: TicketsMapping): Omit<CatalogNames, 'providerCompany'> {
  const named = (key: 'board' | 'priority'): NameOrId[] => [
    ...new Set([defaults[key], ...rules.flatMap((rule) => rule.set[key] ?? [])]),
  ];
  return { boards: named('board'), priorities: named('priority') };
}
