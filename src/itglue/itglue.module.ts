import { Module } from '@nestjs/common';
import type { AppConfig } from '../config/app-config';
import { APP_CONFIG, CLOCK, RATE_BUDGET, REDACTOR } from '../config/config.tokens';
import type { RateBudget } from '../http/rate-budget';
import type { Clock } from '../kernel/clock';
import type { Redactor } from '../kernel/redaction';
import { ItGlueConnection } from './itglue-connection';
import { createItGlueClient } from './itglue.client';

/** Owns the wire to IT Glue. Decides nothing. */
@Module({
  providers: [
    {
      provide: ItGlueConnection,
      useFactory: ({ itglue }: AppConfig, budget: RateBudget, clock: Clock, redactor: Redactor) =>
        new ItGlueConnection(itglue && createItGlueClient(itglue, { budget, clock, redactor })),
      inject: [APP_CONFIG, RATE_BUDGET, CLOCK, REDACTOR],
    },
  ],
  exports: [ItGlueConnection],
})
export class ItGlueModule {}
