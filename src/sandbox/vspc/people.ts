import type { JsonObject, JsonValue } from '../../kernel/json';
import type { VspcLive } from './live';
import { RELEASES } from './rest-version';
import type { VspcRelease } from './rest-version';
import type { VspcActiveAlarm } from './shapes/alarm-shapes';

type Fields = Readonly<Record<string, JsonValue>>;

/**
 * What may be posted to `/__sandbox/people` for VSPC; `at` is ISO and may be left out (now), uids are VSPC's.
 *
 * | action                | fields                                                                      |
 * | --------------------- | --------------------------------------------------------------------------- |
 * | startJob              | uid, at                                                                     |
 * | finishJob             | uid, result (Success, Warning, Failed), message, at                         |
 * | setJobEnabled         | uid, enabled                                                                |
 * | setNextRun            | uid, at (null: none)                                                        |
 * | mapJob, mapVb365      | uid, companyUid (null: nobody's)                                            |
 * | removeJob             | uid                                                                         |
 * | setServerStatus       | uid, status                                                                 |
 * | setAgentConnection    | uid, connection (Online, Inaccessible), at (last heartbeat)                 |
 * | raiseAlarm            | templateUid, status, message, at, object {instanceUid, type, organizationUid, objectUid, objectName, computerName} |
 * | resolveAlarm, acknowledgeAlarm | uid, comment, at                                                   |
 * | setUsage              | companyUid, locationUid, day (YYYY-MM-DD), counters {name: value}           |
 * | renameCompany         | uid, name                                                                   |
 * | deleteCompany         | uid                                                                         |
 * | setRelease            | release (6.0 to 9.2)                                                        |
 * | setKeyEnabled         | key, enabled                                                                |
 */
export function actAsPeople(fields: Fields, live: VspcLive): JsonValue {
  const name = textField(fields, 'action');
  const act = ACTIONS[name];
  if (act === undefined) {
    throw new Error(`VSPC stand-in: nobody can "${name}". There are: ${Object.keys(ACTIONS).join(', ')}.`);
  }
  return { action: name, ...act(fields, live) };
}

type Act = (fields: Fields, live: VspcLive) => JsonObject;

const ACTIONS: Readonly<Record<string, Act | undefined>> = {
  startJob: withUid((uid, fields, live) => {
    live.startJob(uid, dateField(fields, 'at'));
  }),
  finishJob: withUid((uid, fields, live) => {
    const message = optionalText(fields, 'message');
    const at = dateField(fields, 'at');
    const result = choiceField(fields, 'result', ['Success', 'Warning', 'Failed']);
    live.finishJob(uid, { result, ...(message === undefined ? {} : { message }), ...(at === undefined ? {} : { at }) });
  }),
  setJobEnabled: withUid((uid, fields, live) => {
    live.setJobEnabled(uid, flagField(fields, 'enabled'));
  }),
  setNextRun: withUid((uid, fields, live) => {
    live.setNextRun(uid, dateField(fields, 'at') ?? null);
  }),
  mapJob: withUid((uid, fields, live) => {
    live.mapJob(uid, optionalText(fields, 'companyUid') ?? null);
  }),
  mapVb365: withUid((uid, fields, live) => {
    live.mapVb365Organization(uid, optionalText(fields, 'companyUid') ?? null);
  }),
  removeJob: withUid((uid, _fields, live) => {
    live.removeJob(uid);
  }),
  setServerStatus: withUid((uid, fields, live) => {
    live.setServerStatus(uid, choiceField(fields, 'status', ['Healthy', 'Inaccessible', 'Unknown', 'Warning']));
  }),
  setAgentConnection: withUid((uid, fields, live) => {
    const connection = choiceField(fields, 'connection', ['Online', 'Inaccessible']);
    live.setAgentConnection(uid, connection, dateField(fields, 'at'));
  }),
  raiseAlarm,
  resolveAlarm: withUid((uid, fields, live) => {
    live.resolveAlarm(uid, optionalText(fields, 'comment'), dateField(fields, 'at'));
  }),
  acknowledgeAlarm: withUid((uid, fields, live) => {
    live.acknowledgeAlarm(uid, optionalText(fields, 'comment'), dateField(fields, 'at'));
  }),
  setUsage: (fields, live) => {
    const companyUid = textField(fields, 'companyUid');
    const locationUid = textField(fields, 'locationUid');
    live.setUsage({ companyUid, locationUid, day: textField(fields, 'day'), counters: countersField(fields) });
    return { companyUid, locationUid };
  },
  renameCompany: withUid((uid, fields, live) => {
    live.renameCompany(uid, textField(fields, 'name'));
  }),
  deleteCompany: withUid((uid, _fields, live) => {
    live.deleteCompany(uid);
  }),
  setRelease: (fields, live) => {
    const release = choiceField(fields, 'release', Object.keys(RELEASES) as VspcRelease[]);
    live.setRelease(release);
    return { release };
  },
  setKeyEnabled: (fields, live) => {
    const enabled = flagField(fields, 'enabled');
    live.setKeyEnabled(textField(fields, 'key'), enabled);
    return { enabled };
  },
};

