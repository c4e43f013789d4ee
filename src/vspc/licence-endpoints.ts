import { WireRecord } from '../http/wire-record';
import type { VspcCompanyUid } from '../kernel/ids';
import type { VspcApi } from './vspc-api';
import { companyUid, numberOrNull, text, textOrNull, uid, uidOrNull, word } from './vspc-fields';

/** Licences of one organization in the current month. */
export interface VspcLicenseUsage {
  readonly organizationUid: VspcCompanyUid;
  readonly organizationType: string;
  readonly servers: readonly VspcServerLicenseUsage[];
}

export interface VspcServerLicenseUsage {
  readonly serverUid: string | null;
  /** `BackupAndReplication`, `CloudConnect`, `VB365`, `VONE`, `VSPC`. */
  readonly serverType: string;
  readonly workloads: readonly VspcLicenseWorkload[];
}

/** Units are decimal text, counts are objects. */
export interface VspcLicenseWorkload {
  readonly uid: string;
  readonly description: string;
  /** `Points`, `Instances`. */
  readonly unitType: string;
  readonly rentalUnits: string | null;
  readonly newUnits: string | null;
  readonly usedUnits: string | null;
  readonly rentalCount: number | null;
  readonly newCount: number | null;
  readonly usedCount: number | null;
}

/** The licence of VSPC itself. */
export interface VspcConsoleLicense {
  readonly status: string;
  readonly statusMessage: string | null;
  readonly edition: string | null;
  readonly expirationDate: Date | null;
  readonly supportExpirationDate: Date | null;
}

/** Licences. Provider administrators only (facts 1.6). */
export class LicenceEndpoints {
  constructor(private readonly api: VspcApi) {}

  usage(): AsyncGenerator<VspcLicenseUsage, void, undefined> {
    return this.api.list({
      path: '/licensing/usage/organizations',
      sort: ['organizationUid'],
      keyOf: (record) => uidOrNull(record, 'organizationUid'),
      parse: parseLicenseUsage,
    });
  }

  console(): Promise<VspcConsoleLicense> {
    return this.api.fetchOne('/licensing/console', parseConsoleLicense);
  }
}

function parseLicenseUsage(record: WireRecord): VspcLicenseUsage {
  return {
    organizationUid: companyUid(record, 'organizationUid'),
    organizationType: word(record, 'organizationType'),
    servers: record.records('servers').map((server) => ({
      serverUid: uidOrNull(server, 'serverUid'),
      serverType: word(server, 'serverType'),
      workloads: server.records('workloads').map(parseLicenseWorkload),
    })),
  };
}

function parseLicenseWorkload(record: WireRecord): VspcLicenseWorkload {
  return {
    uid: uid(record, 'id'),
    description: text(record, 'description'),
    unitType: word(record, 'unitType'),
    rentalUnits: record.decimalOrNull('rentalUnits'),
    newUnits: record.decimalOrNull('newUnits'),
    usedUnits: record.decimalOrNull('usedUnits'),
    rentalCount: numberOrNull(record, 'rentalCount'),
    newCount: numberOrNull(record, 'newCount'),
    usedCount: numberOrNull(record, 'usedCount'),
  };
}

function parseConsoleLicense(data: unknown): VspcConsoleLicense {
  const record = WireRecord.parse(data, 'license');
  return {
    status: word(record, 'status'),
    statusMessage: textOrNull(record, 'statusMessage'),
    edition: textOrNull(record, 'edition'),
    expirationDate: record.instantOrNull('expirationDate'),
    supportExpirationDate: record.instantOrNull('supportExpirationDate'),
  };
}
