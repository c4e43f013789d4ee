import { Module } from '@nestjs/common';
import type { Mappings } from '../config/app-config';
import { CLOCK, MAPPINGS } from '../config/config.tokens';
import { ConnectWiseClient } from '../connectwise/connectwise.client';
import { ConnectWiseModule } from '../connectwise/connectwise.module';
import type { Clock } from '../kernel/clock';
import { BillingLineRepository } from '../persistence/billing/billing-line.repository';
import { UsageSampleRepository } from '../persistence/billing/usage-sample.repository';
import { SourceRepository } from '../persistence/engine/source.repository';
import { CompanyLinkRepository } from '../persistence/mapping/company-link.repository';
import { VspcConnectors } from '../vspc/vspc-connectors';
import { VspcModule } from '../vspc/vspc.module';
import { BillingDesk } from './billing-desk';
import { BillingApplier } from './billing.applier';
import { BillingLookUp } from './billing.look-up';
import { BillingObserver } from './billing.observer';
import { BillingReconciler } from './billing.reconciler';
import { UsageReader } from './usage.reader';

/**
 * Owns usage samples, closed periods, and the quantities of the additions that it created or was given. Must never touch
 * any other addition, nor write past a guard without a person's word. Decision tables: domain/judge-line.ts and the
 * files that it names.
 */
@Module({
  imports: [VspcModule, ConnectWiseModule],
  providers: [
    {
      provide: BillingObserver,
      useFactory: (
        mappings: Mappings,
        vspc: VspcConnectors,
        client: ConnectWiseClient,
        samples: UsageSampleRepository,
        local: { lines: BillingLineRepository; links: CompanyLinkRepository },
      ) =>
        new BillingObserver(
          { products: mappings.products, companies: mappings.companies, connections: vspc.names },
          client,
          new UsageReader(vspc, samples),
          local,
        ),
      inject: [MAPPINGS, VspcConnectors, ConnectWiseClient, UsageSampleRepository, 'BillingTables'],
    },
    {
      provide: 'BillingTables',
      useFactory: (lines: BillingLineRepository, links: CompanyLinkRepository) => ({ lines, links }),
      inject: [BillingLineRepository, CompanyLinkRepository],
    },
    {
      provide: BillingReconciler,
      useFactory: (observer: BillingObserver, client: ConnectWiseClient, lines: BillingLineRepository) =>
        new BillingReconciler(observer, new BillingApplier(client), new BillingLookUp(client), lines),
      inject: [BillingObserver, ConnectWiseClient, BillingLineRepository],
    },
    {
      provide: BillingDesk,
      useFactory: (observer: BillingObserver, lines: BillingLineRepository, sources: SourceRepository, clock: Clock) =>
        new BillingDesk(observer, lines, sources, clock),
      inject: [BillingObserver, BillingLineRepository, SourceRepository, CLOCK],
    },
  ],
  exports: [BillingReconciler, BillingDesk],
})
export class BillingModule {}
