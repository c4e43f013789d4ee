import { Module } from '@nestjs/common';
import type { Mappings } from '../config/app-config';
import { CLOCK, MAPPINGS } from '../config/config.tokens';
import { ConnectWiseClient } from '../connectwise/connectwise.client';
import { ConnectWiseModule } from '../connectwise/connectwise.module';
import { ItGlueConnection } from '../itglue/itglue-connection';
import { ItGlueModule } from '../itglue/itglue.module';
import { SourceRepository } from '../persistence/engine/source.repository';
import { CompanyLinkRepository } from '../persistence/mapping/company-link.repository';
import { VspcConnectors } from '../vspc/vspc-connectors';
import { VspcModule } from '../vspc/vspc.module';
import type { Clock } from '../kernel/clock';
import { AliveReader } from './alive.reader';
import { CompanyDesk } from './company-desk';
import { CompanyListsReader } from './company-lists.reader';
import { MappingObserver } from './mapping.observer';
import { MappingReconciler } from './mapping.reconciler';

/**
 * Owns CompanyLink: which VSPC company is which ConnectWise company and which IT Glue organization, since when and by
 * what. Writes to no remote system. Decision tables: domain/claim-link.ts, find-candidates.ts, match-companies.ts,
 * place-organization.ts, judge-health.ts, choose-action.ts, plan-mapping.ts.
 */
@Module({
  imports: [VspcModule, ConnectWiseModule, ItGlueModule],
  providers: [
    {
      provide: CompanyListsReader,
      useFactory: (vspc: VspcConnectors, connectwise: ConnectWiseClient, itglue: ItGlueConnection) =>
        new CompanyListsReader(vspc, connectwise, itglue),
      inject: [VspcConnectors, ConnectWiseClient, ItGlueConnection],
    },
    {
      provide: CompanyDesk,
      useFactory: (mappings: Mappings, lists: CompanyListsReader, links: CompanyLinkRepository, clock: Clock) =>
        new CompanyDesk({ settings: mappings.companies, lists, links, clock }),
      inject: [MAPPINGS, CompanyListsReader, CompanyLinkRepository, CLOCK],
    },
    {
      provide: MappingReconciler,
      useFactory: (
        mappings: Mappings,
        lists: CompanyListsReader,
        vspc: VspcConnectors,
        links: CompanyLinkRepository,
        sources: SourceRepository,
      ) => {
        const alive = new AliveReader(vspc);
        return new MappingReconciler(new MappingObserver(mappings.companies, lists, alive, { links, sources }), links);
      },
      inject: [MAPPINGS, CompanyListsReader, VspcConnectors, CompanyLinkRepository, SourceRepository],
    },
  ],
  exports: [MappingReconciler, CompanyDesk],
})
export class MappingModule {}
