import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios, { type AxiosInstance } from 'axios';
import axiosRetry from 'axios-retry';

export interface TransportOptions {
  readonly concurrency: number;
  readonly caPem?: string;
  readonly maxResponseBytes: number;
}

export interface Transport {
  readonly instance: AxiosInstance;
  /**
   * Writes go over a connection of their own: a kept one may have been closed by the other side a moment ago, and a
   * write that dies with it has an unknown outcome for nothing.
   */
  readonly freshAgents: { readonly httpAgent: HttpAgent; readonly httpsAgent: HttpsAgent };
}

/** The one place where axios is set up. */
export function createTransport(options: TransportOptions): Transport {
  const tls = options.caPem === undefined ? {} : { ca: options.caPem };
  const kept = { keepAlive: true, maxSockets: options.concurrency };
  const instance = axios.create({
    httpAgent: new HttpAgent(kept),
    httpsAgent: new HttpsAgent({ ...kept, ...tls }),
    // A redirect would carry the credentials to wherever it points.
    maxRedirects: 0,
    // A proxy named by the environment would see the credentials, and loopback addresses would not be reached.
    proxy: false,
    maxContentLength: options.maxResponseBytes,
    maxBodyLength: Number.POSITIVE_INFINITY,
    responseType: 'arraybuffer',
    transformRequest: [],
    transformResponse: [],
    // Every status is an answer; what it means is decided by us, not by an exception.
    validateStatus: () => true,
  });
  // No retry unless a call asks for it: the library's own condition sends a POST again after a dropped connection.
  axiosRetry(instance, { retries: 0, retryCondition: () => false });
  return {
    instance,
    freshAgents: {
      httpAgent: new HttpAgent({ keepAlive: false }),
      httpsAgent: new HttpsAgent({ keepAlive: false, ...tls }),
    },
  };
}
