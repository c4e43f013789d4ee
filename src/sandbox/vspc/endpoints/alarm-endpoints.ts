import type { Call, Endpoint } from '../endpoint';
import { itemEndpoint, listEndpoint, uidParam } from '../list-endpoint';
import type { Row } from '../property-path';
import { renderRow } from '../render-row';
import { activationShape, activeAlarmShape, alarmTemplateShape } from '../shapes/alarm-shapes';
import { badParameter, notFound } from '../vspc-refusal';
import { parsePaging } from '../paging';
import { having } from './parameters';

const MAX_COMMENT_LENGTH = 512;
const active = { table: 'activeAlarms', shape: activeAlarmShape, roles: 'ALL14' } as const;
const template = { table: 'alarmTemplates', shape: alarmTemplateShape, roles: 'ALL14' } as const;

export const alarmEndpoints: readonly Endpoint[] = [
  listEndpoint({
    ...active,
    path: '/alarms/active',
    key: 'instanceUid',
    scope: (call) =>
      call.world.switches.get('resolvedAlarms') === 'listed'
        ? undefined
        : { key: 'unresolved', keep: (row) => statusOf(row) !== 'Resolved' },
  }),
  itemEndpoint({ ...active, path: '/alarms/active/{activeAlarmUid}' }, 'instanceUid'),
  {
    method: 'GET',
    path: '/alarms/active/{activeAlarmUid}/history',
    roles: 'ALL14',
    query: ['limit', 'offset'],
    serve: serveHistory,
  },
  listEndpoint({ ...template, path: '/alarms/templates', key: 'instanceUid' }),
  itemEndpoint({ ...template, path: '/alarms/templates/{alarmUid}' }, 'instanceUid'),
  listEndpoint({
    ...template,
    path: '/organizations/{organizationUid}/configuration/alarms',
    key: 'instanceUid',
    scope: (call) => having('organizationUid', uidParam(call, 'organizationUid')),
  }),
  changeEndpoint('acknowledge', (call, uid, comment) => {
    call.world.live.acknowledgeAlarm(uid, comment);
  }),
  changeEndpoint('resolve', (call, uid, comment) => {
    call.world.live.resolveAlarm(uid, comment);
  }),
];

function statusOf(row: Row): unknown {
  const { lastActivation } = row;
  return typeof lastActivation === 'object' && lastActivation !== null ? (lastActivation as Row)['status'] : undefined;
}

function serveHistory(call: Call): unknown {
  const alarm = requireAlarm(call);
  const activations = [...((alarm['history'] ?? []) as readonly Row[]), alarm['lastActivation'] as Row];
  const { limit, offset } = parsePaging(call.request.query, call.world.switches.get('maxPageSize'));
  const page = activations.slice(offset, offset + limit);
  return {
    meta: { pagingInfo: { total: activations.length, count: page.length, offset } },
    data: page.map((activation) => renderRow(activation, activationShape, call.render)),
  };
}

function requireAlarm(call: Call): Row {
  const uid = uidParam(call, 'activeAlarmUid');
  const alarm = call.world.views.find('activeAlarms', 'instanceUid', uid);
  if (alarm === undefined) throw notFound(`There is no active alarm ${uid}.`);
  return alarm;
}

/** Both parameters are required (facts 3.11). */
function changeEndpoint(verb: string, apply: (call: Call, uid: string, comment: string) => void): Endpoint {
  return {
    method: 'POST',
    path: `/alarms/active/{activeAlarmUid}/${verb}`,
    roles: 'ALL14',
    query: ['comment', 'resolveOnClients'],
    serve: (call) => {
      const comment = call.request.query.get('comment');
      const onClients = call.request.query.get('resolveOnClients');
      if (comment === null) throw badParameter('comment', 'comment is required.');
      if (comment.length > MAX_COMMENT_LENGTH) throw badParameter('comment', 'The comment is too long.');
      if (onClients !== 'true' && onClients !== 'false') {
        throw badParameter('resolveOnClients', 'resolveOnClients must be true or false.');
      }
      requireAlarm(call);
      apply(call, uidParam(call, 'activeAlarmUid'), comment);
      return { errors: [] };
    },
  };
}
