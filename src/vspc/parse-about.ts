import { WireRecord } from '../http/wire-record';
import { requiredWord, text, uid, uidOrNull, word } from './vspc-fields';

export interface VspcAbout {
  /** Build of the product, `9.1.0.30345`. */
  readonly serverVersion: string;
  readonly installationId: string | null;
}

/** Who the credentials belong to. */
export interface VspcUser {
  readonly uid: string;
  readonly userName: string;
  /** `PortalAdministrator`, `PortalReadonlyOperator`, … */
  readonly role: string;
  readonly organizationUid: string | null;
}

export function parseAbout(data: unknown): VspcAbout {
  const record = WireRecord.parse(data, 'about');
  return { serverVersion: requiredWord(record, 'serverVersion'), installationId: uidOrNull(record, 'installationId') };
}

export function parseUser(data: unknown): VspcUser {
  const record = WireRecord.parse(data, 'user');
  return {
    uid: uid(record, 'instanceUid'),
    userName: text(record, 'userName'),
    role: word(record, 'role'),
    organizationUid: uidOrNull(record, 'organizationUid'),
  };
}
