import { Module, type DynamicModule } from '@nestjs/common';
import type { AppConfig } from '../../config/app-config';
import { APP_CONFIG, CLOCK, RATE_BUDGET, REDACTOR } from '../../config/config.tokens';
import { ConnectWiseModule } from '../../connectwise/connectwise.module';
import { MemoryRateBudget } from '../../http/memory-rate-budget';
import { ItGlueModule } from '../../itglue/itglue.module';
import type { Clock } from '../../kernel/clock';
import type { Redactor } from '../../kernel/redaction';
import { VspcModule } from '../../vspc/vspc.module';
import { rateLimitsOf } from '../rate-limits';

/** The three connectors without a database: `check` must work before there is one. */
@Module({})
export class ConnectionsModule {
  static forParts(config: AppConfig, clock: Clock, redactor: Redactor): DynamicModule {
    return {
      module: ConnectionsModule,
      global: true,
      imports: [VspcModule, ConnectWiseModule, ItGlueModule],
      providers: [
        { provide: APP_CONFIG, useValue: config },
        { provide: CLOCK, useValue: clock },
        { provide: REDACTOR, useValue: redactor },
        { provide: RATE_BUDGET, useValue: new MemoryRateBudget(clock, rateLimitsOf(config)) },
      ],
      exports: [APP_CONFIG, CLOCK, REDACTOR, RATE_BUDGET],
    };
  }
}
