import { Module } from '@nestjs/common';
import type { AppConfig } from '../config/app-config';
import { APP_CONFIG, CLOCK, RATE_BUDGET, REDACTOR } from '../config/config.tokens';
import type { RateBudget } from '../http/rate-budget';
import type { Clock } from '../kernel/clock';
import type { Redactor } from '../kernel/redaction';
import { ConnectWiseClient, createConnectWiseClient } from './connectwise.client';

/** Owns the wire to ConnectWise. Decides nothing. */
@Module({
  providers: [
    {
      provide: ConnectWiseClient,
      useFactory: (config: AppConfig, budget: RateBudget, clock: Clock, redactor: Redactor) =>
        createConnectWiseClient(config.connectwise, { budget, clock, redactor }),
      inject: [APP_CONFIG, RATE_BUDGET, CLOCK, REDACTOR],
    },
  ],
  exports: [ConnectWiseClient],
})
export class ConnectWiseModule {}
