import { Module } from '@nestjs/common';
import type { AppConfig, Mappings } from '../config/app-config';
import { APP_CONFIG, CLOCK, MAPPINGS } from '../config/config.tokens';
import { ticketUrl } from '../connectwise/ticket-url';
import { ItGlueConnection } from '../itglue/itglue-connection';
import { ItGlueModule } from '../itglue/itglue.module';
import type { Clock } from '../kernel/clock';
import { BillingLineRepository } from '../persistence/billing/billing-line.repository';
import { PageRepository } from '../persistence/documentation/page.repository';
import { SourceRepository } from '../persistence/engine/source.repository';
import { CompanyLinkRepository } from '../persistence/mapping/company-link.repository';
import { IncidentRepository } from '../persistence/tickets/incident.repository';
import { JobResultRepository } from '../persistence/tickets/job-result.repository';
import { KeptReadRepository } from '../persistence/tickets/kept-read.repository';
import { VspcConnectors } from '../vspc/vspc-connectors';
import { VspcModule } from '../vspc/vspc.module';
import { DocumentationDesk } from './documentation-desk';
import { DocumentationApplier } from './documentation.applier';
import { DocumentationLookUp } from './documentation.look-up';
import { DocumentationObserver, type DocumentationOptions } from './documentation.observer';
import { DocumentationReconciler } from './documentation.reconciler';
import { ItGluePagesReader } from './itglue-pages.reader';

/**
 * Owns one page per linked IT Glue organization. Must never change a trait that is not named in `fields`, nor an asset
 * without our Source Key that no operator has adopted. Decision tables: domain/plan-page.ts, plan-asset-type.ts,
 * judge-write.ts, overall-status.ts.
 */
@Module({
  imports: [VspcModule, ItGlueModule],
  providers: [
    {
      provide: ItGluePagesReader,
      useFactory: (itglue: ItGlueConnection, { documentation }: Mappings, clock: Clock) =>
        new ItGluePagesReader(itglue, documentation.assetType, clock),
      inject: [ItGlueConnection, MAPPINGS, CLOCK],
    },
    {
      provide: DocumentationObserver,
      useFactory: (
        config: AppConfig,
        mappings: Mappings,
        vspc: VspcConnectors,
        itglue: ItGluePagesReader,
        ...[links, pages, incidents, results, billing, kept]: Repositories
      ) =>
        new DocumentationObserver(optionsOf(config, mappings), vspc, itglue, {
          links,
          pages,
          incidents,
          results,
          billing,
          kept,
        }),
      inject: [
        APP_CONFIG,
        MAPPINGS,
        VspcConnectors,
        ItGluePagesReader,
        CompanyLinkRepository,
        PageRepository,
        IncidentRepository,
        JobResultRepository,
        BillingLineRepository,
        KeptReadRepository,
      ],
    },
    {
      provide: DocumentationReconciler,
      useFactory: (observer: DocumentationObserver, itglue: ItGluePagesReader, pages: PageRepository, clock: Clock) =>
        new DocumentationReconciler(
          observer,
          new DocumentationApplier(itglue, pages, clock),
          new DocumentationLookUp(itglue),
          pages,
        ),
      inject: [DocumentationObserver, ItGluePagesReader, PageRepository, CLOCK],
    },
    {
      provide: DocumentationDesk,
      useFactory: (
        { documentation: settings }: Mappings,
        clock: Clock,
        observer: DocumentationObserver,
        itglue: ItGluePagesReader,
        ...[pages, sources]: [PageRepository, SourceRepository]
      ) => new DocumentationDesk({ observer, itglue, pages, sources, settings, clock }),
      inject: [MAPPINGS, CLOCK, DocumentationObserver, ItGluePagesReader, PageRepository, SourceRepository],
    },
  ],
  exports: [DocumentationReconciler, DocumentationDesk],
})
export class DocumentationModule {}

type Repositories = [
  CompanyLinkRepository,
  PageRepository,
  IncidentRepository,
  JobResultRepository,
  BillingLineRepository,
  KeptReadRepository,
];

function optionsOf(config: AppConfig, mappings: Mappings): DocumentationOptions {
  const { installation, timezone, connectwise, streams } = config;
  return {
    installation,
    timezone,
    settings: mappings.documentation,
    createLimit: streams.documentation.limits.create ?? null,
    connections: config.vspc,
    providerName: connectwise.providerCompany,
    hasLedger: streams.tickets.policy !== 'off',
    rpoMs: mappings.tickets.defaults.rpoMs,
    products: new Map(mappings.products.lines.map((line) => [line.name, line.product])),
    linkToTicket: (ticketId) => ticketUrl(connectwise, ticketId),
  };
}
