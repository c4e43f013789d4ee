import { relative, resolve } from 'node:path';
import type { AppConfig, VspcConfig } from '../../config/app-config';
import { OperatorError } from '../../kernel/operator-error';
import type { CliContext, ExitCode } from '../cli-context';
import type { CliOutput } from '../cli-output';
import { writeOutputFile } from '../write-output-file';
import { fetchCertificate, type ServerCertificate } from './fetch-certificate';

export interface SaveCaRequest {
  readonly file: string;
  /** Name of the VSPC connection; may be left out when there is one. */
  readonly connection: string | undefined;
  readonly isConfirmed: boolean;
}

/** `check --save-ca FILE`: shows what a VSPC is trusted by and, when a person agrees, stores it. */
export async function saveCa(
  config: AppConfig,
  request: SaveCaRequest,
  context: CliContext,
  output: CliOutput,
): Promise<ExitCode> {
  const vspc = chooseConnection(config, request.connection);
  const address = new URL(vspc.url);
  if (address.protocol !== 'https:') {
    throw new OperatorError(
      'no-certificate',
      `${vspc.url} is not https, so there is no certificate.`,
      'Nothing to do.',
    );
  }
  const certificate = await fetchCertificate(address, vspc.tls.caPem);
  renderCertificate(certificate, address, output);
  assertUsable(certificate, address);
  const isStored = !certificate.isTrusted && (await store(certificate, request, context));
  output.document({
    connection: vspc.name,
    certificate: { ...certificate, pem: undefined },
    file: resolve(request.file),
    stored: isStored,
  });
  if (certificate.isTrusted) {
    output.line('It is trusted already; nothing was written.');
    return 0;
  }
  if (!isStored) {
    output.line('Nothing was written.');
    return 1;
  }
  output.line(`Stored in ${request.file}. Name it for the connection ${vspc.name} in config/bridge.yaml:`);
  output.line(`  tls: { caFile: ${relative(config.baseDir, resolve(request.file))} }`);
  return 0;
}

function chooseConnection({ vspc }: AppConfig, name: string | undefined): VspcConfig {
  const [first, ...others] = vspc;
  const found = name === undefined && others.length === 0 ? first : vspc.find((one) => one.name === name);
  if (found) return found;
  const names = vspc.map((one) => one.name).join(', ');
  const what = name === undefined ? 'There are several VSPC connections.' : `No VSPC connection is called ${name}.`;
  throw new OperatorError('bad-option', what, `Choose one with --connection: ${names}.`);
}

function renderCertificate(certificate: ServerCertificate, address: URL, output: CliOutput): void {
  const { subject, issuer, isSelfSigned, validFrom, validTo, names, fingerprint } = certificate;
  const half = Math.ceil(fingerprint.length / 2);
  output.line(output.colors.bold(`Certificate of ${address.host}`));
  output.line(`  for       ${subject}`);
  if (names.length > 0) output.line(`  names     ${names.join(', ')}`);
  output.line(`  from      ${isSelfSigned && subject === issuer ? 'itself (self-signed)' : issuer}`);
  output.line(`  valid     ${validFrom} to ${validTo}`);
  output.line(`  SHA-256   ${fingerprint.slice(0, half)}`);
  output.line(`            ${fingerprint.slice(half)}`);
}

function assertUsable({ isSelfSigned, fitsHost, issuer, names }: ServerCertificate, address: URL): void {
  if (!isSelfSigned) {
    throw new OperatorError(
      'incomplete-chain',
      `${address.host} does not send the certificate of its authority (${issuer}).`,
      'Ask whoever runs that authority for its certificate in PEM form, and name the file in tls.caFile.',
    );
  }
  if (fitsHost) return;
  throw new OperatorError(
    'wrong-host',
    `The certificate was not made for ${address.hostname}: storing it would not help.`,
    `Use an address with one of its names (${names.join(', ') || 'it has none'}), or renew the certificate on the server.`,
  );
}

async function store(certificate: ServerCertificate, request: SaveCaRequest, context: CliContext): Promise<boolean> {
  if (!request.isConfirmed && !(await isAgreed(context))) return false;
  writeOutputFile(request.file, certificate.pem);
  return true;
}

async function isAgreed({ confirm }: CliContext): Promise<boolean> {
  if (confirm) return confirm('Does the server itself show this fingerprint, and shall it be trusted?');
  throw new OperatorError(
    'needs-confirmation',
    'Nobody can be asked whether to trust this certificate.',
    'Compare the fingerprint with the one on the server, then add --yes.',
  );
}
