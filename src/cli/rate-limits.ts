import type { AppConfig } from '../config/app-config';
import type { RateLimit } from '../http/gcra';
import { itGlueRateLimit } from '../itglue/itglue-options';
import type { SystemName } from '../kernel/integration-error';

/** The budget of every configured system; a burst of two seconds keeps short passes quick. */
export function rateLimitsOf(config: AppConfig): [SystemName, RateLimit][] {
  const vspc = config.vspc.map(({ name, requestsPerSecond }): [SystemName, RateLimit] => [
    `vspc:${name}`,
    steady(requestsPerSecond),
  ]);
  const connectwise: [SystemName, RateLimit] = ['connectwise', steady(config.connectwise.requestsPerSecond)];
  const itglue: [SystemName, RateLimit][] = config.itglue
    ? [['itglue', itGlueRateLimit(config.itglue.requestsPerSecond)]]
    : [];
  return [...vspc, connectwise, ...itglue];
}

function steady(requestsPerSecond: number): RateLimit {
  return { requestsPerSecond, burst: Math.max(1, Math.floor(requestsPerSecond * 2)) };
}
