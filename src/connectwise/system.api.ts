import type { WireRecord } from '../http/wire-record';
import { IntegrationError } from '../kernel/integration-error';
import type { Codebase, CwCompanyInfo } from './codebase';
import { endpoint, type ConnectWiseTransport } from './connectwise-transport';

export interface CwSystemInfo {
  /** For example `v2025.1.105333`. */
  readonly version: string;
  readonly isCloud: boolean;
  /** As the server spells it, a Windows or an IANA name. */
  readonly serverTimeZone: string | null;
}

export interface CwMember {
  readonly id: number;
  readonly identifier: string;
  readonly name: string;
  readonly inactive: boolean;
}

const MEMBER_FIELDS = ['identifier', 'firstName', 'lastName', 'inactiveFlag'];

export class SystemApi {
  constructor(
    private readonly transport: ConnectWiseTransport,
    private readonly codebase: Codebase,
  ) {}

  fetchCompanyInfo(): Promise<CwCompanyInfo> {
    return this.codebase.companyInfo();
  }

  fetchSystemInfo(): Promise<CwSystemInfo> {
    return this.transport.fetchRecord(endpoint('/system/info'), (record) => ({
      version: record.text('version'),
      isCloud: record.flag('isCloud'),
      serverTimeZone: record.textOrNull('serverTimeZone'),
    }));
  }

  /**
   * One authenticated read of something that always exists. Only after it succeeded is a "not found" of the same pass
   * believed (RULES, Engine 12): on the cloud 404 is also the answer to bad keys or a wrong company.
   */
  async probe(): Promise<void> {
    try {
      await this.transport.fetchRows(endpoint('/service/info/boards'), (record) => record.integer('id'), {
        pageSize: 1,
      });
    } catch (error) {
      throw error instanceof IntegrationError && error.kind === 'not-found' ? asAuthFailure(error) : error;
    }
  }

  /**
   * Whether API members are among them depends on the tenant, and no endpoint tells which one is ours: that is the
   * `enteredBy` of what we created.
   */
  listMembers(): AsyncGenerator<CwMember, void, undefined> {
    return this.transport.list({ endpoint: endpoint('/system/members'), fields: MEMBER_FIELDS, parse: parseMember });
  }
}

function parseMember(record: WireRecord): CwMember {
  return {
    id: record.integer('id'),
    identifier: record.text('identifier'),
    name: [record.textOrNull('firstName'), record.textOrNull('lastName')].filter(Boolean).join(' '),
    inactive: record.flag('inactiveFlag'),
  };
}

function asAuthFailure(error: IntegrationError): IntegrationError {
  return new IntegrationError({
    system: error.system,
    operation: error.operation,
    kind: 'auth',
    message:
      `connectwise: ${error.operation} answered 404, to a list that every tenant has. ` +
      'Check connectwise.companyId, publicKey and privateKey, and connectwise.url.',
    notDone: true,
    ...(error.status === undefined ? {} : { status: error.status }),
    ...(error.requestId === undefined ? {} : { requestId: error.requestId }),
  });
}
