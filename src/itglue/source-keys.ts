import type { SourceKey } from '../kernel/change';

/** The sources that several streams or several parts of one read; each is read at most once in a run (RULES, Engine 1). */
export const ITG_ORGANIZATIONS: SourceKey = 'itglue/organizations';
/** With the fields of those that are looked at. */
export const ITG_ASSET_TYPES: SourceKey = 'itglue/flexible_asset_types';
/** All assets of our type, over all organizations. */
export const ITG_ASSETS: SourceKey = 'itglue/flexible_assets';
/** Of the whole account. */
export const ITG_CONFIGURATIONS: SourceKey = 'itglue/configurations';
