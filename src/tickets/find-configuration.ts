import type { ConnectWiseClient } from '../connectwise/connectwise.client';
import type { CwConfiguration } from '../connectwise/configurations.api';
import { cwCompanyId } from '../kernel/ids';
import type { AttachConfiguration } from './domain/ticket-effects';

/** The one active configuration of the company that is this machine: by serial number, else by host name; null for none or several. */
export async function findConfiguration(
  connectwise: ConnectWiseClient,
  payload: AttachConfiguration,
): Promise<number | null> {
  const candidates: CwConfiguration[] = [];
  for await (const configuration of connectwise.configurations.listByCompany(cwCompanyId(payload.companyId))) {
    if (configuration.active) candidates.push(configuration);
  }
  const serial = payload.serialNumber?.trim().toLowerCase() ?? '';
  const bySerial =
    serial === '' ? [] : candidates.filter((candidate) => candidate.serialNumber?.trim().toLowerCase() === serial);
  if (bySerial.length > 0) return onlyOne(bySerial);
  const host = hostOf(payload.hostName);
  return host === '' ? null : onlyOne(candidates.filter((candidate) => hostOf(candidate.name) === host));
}

function onlyOne(candidates: readonly CwConfiguration[]): number | null {
  const [only, ...others] = candidates;
  return only && others.length === 0 ? only.id : null;
}

/** `SRV01.example.local` and `srv01` are the same machine. */
function hostOf(name: string | null): string {
  return name?.trim().toLowerCase().split('.', 1)[0] ?? '';
}
