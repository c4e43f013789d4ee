import type { Call, Endpoint } from '../endpoint';
import { RESULT_RETENTION_SECONDS } from '../async-actions';
import { uidParam } from '../list-endpoint';
import type { Row } from '../property-path';
import { renderRow } from '../render-row';
import { RELEASES } from '../rest-version';
import { parseSelect, pickPaths } from '../select';
import type { Shape } from '../shape';
import { aboutShape, userShape } from '../shapes/log-shapes';
import { notFound } from '../vspc-refusal';

const asyncAction = { roles: 'ALL', deniesAsync: true, query: ['select'] } as const;

/** None of these is paged. */
export const accountEndpoints: readonly Endpoint[] = [
  { method: 'GET', path: '/about', roles: 'ALL', query: ['select'], serve: serveAbout },
  { method: 'GET', path: '/users/me', roles: 'ALL', query: ['select'], serve: serveMe },
  {
    method: 'DELETE',
    path: '/users/{userUid}/tokens',
    roles: 'PA',
    query: ['userLoginId'],
    serve: revokeTokens,
  },
  {
    ...asyncAction,
    method: 'GET',
    path: '/asyncActions',
    serve: ({ world, caller }) => ({ data: world.asyncActions.list(caller.user.uid) }),
  },
  {
    ...asyncAction,
    method: 'GET',
    path: '/asyncActions/config',
    serve: () => ({ data: { resultRetentionTime: RESULT_RETENTION_SECONDS } }),
  },
  {
    ...asyncAction,
    method: 'GET',
    path: '/asyncActions/{actionId}',
    serve: (call) => ({ data: call.world.asyncActions.info(uidParam(call, 'actionId')) }),
  },
  {
    ...asyncAction,
    method: 'DELETE',
    path: '/asyncActions/{actionId}',
    serve: (call) => {
      call.world.asyncActions.cancel(uidParam(call, 'actionId'));
      return { errors: [] };
    },
  },
  {
    ...asyncAction,
    method: 'GET',
    path: '/asyncActions/{actionId}/result',
    serve: (call) => call.world.asyncActions.result(uidParam(call, 'actionId')),
  },
];

function serveAbout(call: Call): unknown {
  const { server } = call.world.data;
  const row = {
    installationId: server.installationId,
    installationDate: server.installationDate,
    serverVersion: server.build ?? RELEASES[server.release].build,
  };
  return { data: renderSelected(row, aboutShape, call) };
}

function serveMe(call: Call): unknown {
  const { user } = call.caller;
  const row = {
    role: user.role,
    profile: { title: 'Unknown', email: user.email },
    instanceUid: user.uid,
    organizationUid: user.organizationUid,
    userName: user.userName,
    status: user.isEnabled ? 'Enabled' : 'Disabled',
    mfaPolicyStatus: user.hasMfa ? 'Enabled' : 'Disabled',
    mfaPolicyConfigurationStatus: user.hasMfa ? 'Configured' : 'NotConfigured',
    credentials: { userName: user.userName, password: null },
  };
  return { data: renderSelected(row, userShape, call) };
}

function renderSelected(row: Row, shape: Shape, call: Call): Row {
  const wire = renderRow(row, shape, call.render);
  const source = call.request.query.get('select');
  return source === null ? wire : pickPaths(wire, parseSelect(source, shape, call.version));
}

function revokeTokens(call: Call): unknown {
  const uid = uidParam(call, 'userUid');
  if (call.world.sessions.findUser(uid) === undefined) throw notFound(`There is no user ${uid}.`);
  call.world.sessions.revoke(uid);
  return { data: true };
}
