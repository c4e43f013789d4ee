import { Module } from '@nestjs/common';
import type { AppConfig, VspcConfig, VspcCredentials as ConfiguredCredentials } from '../config/app-config';
import { APP_CONFIG, CLOCK, RATE_BUDGET, REDACTOR } from '../config/config.tokens';
import type { RateBudget } from '../http/rate-budget';
import type { Clock } from '../kernel/clock';
import type { Redactor } from '../kernel/redaction';
import { VspcConnectors } from './vspc-connectors';
import { VspcConnector } from './vspc.connector';
import type { VspcCredentials } from './vspc-login';
import type { VspcConnectorOptions } from './vspc-options';

/** Owns the wire to every VSPC. Reads only, decides nothing. */
@Module({
  providers: [
    {
      provide: VspcConnectors,
      useFactory: (config: AppConfig, budget: RateBudget, clock: Clock, redactor: Redactor) =>
        new VspcConnectors(config.vspc.map((vspc) => new VspcConnector(optionsOf(vspc, { budget, clock, redactor })))),
      inject: [APP_CONFIG, RATE_BUDGET, CLOCK, REDACTOR],
    },
  ],
  exports: [VspcConnectors],
})
export class VspcModule {}

function optionsOf(
  vspc: VspcConfig,
  surroundings: Pick<VspcConnectorOptions, 'budget' | 'clock' | 'redactor'>,
): VspcConnectorOptions {
  return {
    name: vspc.name,
    url: vspc.url,
    credentials: credentialsOf(vspc.credentials),
    ...(vspc.tls.caPem === null ? {} : { caPem: vspc.tls.caPem }),
    ...surroundings,
  };
}

function credentialsOf(configured: ConfiguredCredentials): VspcCredentials {
  if (configured.kind === 'api-key') return { apiKey: configured.apiKey.reveal() };
  return { username: configured.username, password: configured.password.reveal() };
}
