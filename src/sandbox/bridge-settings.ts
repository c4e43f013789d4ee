/** What `--write-config` tells the bridge, where the answer key has to know it too. */
export const INSTALLATION = 'sandbox';
export const VSPC_CONNECTION = 'main';
/** `holdFor`: from the end of a failed run to its ticket. */
export const HOLD_MINUTES = 75;
/** `retryWindow`: a failure that starts within it belongs to the run before. */
export const RETRY_WINDOW_MINUTES = 90;
/** `billingTrusts`: the grades that billing acts on. */
export const TRUSTED_GRADES = ['pinned', 'confirmed', 'external-id', 'identifier'] as const;

/** RULES and INTERFACE, `rpo`. */
export const RPO_HOURS = 26;
