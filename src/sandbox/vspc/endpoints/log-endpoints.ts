import { utcDateOf } from '../../../kernel/civil-date';
import type { Call, Endpoint } from '../endpoint';
import { listEndpoint } from '../list-endpoint';
import type { Scope } from '../list-endpoint';
import type { Row } from '../property-path';
import { renderRow } from '../render-row';
import { activityShape, consoleLicenseShape, heatmapShape, licenseUsageShape, pluginShape } from '../shapes/log-shapes';
import type { VspcHeatmapSession } from '../shapes/log-shapes';
import { sortRows } from '../sort';
import { badParameter } from '../vspc-refusal';
import { choiceParam, instantParam, matchingQuery, requiredInstantParam, uidQuery } from './parameters';

const ORGANIZATION_TYPES = ['Company', 'Provider', 'Reseller', 'Unknown'];
const SERVER_TYPES = ['BackupAndReplication', 'CloudConnect', 'Unknown', 'VB365', 'VONE', 'VSPC'];

export const logEndpoints: readonly Endpoint[] = [
  listEndpoint({
    path: '/eventLogs/activityLogs',
    table: 'activities',
    shape: activityShape,
    roles: 'PA',
    isPlain: true,
    query: ['from', 'to', 'organizationUid', 'userUid', 'activityLogKind', 'dateSortingDirection'],
    scope: activityScope,
  }),
  listEndpoint({
    path: '/licensing/usage/organizations',
    table: 'licenseUsage',
    shape: licenseUsageShape,
    roles: 'LIC4',
    key: 'organizationUid',
    query: ['organizationUid', 'organizationType', 'providerUid', 'serverUid', 'serverType'],
    scope: licenseScope,
  }),
  {
    method: 'GET',
    path: '/licensing/console',
    roles: 'LIC4',
    query: ['select'],
    serve: (call) => ({ data: renderRow(call.world.data.consoleLicense, consoleLicenseShape, call.render) }),
  },
  {
    method: 'GET',
    path: '/infrastructure/jobSessionHeatmap/',
    roles: 'JOBS13',
    since: '3.6',
    query: ['from', 'to', 'select'],
    serve: serveHeatmap,
  },
  {
    method: 'GET',
    path: '/plugins/',
    roles: 'PA',
    since: '3.6',
    query: ['select'],
    serve: (call) => {
      const { plugins } = call.world.data;
      return { data: plugins.map((plugin) => renderRow(plugin, pluginShape, call.render)) };
    },
  },
];

/** Newest first unless asked otherwise; entries have no id (facts 3.14). */
function activityScope(call: Call): Scope {
  const from = instantParam(call, 'from')?.getTime() ?? Number.NEGATIVE_INFINITY;
  const to = instantParam(call, 'to')?.getTime() ?? Number.POSITIVE_INFINITY;
  const kind = choiceParam(call, 'activityLogKind', ['External', 'Internal']);
  const direction = choiceParam(call, 'dateSortingDirection', ['ascending', 'descending']) ?? 'descending';
  const owner = matchingQuery(call, { organizationUid: 'organizationUid', userUid: 'userUid' });
  return {
    key: JSON.stringify([String(from), String(to), kind, direction, owner.key]),
    keep: (row) => {
      const at = row['date'] instanceof Date ? row['date'].getTime() : 0;
      return at >= from && at <= to && owner.keep(row) && (kind === undefined || row['activityKind'] === kind);
    },
    order: (rows) =>
      sortRows(rows, [{ property: 'date', isDescending: direction === 'descending', collation: 'ordinal' }], false),
  };
}

function licenseScope(call: Call): Scope {
  const owner = matchingQuery(call, { organizationUid: 'organizationUid', providerUid: 'providerUid' });
  const type = choiceParam(call, 'organizationType', ORGANIZATION_TYPES);
  const serverType = choiceParam(call, 'serverType', SERVER_TYPES);
  const serverUid = uidQuery(call, 'serverUid');
  const keepsServer = (server: Row): boolean =>
    (serverUid === undefined || server['serverUid'] === serverUid) &&
    (serverType === undefined || server['serverType'] === serverType);
  return {
    key: JSON.stringify([owner.key, type, serverType, serverUid]),
    keep: (row) =>
      owner.keep(row) &&
      (type === undefined || row['organizationType'] === type) &&
      ((row['servers'] ?? []) as readonly Row[]).some(keepsServer),
  };
}

/** Sessions by day; a day is 00:00 UTC rendered like every instant. Counts are of sessions. */
function serveHeatmap(call: Call): unknown {
  const from = requiredInstantParam(call, 'from');
  const to = requiredInstantParam(call, 'to');
  if (to < from) throw badParameter('to', 'to lies before from.');
  const sessions = call.world.data.sessions.filter(({ startTime }) => startTime >= from && startTime <= to);
  const days = new Map<string, VspcHeatmapSession[]>();
  for (const session of sessions) {
    const day = utcDateOf(session.startTime);
    days.set(day, [...(days.get(day) ?? []), session]);
  }
  const count = (result: string): number => sessions.filter((session) => session.result === result).length;
  const row = {
    successJobsCount: count('Success'),
    warningJobsCount: count('Warning'),
    failJobsCount: count('Failed'),
    dataPerDays: [...days.keys()].sort().map((day) => ({
      date: new Date(`${day}T00:00:00Z`),
      sessions: days.get(day) ?? [],
    })),
  };
  return { data: renderRow(row, heatmapShape, call.render) };
}
