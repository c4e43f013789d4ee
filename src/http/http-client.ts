import type { HttpCall, HttpReply } from './http-call';
import type { HttpClientOptions } from './http-client-options';

/** The only way to a vendor. Every failure is an `IntegrationError`. */
export class HttpClient {
  constructor(private readonly options: HttpClientOptions) {}

  send(call: HttpCall): Promise<HttpReply> {
    return Promise.reject(new Error(`${this.options.system} is not reachable yet: ${call.operation}`));
  }
}
