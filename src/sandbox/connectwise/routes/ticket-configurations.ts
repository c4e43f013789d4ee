import { pathId, type Answer, type Call } from '../call';
import { answerCount, answerList, answerRecord } from '../query/answer-list';
import { invalidObject, notFound } from '../replies';
import { ENTITIES } from '../schema/entities';
import type { CwRecord } from '../store/record-store';
import { parseObjectBody } from '../write/parse-body';
import { getRecord } from './resource';
import { TICKETS } from './resources';
import type { Route } from './route';

const PATH = '/service/tickets/{parentId}/configurations';
const ENTITY = ENTITIES.ticketConfiguration;

/** Configurations attached to a ticket. */
export const TICKET_CONFIGURATION_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    pattern: PATH,
    right: ['Service Tickets', 'inquire'],
    run: (call) => answerList(call, ENTITY, attached(call)),
  },
  {
    method: 'GET',
    pattern: `${PATH}/count`,
    right: ['Service Tickets', 'inquire'],
    run: (call) => answerCount(call, ENTITY, attached(call)),
  },
  { method: 'POST', pattern: PATH, right: ['Service Tickets', 'edit'], run: attach },
  { method: 'DELETE', pattern: `${PATH}/{id}`, right: ['Service Tickets', 'edit'], run: detach },
];

function attached(call: Call): readonly CwRecord[] {
  const ticket = getRecord(call, TICKETS, 'inquire');
  return idsOf(ticket).flatMap((id) => call.tenant.store.find('configuration', id) ?? []);
}

/** By id, or by device identifier; whether it is the customer's own is not looked at. */
function attach(call: Call): Answer {
  const ticket = getRecord(call, TICKETS, 'edit');
  const { id, deviceIdentifier } = parseObjectBody(call, 'ConfigurationReference');
  if (typeof id !== 'number' && typeof deviceIdentifier !== 'string') {
    throw invalidObject('configurationReference', [
      { code: 'MissingRequiredField', message: 'id or deviceIdentifier is required.', field: 'id' },
    ]);
  }
  const { store } = call.tenant;
  const configuration =
    typeof id === 'number'
      ? store.find('configuration', id)
      : store.where('configuration', 'deviceIdentifier', deviceIdentifier ?? '')[0];
  if (!configuration) throw notFound('Configuration', typeof id === 'number' ? id : 0);
  const ids = [...idsOf(ticket).filter((one) => one !== configuration.id), configuration.id];
  store.update(ticket, { configurationIds: ids }, call.tenant.stamp(call.by));
  return answerRecord(call, ENTITY, configuration, 201);
}

function detach(call: Call): Answer {
  const ticket = getRecord(call, TICKETS, 'edit');
  const id = pathId(call, 1);
  const ids = idsOf(ticket);
  if (!ids.includes(id)) throw notFound('Configuration', id);
  const rest = ids.filter((one) => one !== id);
  call.tenant.store.update(ticket, { configurationIds: rest }, call.tenant.stamp(call.by));
  return { status: 204 };
}

function idsOf(ticket: CwRecord): readonly number[] {
  return (ticket.values['configurationIds'] ?? []) as readonly number[];
}
