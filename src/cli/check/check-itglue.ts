import type { DocumentationSettings } from '../../documentation/domain/documentation-settings';
import { suggest } from '../../config/nearest';
import type { ItGlueClient } from '../../itglue/itglue.client';
import { collect, tryProbe, type CheckItem } from './check-item';

const SYSTEM = 'itglue';

/** IT Glue: does it answer, and is the asset type there that pages are to be of. */
export async function* checkItGlue(
  client: ItGlueClient,
  settings: DocumentationSettings,
): AsyncGenerator<CheckItem, void, undefined> {
  const connection = await tryProbe(SYSTEM, {
    name: 'connection',
    run: async () => {
      await client.organizations.probe();
      const { length } = await collect(client.organizations.list());
      return `Connected to IT Glue — ${length} organizations visible`;
    },
  });
  yield connection;
  if (connection.ok) yield await checkAssetType(client, settings);
}

async function checkAssetType(client: ItGlueClient, settings: DocumentationSettings): Promise<CheckItem> {
  let types: readonly string[] = [];
  const { assetType, createType } = settings;
  const read = await tryProbe(SYSTEM, {
    name: 'asset type',
    run: async () => {
      types = (await collect(client.flexibleAssetTypes.list())).map(({ name }) => name);
      return `flexible asset type “${assetType}” is there`;
    },
    ifForbidden: 'Use an API key of an account that may read flexible asset types.',
  });
  if (!read.ok || types.some((name) => name.toLowerCase() === assetType.toLowerCase())) return read;
  if (createType) return { ...read, message: `the first pass creates the flexible asset type “${assetType}”` };
  const others = types.length === 0 ? '' : ` ${suggest(assetType, types)}`;
  return {
    ...read,
    ok: false,
    message: `there is no flexible asset type “${assetType}”`,
    hint: `Set createType: true in mappings/documentation.yaml, or correct assetType.${others}`,
  };
}
