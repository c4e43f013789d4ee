import type { WireRecord } from '../http/wire-record';
import type { VspcCompanyUid } from '../kernel/ids';
import type { VspcApi } from './vspc-api';
import { companyUidOrNull, flagOrNull, numberOrNull, text, textOrNull, uid, uidOrNull, word } from './vspc-fields';

/** In the list of active alarms, which holds `Resolved` and `Acknowledged` ones too (facts 3.11). */
export interface VspcAlarm {
  readonly uid: string;
  /** Name and category are the template's. */
  readonly templateUid: string | null;
  readonly repeatCount: number | null;
  /** `vspc`, or `vone` for what a Veeam ONE server sent. */
  readonly area: string;
  readonly object: VspcAlarmObject;
  readonly lastActivation: VspcAlarmActivation;
}

/** For jobs `uid` is the job's, by whichever of its ids, although `type` may name the agent. */
export interface VspcAlarmObject {
  readonly type: string;
  readonly uid: string | null;
  readonly name: string | null;
  readonly computerName: string | null;
  readonly organizationUid: VspcCompanyUid | null;
  readonly locationUid: string | null;
  readonly managementAgentUid: string | null;
}

export interface VspcAlarmActivation {
  /** Severity and state in one: `Error`, `Warning`, `Info`, `Resolved`, `Acknowledged`. */
  readonly status: string;
  readonly time: Date | null;
  readonly message: string | null;
  readonly remark: string | null;
}

export interface VspcAlarmTemplate {
  readonly uid: string;
  readonly name: string;
  readonly category: string;
  readonly isEnabled: boolean | null;
  readonly organizationUid: VspcCompanyUid | null;
  /** The same for every organization's copy of a predefined alarm. */
  readonly internalId: number | null;
  readonly isPredefined: boolean | null;
  /** What the vendor advises; empty where it says nothing. */
  readonly knowledge: string;
}

const BY_UID = {
  sort: ['instanceUid'],
  keyOf: (record: WireRecord): string | null => uidOrNull(record, 'instanceUid'),
};

/** What VSPC itself has noticed. */
export class AlarmEndpoints {
  constructor(private readonly api: VspcApi) {}

  activeAlarms(): AsyncGenerator<VspcAlarm, void, undefined> {
    return this.api.list({ path: '/alarms/active', ...BY_UID, parse: parseAlarm });
  }

  templates(): AsyncGenerator<VspcAlarmTemplate, void, undefined> {
    return this.api.list({ path: '/alarms/templates', ...BY_UID, parse: parseAlarmTemplate });
  }
}

function parseAlarm(record: WireRecord): VspcAlarm {
  const object = record.record('object');
  const activation = record.record('lastActivation');
  return {
    uid: uid(record, 'instanceUid'),
    templateUid: uidOrNull(record, 'alarmTemplateUid'),
    repeatCount: numberOrNull(record, 'repeatCount'),
    area: word(record, 'area'),
    object: {
      type: word(object, 'type'),
      uid: uidOrNull(object, 'objectUid'),
      name: textOrNull(object, 'objectName'),
      computerName: textOrNull(object, 'computerName'),
      organizationUid: companyUidOrNull(object, 'organizationUid'),
      locationUid: uidOrNull(object, 'locationUid'),
      managementAgentUid: uidOrNull(object, 'managementAgentUid'),
    },
    lastActivation: {
      status: word(activation, 'status'),
      time: activation.instantOrNull('time'),
      message: textOrNull(activation, 'message'),
      remark: textOrNull(activation, 'remark'),
    },
  };
}

function parseAlarmTemplate(record: WireRecord): VspcAlarmTemplate {
  const knowledge = record.recordOrNull('knowledge');
  const advice = ['summary', 'cause', 'resolution'].map((part) => knowledge && textOrNull(knowledge, part));
  return {
    uid: uid(record, 'instanceUid'),
    name: text(record, 'name'),
    category: word(record, 'category'),
    isEnabled: flagOrNull(record, 'isEnabled'),
    organizationUid: companyUidOrNull(record, 'organizationUid'),
    internalId: numberOrNull(record, 'internalId'),
    // Misspelt by the vendor; both are read, should it be mended (facts 8.2, 12).
    isPredefined: flagOrNull(record, 'isPredifined') ?? flagOrNull(record, 'isPredefined'),
    knowledge: advice.filter((part) => part).join('\n'),
  };
}
