import { HttpClient } from '../http/http-client';
import type { HttpClientOptions } from '../http/http-client-options';
import { ConfigurationsApi } from './configurations.api';
import { FlexibleAssetTypesApi } from './flexible-asset-types.api';
import { FlexibleAssetsApi } from './flexible-assets.api';
import { itGlueHttpOptions, type ItGlueOptions } from './itglue-options';
import { ItGlueTransport } from './itglue-transport';
import { OrganizationsApi } from './organizations.api';

/** The connector to IT Glue. It decides nothing; lists end only when complete and throw otherwise. */
export class ItGlueClient {
  readonly organizations: OrganizationsApi;
  readonly flexibleAssetTypes: FlexibleAssetTypesApi;
  readonly flexibleAssets: FlexibleAssetsApi;
  readonly configurations: ConfigurationsApi;

  constructor(http: HttpClient, baseUrl: string) {
    const transport = new ItGlueTransport(http, baseUrl);
    this.organizations = new OrganizationsApi(transport);
    this.flexibleAssetTypes = new FlexibleAssetTypesApi(transport);
    this.flexibleAssets = new FlexibleAssetsApi(transport);
    this.configurations = new ConfigurationsApi(transport);
  }
}

/** What the process shares; time-out and size limit may be lowered by tests. */
export type ItGlueSurroundings = Pick<HttpClientOptions, 'budget' | 'clock' | 'redactor'> &
  Partial<Pick<HttpClientOptions, 'timeoutMs' | 'maxResponseBytes' | 'random'>>;

/** Registers the key with the redactor, so that no message can show it, and connects everything. */
export function createItGlueClient(options: ItGlueOptions, surroundings: ItGlueSurroundings): ItGlueClient {
  surroundings.redactor.register(options.apiKey.reveal());
  const http = new HttpClient({ ...itGlueHttpOptions(options), ...surroundings });
  return new ItGlueClient(http, options.url);
}
