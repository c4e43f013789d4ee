import { AxiosError, type InternalAxiosRequestConfig } from 'axios';
import type { IntegrationError } from '../kernel/integration-error';

/**
 * Carries our error through axios-retry, which needs a configuration to send again. It never leaves this folder: the
 * configuration holds headers and bodies.
 */
export class AttemptError extends AxiosError {
  constructor(
    readonly failure: IntegrationError,
    config: InternalAxiosRequestConfig,
  ) {
    super('one try failed', undefined, config);
  }
}
