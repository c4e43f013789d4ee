import type { WireRecord } from '../http/wire-record';
import type { VspcCompanyUid } from '../kernel/ids';
import { parseAgentJob, type VspcAgentJob } from './parse-agent-job';
import type { VspcApi } from './vspc-api';
import { companyUidOrNull, numberOrNull, text, textOrNull, texts, uid, uidOrNull, word } from './vspc-fields';

export interface VspcBackupAgent {
  readonly uid: string;
  readonly name: string;
  readonly organizationUid: VspcCompanyUid | null;
  readonly managementAgentUid: string | null;
  readonly siteUid: string | null;
  /** `Active`, `NotRunning`. */
  readonly status: string;
  readonly managementAgentStatus: string;
  /** `Server`, `Workstation`, `UnLicensed`. */
  readonly operationMode: string;
  /** `ManagedByConsole`, `ManagedByVBR`, `UnManaged`. */
  readonly managementMode: string;
  readonly agentPlatform: string;
  readonly version: string | null;
  readonly versionStatus: string;
  readonly jobs: number | null;
}

export interface VspcManagementAgent {
  readonly uid: string;
  readonly organizationUid: VspcCompanyUid | null;
  readonly locationUid: string | null;
  readonly hostName: string | null;
  readonly friendlyName: string | null;
  readonly lastHeartbeatTime: Date | null;
  readonly version: string | null;
  readonly versionStatus: string;
  readonly tag: string | null;
  readonly status: string;
  /** `Online`, `Inaccessible`, `Rejected`. */
  readonly connectionStatus: string;
  /** `Client`, `CloudConnect`, `Hosted`. */
  readonly type: string;
  readonly role: string;
  readonly computer: VspcComputerInfo | null;
}

export interface VspcComputerInfo {
  readonly hostName: string | null;
  readonly fqdn: string | null;
  readonly guestOs: string | null;
  /** `Server`, `DomainController`, `Workstation`, `Linux`, `Mac`. */
  readonly guestOsType: string;
  readonly platformType: string;
  readonly ipAddresses: readonly string[];
}

/** A computer that a discovery rule found; protected or not. */
export interface VspcDiscoveredComputer {
  readonly uid: string;
  readonly ruleUid: string | null;
  readonly managementAgentUid: string | null;
  readonly discoveredTime: Date | null;
  /** `Installed`, `NotInstalled`. */
  readonly installationStatus: string;
  readonly status: string;
  readonly computer: VspcComputerInfo | null;
}

const BY_UID = {
  sort: ['instanceUid'],
  keyOf: (record: WireRecord): string | null => uidOrNull(record, 'instanceUid'),
};

/** Agents, and the jobs that VSPC itself manages on them. */
export class AgentEndpoints {
  constructor(private readonly api: VspcApi) {}

  agentJobs(): AsyncGenerator<VspcAgentJob, void, undefined> {
    return this.api.list({ path: '/infrastructure/backupAgents/jobs', ...BY_UID, parse: parseAgentJob });
  }

  backupAgents(): AsyncGenerator<VspcBackupAgent, void, undefined> {
    return this.api.list({ path: '/infrastructure/backupAgents', ...BY_UID, parse: parseBackupAgent });
  }

  managementAgents(): AsyncGenerator<VspcManagementAgent, void, undefined> {
    return this.api.list({ path: '/infrastructure/managementAgents', ...BY_UID, parse: parseManagementAgent });
  }

  discoveredComputers(): AsyncGenerator<VspcDiscoveredComputer, void, undefined> {
    return this.api.list({ path: '/discovery/computers', ...BY_UID, parse: parseDiscoveredComputer });
  }
}

function parseBackupAgent(record: WireRecord): VspcBackupAgent {
  return {
    uid: uid(record, 'instanceUid'),
    name: text(record, 'name'),
    organizationUid: companyUidOrNull(record, 'organizationUid'),
    managementAgentUid: uidOrNull(record, 'managementAgentUid'),
    siteUid: uidOrNull(record, 'siteUid'),
    status: word(record, 'status'),
    managementAgentStatus: word(record, 'managementAgentStatus'),
    operationMode: word(record, 'operationMode'),
    managementMode: word(record, 'managementMode'),
    agentPlatform: word(record, 'agentPlatform'),
    version: textOrNull(record, 'version'),
    versionStatus: word(record, 'versionStatus'),
    jobs: numberOrNull(record, 'totalJobsCount'),
  };
}

function parseManagementAgent(record: WireRecord): VspcManagementAgent {
  return {
    uid: uid(record, 'instanceUid'),
    organizationUid: companyUidOrNull(record, 'organizationUid'),
    locationUid: uidOrNull(record, 'locationUid'),
    hostName: textOrNull(record, 'hostName'),
    friendlyName: textOrNull(record, 'friendlyName'),
    lastHeartbeatTime: record.instantOrNull('lastHeartbeatTime'),
    version: textOrNull(record, 'version'),
    versionStatus: word(record, 'versionStatus'),
    tag: textOrNull(record, 'tag'),
    status: word(record, 'status'),
    connectionStatus: word(record, 'connectionStatus'),
    type: word(record, 'type'),
    role: word(record, 'role'),
    computer: parseComputerInfo(record.recordOrNull('computerInfo')),
  };
}

function parseDiscoveredComputer(record: WireRecord): VspcDiscoveredComputer {
  return {
    uid: uid(record, 'instanceUid'),
    ruleUid: uidOrNull(record, 'ruleUid'),
    managementAgentUid: uidOrNull(record, 'managementAgentUid'),
    discoveredTime: record.instantOrNull('discoveredTime'),
    installationStatus: word(record, 'backupAgentInstallationStatus'),
    status: word(record, 'status'),
    computer: parseComputerInfo(record.recordOrNull('info')),
  };
}

function parseComputerInfo(info: WireRecord | null): VspcComputerInfo | null {
  return (
    info && {
      hostName: textOrNull(info, 'hostName'),
      fqdn: textOrNull(info, 'fqdn'),
      guestOs: textOrNull(info, 'guestOs'),
      guestOsType: word(info, 'guestOsType'),
      platformType: word(info, 'platformType'),
      ipAddresses: texts(info, 'ipAddresses'),
    }
  );
}
