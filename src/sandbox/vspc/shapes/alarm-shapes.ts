import { flag, instant, must, number, oneOf, record, text, uuid } from '../shape';
import type { RowOf } from '../shape';

/** Facts 3.11: severity and state share one field. */
export const activationShape = {
  instanceUid: must(uuid),
  time: must(instant),
  status: must(oneOf('Acknowledged', 'Error', 'Info', 'Resolved', 'Unknown', 'Warning')),
  message: text,
  remark: text,
};

const alarmObjectShape = {
  instanceUid: must(uuid),
  type: must(
    oneOf(
      'BackupAgent',
      'BackupMicrosoft365Server',
      'BackupProxy',
      'BackupRepository',
      'BackupServer',
      'BackupServerJob',
      'BackupWanAccelerator',
      'CloudGateway',
      'CloudRepository',
      'Company',
      'DiscoveryRule',
      'EnterpriseManagerServer',
      'FailoverPlan',
      'Integrator',
      'Internal',
      'Location',
      'ManagementAgent',
      'ObjectEntity',
      'Reseller',
      'ResellerCloudRepository',
      'Site',
      'Unknown',
      'User',
      'VbAppliance',
      'VOneServer',
    ),
  ),
  organizationUid: must(uuid),
  locationUid: uuid,
  managementAgentUid: uuid,
  computerName: text,
  objectUid: uuid,
  objectName: text,
};

/** Name and category are in the template only. */
export const activeAlarmShape = {
  instanceUid: must(uuid),
  alarmTemplateUid: must(uuid),
  repeatCount: must(number),
  object: must(record(alarmObjectShape)),
  lastActivation: must(record(activationShape)),
  area: must(oneOf('vone', 'vspc')),
};

/** The property really is spelt `isPredifined`. */
export const alarmTemplateShape = {
  name: must(text),
  isEnabled: must(flag),
  instanceUid: must(uuid),
  category: must(
    oneOf(
      'BackupAgent',
      'BackupAgentJob',
      'BackupAppliance',
      'BackupCloudGateway',
      'BackupLicense',
      'BackupMicrosoft365Server',
      'BackupProxy',
      'BackupRepository',
      'BackupServer',
      'BackupServerAgentJob',
      'BackupTenantRepository',
      'BackupVmJob',
      'BackupWanAccelerator',
      'Company',
      'DiscoveryRule',
      'EnterpriseManager',
      'Integrator',
      'Internal',
      'Location',
      'ManagementAgent',
      'OneServer',
      'Reseller',
      'ResellerCloudRepository',
      'Site',
      'SureBackupJob',
      'Unknown',
      'User',
      'VmFailoverPlan',
    ),
  ),
  organizationUid: must(uuid),
  internalId: number,
  knowledge: record({ summary: text, cause: text, resolution: text }),
  isPredifined: flag,
};

export type VspcAlarmActivation = RowOf<typeof activationShape>;
/** `history` holds every activation but the last, oldest first. */
export type VspcActiveAlarm = RowOf<typeof activeAlarmShape> & { history: VspcAlarmActivation[] };
export type VspcAlarmTemplate = RowOf<typeof alarmTemplateShape>;
