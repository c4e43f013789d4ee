import type { MigrationInterface } from 'typeorm';
import { BILLING_ENTITIES } from './billing/billing.entities';
import { DOCUMENTATION_ENTITIES } from './documentation/documentation.entities';
import { ENGINE_ENTITIES } from './engine/engine.entities';
import { MAPPING_ENTITIES } from './mapping/mapping.entities';
import { Engine1764000000000 } from './migrations/1764000000000-engine';
import { Mapping1764000100000 } from './migrations/1764000100000-mapping';
import { Tickets1764000200000 } from './migrations/1764000200000-tickets';
import { Billing1764000300000 } from './migrations/1764000300000-billing';
import { Documentation1764000400000 } from './migrations/1764000400000-documentation';
import { KeptReads1764000500000 } from './migrations/1764000500000-kept-reads';
import { RateBudgetPause1764000600000 } from './migrations/1764000600000-rate-budget-pause';
import { ActivityLog1764000700000 } from './migrations/1764000700000-activity-log';
import { PageRevision1764000800000 } from './migrations/1764000800000-page-revision';
import { TICKETS_ENTITIES } from './tickets/tickets.entities';

/** Every entity and, in order, every migration. One history for both databases; nothing is ever edited in it. */
export const ENTITIES = [
  ...ENGINE_ENTITIES,
  ...MAPPING_ENTITIES,
  ...TICKETS_ENTITIES,
  ...BILLING_ENTITIES,
  ...DOCUMENTATION_ENTITIES,
];

export const MIGRATIONS: (new () => MigrationInterface)[] = [
  Engine1764000000000,
  Mapping1764000100000,
  Tickets1764000200000,
  Billing1764000300000,
  Documentation1764000400000,
  KeptReads1764000500000,
  RateBudgetPause1764000600000,
  ActivityLog1764000700000,
  PageRevision1764000800000,
];
