import { Module, type DynamicModule } from '@nestjs/common';
import { BillingModule } from './billing/billing.module';
import { BillingReconciler } from './billing/billing.reconciler';
import { VeeamPluginWatch } from './coexistence/veeam-plugin.watch';
import type { AppConfig, Mappings } from './config/app-config';
import { APP_CONFIG, CLOCK, MAPPINGS, RATE_BUDGET, REDACTOR } from './config/config.tokens';
import { ConnectWiseClient } from './connectwise/connectwise.client';
import { ConnectWiseModule } from './connectwise/connectwise.module';
import { DocumentationModule } from './documentation/documentation.module';
import { DocumentationReconciler } from './documentation/documentation.reconciler';
import type { RateBudget } from './http/rate-budget';
import { ItGlueModule } from './itglue/itglue.module';
import type { Clock } from './kernel/clock';
import type { Redactor } from './kernel/redaction';
import { MappingModule } from './mapping/mapping.module';
import { MappingReconciler } from './mapping/mapping.reconciler';
import { Database } from './persistence/database';
import { PersistenceModule } from './persistence/persistence.module';
import { KeptReadRepository } from './persistence/tickets/kept-read.repository';
import { buildRunner } from './reconciliation/build-runner';
import type { EngineHooks } from './reconciliation/engine-hooks';
import { engineSettingsOf } from './reconciliation/engine-settings-of';
import type { PolicyWatch } from './reconciliation/policy-watch';
import type { Reconciler } from './reconciliation/reconciler';
import { Runner } from './reconciliation/runner';
import { TicketsModule } from './tickets/tickets.module';
import { TicketsReconciler } from './tickets/tickets.reconciler';
import { VspcModule } from './vspc/vspc.module';

/** Everything that the process has to bring along. */
export interface BridgeParts {
  readonly config: AppConfig;
  readonly mappings: Mappings;
  readonly clock: Clock;
  readonly redactor: Redactor;
  readonly budget: RateBudget;
  readonly database: Database;
  readonly hooks?: EngineHooks;
}

const RECONCILERS = [MappingReconciler, TicketsReconciler, BillingReconciler, DocumentationReconciler] as const;

/** The composition root: the only module that knows every other one. */
@Module({})
export class AppModule {
  static forParts(parts: BridgeParts): DynamicModule {
    return {
      module: AppModule,
      global: true,
      imports: [
        PersistenceModule.forDatabase(parts.database),
        VspcModule,
        ConnectWiseModule,
        ItGlueModule,
        MappingModule,
        TicketsModule,
        DocumentationModule,
        BillingModule,
      ],
      providers: [
        { provide: APP_CONFIG, useValue: parts.config },
        { provide: MAPPINGS, useValue: parts.mappings },
        { provide: CLOCK, useValue: parts.clock },
        { provide: REDACTOR, useValue: parts.redactor },
        { provide: RATE_BUDGET, useValue: parts.budget },
        {
          provide: Runner,
          useFactory: (connectwise: ConnectWiseClient, kept: KeptReadRepository, ...reconcilers: Reconciler[]) =>
            runnerOf(parts, reconcilers, new VeeamPluginWatch(parts.config.coexistence, connectwise, kept)),
          inject: [ConnectWiseClient, KeptReadRepository, ...RECONCILERS],
        },
      ],
      exports: [APP_CONFIG, MAPPINGS, CLOCK, REDACTOR, RATE_BUDGET, Runner],
    };
  }
}

function runnerOf(parts: BridgeParts, reconcilers: readonly Reconciler[], watch: PolicyWatch): Runner {
  const { database, clock, config, hooks } = parts;
  const settings = engineSettingsOf(config);
  return buildRunner({ database, clock, settings, reconcilers, watch, ...(hooks ? { hooks } : {}) });
}
