import type { Clock } from '../kernel/clock';
import { IntegrationError } from '../kernel/integration-error';
import type { ItgConfiguration } from '../itglue/configurations.api';
import type { ItgFlexibleAsset } from '../itglue/flexible-assets.api';
import type { ItGlueClient } from '../itglue/itglue.client';
import type { ItGlueConnection } from '../itglue/itglue-connection';
import type { ItgOrganization } from '../itglue/organizations.api';
import { ITG_ASSET_TYPES, ITG_ASSETS, ITG_CONFIGURATIONS, ITG_ORGANIZATIONS } from '../itglue/source-keys';
import type { RunContext } from '../reconciliation/run-context';
import type { SourceResult } from '../reconciliation/source-result';
import type { AssetFact, AssetTypeFact, KnownType, TypeFieldFact } from './domain/documentation-observation';

/** The pages of a run, as its list had them. */
export interface AssetsRead {
  readonly assets: readonly ItgFlexibleAsset[];
  /** What was written while the list was read may be missing in it. */
  readonly tookMs: number;
}

/** What IT Glue holds: organizations, our asset type, its assets and the configurations, each in pages of the account. */
export class ItGluePagesReader {
  private readonly assetReads = new WeakMap<RunContext, AssetsRead>();

  constructor(
    private readonly connection: ItGlueConnection,
    private readonly assetType: string,
    private readonly clock: Clock,
  ) {}

  /** @throws Error without IT Glue in the configuration: then the stream is off, which was checked. */
  get client(): ItGlueClient {
    const { client } = this.connection;
    if (!client) throw new Error('documentation needs IT Glue in the configuration');
    return client;
  }

  readOrganizations(run: RunContext): Promise<SourceResult<readonly ItgOrganization[]>> {
    const { organizations } = this.client;
    return run.readList(ITG_ORGANIZATIONS, { list: () => organizations.list(), keyOf: idOf });
  }

  /** Of the configured name, and the known one whatever its name, each with its fields. */
  readTypes(run: RunContext, known: KnownType | null): Promise<SourceResult<readonly AssetTypeFact[]>> {
    return run.readOne<readonly AssetTypeFact[]>(ITG_ASSET_TYPES, [], async () => {
      const types: AssetTypeFact[] = [];
      for await (const { id, name } of this.client.flexibleAssetTypes.list()) {
        if (id === known?.typeId || this.isOurs(name)) types.push({ id, name, fields: await this.fetchFields(id) });
      }
      return types;
    });
  }

  async readAssets(
    run: RunContext,
    types: readonly AssetTypeFact[],
  ): Promise<SourceResult<readonly ItgFlexibleAsset[]>> {
    const begunMs = this.clock.wallMs();
    const read = await run.readList(ITG_ASSETS, { list: () => this.listAssets(types), keyOf: idOf });
    if (read.complete) this.assetReads.set(run, { assets: read.value, tookMs: this.clock.wallMs() - begunMs });
    return read;
  }

  /** What `readAssets` has read in this run; null when it was not complete. */
  assetsReadIn(run: RunContext): AssetsRead | null {
    return this.assetReads.get(run) ?? null;
  }

  readConfigurations(run: RunContext): Promise<SourceResult<readonly ItgConfiguration[]>> {
    return run.readList(ITG_CONFIGURATIONS, { list: () => this.client.configurations.list(), keyOf: idOf });
  }

  /** As it is now: a type that was made or extended in this pass shows it. */
  async fetchType(typeId: string | null, typeName: string): Promise<AssetTypeFact> {
    if (typeId !== null) return { id: typeId, name: typeName, fields: await this.fetchFields(typeId) };
    for await (const { id, name } of this.client.flexibleAssetTypes.list()) {
      if (sameName(name, typeName)) return { id, name, fields: await this.fetchFields(id) };
    }
    throw new IntegrationError({
      system: 'itglue',
      operation: 'GET /flexible_asset_types',
      kind: 'conflict',
      notDone: true,
      message: `IT Glue has no flexible asset type "${typeName}" yet; its pages wait for it.`,
    });
  }

  private async fetchFields(typeId: string): Promise<TypeFieldFact[]> {
    const fields: TypeFieldFact[] = [];
    for await (const field of this.client.flexibleAssetTypes.listFields(typeId)) fields.push(field);
    return fields;
  }

  private async *listAssets(types: readonly AssetTypeFact[]): AsyncGenerator<ItgFlexibleAsset, void, undefined> {
    for (const { id } of types) yield* this.client.flexibleAssets.listByType(id);
  }

  private isOurs(name: string): boolean {
    return sameName(name, this.assetType);
  }
}

export function assetFact(asset: ItgFlexibleAsset): AssetFact {
  const { id, typeId, organizationId, archived, createdAt, traits } = asset;
  return { id, typeId, organizationId, archived, createdAt, traits };
}

export function sameName(left: string, right: string): boolean {
  return left.trim().toLowerCase() === right.trim().toLowerCase();
}

function idOf({ id }: { readonly id: string }): string {
  return id;
}
