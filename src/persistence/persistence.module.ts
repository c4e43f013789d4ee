import { Global, Module, type DynamicModule } from '@nestjs/common';
import { BillingLineRepository } from './billing/billing-line.repository';
import { UsageSampleRepository } from './billing/usage-sample.repository';
import { Database } from './database';
import { PageRepository } from './documentation/page.repository';
import { JournalRepository } from './engine/journal.repository';
import { LockRepository } from './engine/lock.repository';
import { ProblemRepository } from './engine/problem.repository';
import { RunRepository } from './engine/run.repository';
import { SourceRepository } from './engine/source.repository';
import { CompanyLinkRepository } from './mapping/company-link.repository';
import { ActivityRepository } from './tickets/activity.repository';
import { IncidentRepository } from './tickets/incident.repository';
import { JobResultRepository } from './tickets/job-result.repository';
import { KeptReadRepository } from './tickets/kept-read.repository';
import { SubjectSightRepository } from './tickets/subject-sight.repository';

const REPOSITORIES = [
  JournalRepository,
  LockRepository,
  ProblemRepository,
  RunRepository,
  SourceRepository,
  CompanyLinkRepository,
  ActivityRepository,
  IncidentRepository,
  JobResultRepository,
  KeptReadRepository,
  SubjectSightRepository,
  PageRepository,
  BillingLineRepository,
  UsageSampleRepository,
] as const;

/**
 * Owns the connection, the schema and every repository. Nothing else may speak SQL, and nothing here may wait for a
 * remote system inside a unit of work.
 */
@Global()
@Module({})
export class PersistenceModule {
  static forDatabase(database: Database): DynamicModule {
    return {
      module: PersistenceModule,
      providers: [
        { provide: Database, useValue: database },
        ...REPOSITORIES.map((repository) => ({
          provide: repository,
          useFactory: (opened: Database) => new repository(opened),
          inject: [Database],
        })),
      ],
      exports: [Database, ...REPOSITORIES],
    };
  }
}