function withUid(act: (uid: string, fields: Fields, live: VspcLive) => void): Act {
  return (fields, live) => {
    const uid = textField(fields, 'uid');
    act(uid, fields, live);
    return { uid };
  };
}

function raiseAlarm(fields: Fields, live: VspcLive): JsonObject {
  const { object } = fields;
  if (typeof object !== 'object' || object === null || Array.isArray(object)) throw wrong('object', 'an object');
  const source = object as JsonObject;
  const alarmObject: VspcActiveAlarm['object'] = {
    instanceUid: textField(source, 'instanceUid'),
    type: textField(source, 'type'),
    organizationUid: textField(source, 'organizationUid'),
    objectUid: optionalText(source, 'objectUid'),
    objectName: optionalText(source, 'objectName'),
    computerName: optionalText(source, 'computerName'),
  };
  const message = optionalText(fields, 'message');
  const at = dateField(fields, 'at');
  const uid = live.raiseAlarm({
    templateUid: textField(fields, 'templateUid'),
    object: alarmObject,
    status: choiceField(fields, 'status', ['Error', 'Warning', 'Info']),
    ...(message === undefined ? {} : { message }),
    ...(at === undefined ? {} : { at }),
  });
  return { uid };
}

function countersField(fields: Fields): Readonly<Record<string, number>> {
  const { counters } = fields;
  if (typeof counters !== 'object' || counters === null || Array.isArray(counters))
    throw wrong('counters', 'an object');
  const entries = Object.entries(counters as JsonObject).map(([name, value]) => {
    if (typeof value !== 'number') throw wrong(`counters.${name}`, 'a number');
    return [name, value] as const;
  });
  return Object.fromEntries(entries);
}

function textField(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string') throw wrong(name, 'a text');
  return value;
}

function optionalText(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  return value === undefined || value === null ? undefined : textField(fields, name);
}

function flagField(fields: Fields, name: string): boolean {
  const value = fields[name];
  if (typeof value !== 'boolean') throw wrong(name, 'true or false');
  return value;
}

function dateField(fields: Fields, name: string): Date | undefined {
  const source = optionalText(fields, name);
  if (source === undefined) return undefined;
  const date = new Date(source);
  if (Number.isNaN(date.getTime())) throw wrong(name, 'an ISO date');
  return date;
}

function choiceField<V extends string>(fields: Fields, name: string, values: readonly V[]): V {
  const value = values.find((candidate) => candidate === fields[name]);
  if (value === undefined) throw wrong(name, `one of ${values.join(', ')}`);
  return value;
}

function wrong(field: string, expected: string): Error {
  return new Error(`VSPC stand-in: "${field}" must be ${expected}.`);
}
