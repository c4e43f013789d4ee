import { ATTACHMENT_ROUTES } from './attachments';
import { CATALOG_ROUTES } from './catalogs';
import { CONFIGURATION_ROUTES } from './configurations';
import { FLEXIBLE_ASSET_FIELD_ROUTES } from './flexible-asset-fields';
import { FLEXIBLE_ASSET_TYPE_ROUTES } from './flexible-asset-types';
import { FLEXIBLE_ASSET_ROUTES } from './flexible-assets';
import { ORGANIZATION_ROUTES } from './organizations';
import { RELATED_ITEM_ROUTES } from './related-items';
import type { VendorRoute } from './vendor-call';

/** Every route that is served. The first that fits answers, so named paths come before those that begin with a parameter. */
export const VENDOR_ROUTES: readonly VendorRoute[] = [
  ...ORGANIZATION_ROUTES,
  ...FLEXIBLE_ASSET_TYPE_ROUTES,
  ...FLEXIBLE_ASSET_FIELD_ROUTES,
  ...FLEXIBLE_ASSET_ROUTES,
  ...CONFIGURATION_ROUTES,
  ...CATALOG_ROUTES,
  ...ATTACHMENT_ROUTES,
  ...RELATED_ITEM_ROUTES,
];

export interface RouteMatch {
  readonly route: VendorRoute;
  readonly params: Readonly<Record<string, string>>;
}

const PATTERNS = VENDOR_ROUTES.map((route) => ({ route, words: route.path.split('/') }));

export function matchRoute(method: string, path: string): RouteMatch | undefined {
  const sent = path.split('/');
  for (const { route, words } of PATTERNS) {
    if (route.method !== method || words.length !== sent.length) continue;
    const params = matchWords(words, sent);
    if (params !== undefined) return { route, params };
  }
  return undefined;
}

function matchWords(words: readonly string[], sent: readonly string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [position, word] of words.entries()) {
    const value = sent[position] ?? '';
    const parameter = /^\{(.+)\}$/.exec(word)?.[1];
    if (parameter !== undefined && value !== '') params[parameter] = value;
    else if (word !== value) return undefined;
  }
  return params;
}
