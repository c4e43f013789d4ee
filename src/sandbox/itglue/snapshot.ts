import type { JsonObject, JsonValue } from '../../kernel/json';
import { nameOfAsset } from './asset-name';
import type { AssetRecord, ItGlueState } from './itglue-state';
import type { ItGlueSwitches } from './switches';

/** The account as a test or a person looks at it; traits by key, tags as ids. Values of keys are left out. */
export function snapshotOf(state: ItGlueState, switches: ItGlueSwitches, requestsInWindow: number): JsonValue {
  return plain({
    account: {
      subdomain: state.account.subdomain,
      region: state.account.region,
      keys: state.account.keys.map((key) => ({ name: key.name, state: key.state })),
    },
    requestsInWindow,
    switches,
    organizations: [...state.organizations.values()],
    flexibleAssetTypes: [...state.types.values()],
    flexibleAssets: [...state.assets.values()].map((asset) => assetSnapshot(state, asset)),
    configurations: [...state.configurations.values()],
    attachments: [...state.attachments.values()],
    relatedItems: [...state.relatedItems.values()],
  });
}

export function assetSnapshot(state: ItGlueState, asset: AssetRecord): JsonObject {
  const type = state.types.get(asset.flexibleAssetTypeId);
  const { values, ...rest } = asset;
  const traits = Object.fromEntries(
    (type?.fields ?? []).filter((field) => values.has(field.id)).map((field) => [field.nameKey, values.get(field.id)]),
  );
  return plain({ ...rest, name: nameOfAsset(type, values), traits }) as JsonObject;
}

/** A copy that later changes do not reach. */
export function plain(value: unknown): JsonValue {
  return JSON.parse(JSON.stringify(value)) as JsonValue;
}
