import type { JsonObject, JsonValue } from '../../kernel/json';
import { renderRecord } from './render-record';
import { renderTicketTree } from './routes/ticket-routes';
import { ENTITIES, type EntityName } from './schema/entities';
import type { Tenant } from './store/tenant';

const API_BASE = '';

/** The state for tests and people: every business record as it goes over the wire, and what never does. */
export function renderSnapshot(tenant: Tenant): JsonObject {
  const list = (name: EntityName): JsonValue[] =>
    tenant.store.list(ENTITIES[name].table).map((row) => renderRecord(tenant, ENTITIES[name], row, API_BASE));
  return {
    version: tenant.version,
    codebase: tenant.codebase,
    tickets: tenant.store.list('ticket').map((ticket) => renderTicketTree({ tenant, apiBase: API_BASE }, ticket)),
    companies: list('company'),
    agreements: list('agreement'),
    additions: list('addition'),
    configurations: list('configuration'),
    catalog: list('catalogItem'),
    callbacks: list('callback'),
    callbackDeliveries: tenant.deliveries.map((one) => ({ ...one })),
    notifications: tenant.notifications.map((one) => ({ ...one })),
    switches: tenant.switches.toJson(),
  };
}
