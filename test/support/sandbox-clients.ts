import { Secret } from '../../src/config/secret';
import { connectWiseRateLimit } from '../../src/connectwise/connectwise-options';
import { createConnectWiseClient, type ConnectWiseClient } from '../../src/connectwise/connectwise.client';
import { MemoryRateBudget } from '../../src/http/memory-rate-budget';
import { itGlueRateLimit } from '../../src/itglue/itglue-options';
import { createItGlueClient, type ItGlueClient } from '../../src/itglue/itglue.client';
import type { Clock } from '../../src/kernel/clock';
import { Redactor } from '../../src/kernel/redaction';
import type { Sandbox } from '../../src/sandbox/sandbox';

export type SandboxAccess = Pick<Sandbox, 'addresses' | 'credentials'>;

/** The real client before the sandbox's ConnectWise, with the budget that the product asks for. */
export function connectWiseOf(sandbox: SandboxAccess, clock: Clock): ConnectWiseClient {
  const { companyId, publicKey, privateKey, clientId } = sandbox.credentials.connectwise;
  const options = {
    url: sandbox.addresses.connectwise,
    companyId,
    publicKey: new Secret(publicKey),
    privateKey: new Secret(privateKey),
    clientId: new Secret(clientId),
    tls: { caPem: null },
  };
  const budget = new MemoryRateBudget(clock, [['connectwise', connectWiseRateLimit(8)]]);
  return createConnectWiseClient(options, { budget, clock, redactor: new Redactor() });
}

/** The real client before the sandbox's IT Glue, with the budget that the product asks for. */
export function itGlueOf(sandbox: SandboxAccess, clock: Clock): ItGlueClient {
  const options = { url: sandbox.addresses.itglue, apiKey: new Secret(sandbox.credentials.itglue.apiKey) };
  const budget = new MemoryRateBudget(clock, [['itglue', itGlueRateLimit(6)]]);
  return createItGlueClient(options, { budget, clock, redactor: new Redactor() });
}
