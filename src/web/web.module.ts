import { Module, type DynamicModule, type MiddlewareConsumer, type NestModule } from '@nestjs/common';
import type { AppConfig } from '../config/app-config';
import { APP_CONFIG, CLOCK } from '../config/config.tokens';
import type { Clock } from '../kernel/clock';
import { JournalRepository } from '../persistence/engine/journal.repository';
import { ProblemRepository } from '../persistence/engine/problem.repository';
import { RunRepository } from '../persistence/engine/run.repository';
import { PassScheduler } from '../scheduling/pass-scheduler';
import { SchedulingModule } from '../scheduling/scheduling.module';
import { Metrics } from './metrics';
import { Readiness } from './readiness';
import { securityHeaders } from './security-headers';
import { StatusReader } from './status-reader';
import { WebController } from './web.controller';

/** Owns the HTTP answers of a service: health, metrics and a page to look at. Changes nothing and starts nothing. */
@Module({})
export class WebModule implements NestModule {
  static withMetrics(metrics: Metrics): DynamicModule {
    return {
      module: WebModule,
      imports: [SchedulingModule],
      controllers: [WebController],
      providers: [
        { provide: Metrics, useValue: metrics },
        {
          provide: Readiness,
          useFactory: (config: AppConfig, clock: Clock, runs: RunRepository) => new Readiness(config, clock, runs),
          inject: [APP_CONFIG, CLOCK, RunRepository],
        },
        {
          provide: StatusReader,
          useFactory: (
            config: AppConfig,
            scheduler: PassScheduler,
            runs: RunRepository,
            problems: ProblemRepository,
            journal: JournalRepository,
          ) => new StatusReader(config, scheduler, runs, problems, journal),
          inject: [APP_CONFIG, PassScheduler, RunRepository, ProblemRepository, JournalRepository],
        },
      ],
    };
  }

  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(securityHeaders).forRoutes('{*path}');
  }
}
