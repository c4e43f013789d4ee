import { Module } from '@nestjs/common';
import type { Mappings } from '../config/app-config';
import { CLOCK, MAPPINGS } from '../config/config.tokens';
import { ConnectWiseClient } from '../connectwise/connectwise.client';
import { ConnectWiseModule } from '../connectwise/connectwise.module';
import type { Clock } from '../kernel/clock';
import { BillingLineRepository } from '../persistence/billing/billing-line.repository';
import { UsageSampleRepository } from '../persistence/billing/usage-sample.repository';
import { JournalRepository } from '../persistence/engine/journal.repository';
import { RunRepository } from '../persistence/engine/run.repository';
import { SourceRepository } from '../persistence/engine/source.repository';
import { CompanyLinkRepository } from '../persistence/mapping/company-link.repository';
import { VspcConnectors } from '../vspc/vspc-connectors';
import { VspcModule } from '../vspc/vspc.module';
import { BillingDesk } from './billing-desk';
import { BillingEvaluator } from './billing.evaluator';
import { BillingReports } from './billing.reports';
import { BillingRollback } from './billing.rollback';
import { BillingApplier } from './billing.applier';
import { BillingLookUp } from './billing.look-up';
import { BillingObserver } from './billing.observer';
import { BillingReconciler } from './billing.reconciler';
import { UsageReader } from './usage.reader';

interface BillingTables {
  readonly lines: BillingLineRepository;
  readonly links: CompanyLinkRepository;
  readonly samples: UsageSampleRepository;
  readonly journal: JournalRepository;
  readonly runs: RunRepository;
}

const TABLES = Symbol('tables of billing');

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
      useFactory: (mappings: Mappings, vspc: VspcConnectors, client: ConnectWiseClient, tables: BillingTables) =>
        new BillingObserver(
          { products: mappings.products, companies: mappings.companies, connections: vspc.names },
          client,
          new UsageReader(vspc, tables.samples),
          tables,
        ),
      inject: [MAPPINGS, VspcConnectors, ConnectWiseClient, TABLES],
    },
    {
      provide: TABLES,
      useFactory: (
        lines: BillingLineRepository,
        links: CompanyLinkRepository,
        samples: UsageSampleRepository,
        journal: JournalRepository,
        runs: RunRepository,
      ): BillingTables => ({ lines, links, samples, journal, runs }),
      inject: [BillingLineRepository, CompanyLinkRepository, UsageSampleRepository, JournalRepository, RunRepository],
    },
    {
      provide: BillingReconciler,
      useFactory: (observer: BillingObserver, client: ConnectWiseClient, lines: BillingLineRepository) =>
        new BillingReconciler(observer, new BillingApplier(client), new BillingLookUp(client), lines),
      inject: [BillingObserver, ConnectWiseClient, BillingLineRepository],
    },
    {
      provide: BillingEvaluator,
      useFactory: (observer: BillingObserver, sources: SourceRepository, clock: Clock) =>
        new BillingEvaluator(observer, sources, clock),
      inject: [BillingObserver, SourceRepository, CLOCK],
    },
    {
      provide: BillingReports,
      useFactory: (
        mappings: Mappings,
        vspc: VspcConnectors,
        evaluator: BillingEvaluator,
        tables: BillingTables,
        clock: Clock,
      ) => new BillingReports(mappings.products, vspc, evaluator, tables, clock),
      inject: [MAPPINGS, VspcConnectors, BillingEvaluator, TABLES, CLOCK],
    },
    {
      provide: BillingDesk,
      useFactory: (
        evaluator: BillingEvaluator,
        reports: BillingReports,
        { lines, journal, runs }: BillingTables,
        clock: Clock,
      ) => {
        const rollbacks = new BillingRollback(journal, lines, clock);
        return new BillingDesk({ evaluator, reports, rollbacks, lines, runs, clock });
      },
      inject: [BillingEvaluator, BillingReports, TABLES, CLOCK],
    },
  ],
  exports: [BillingReconciler, BillingDesk],
})
export class BillingModule {}
