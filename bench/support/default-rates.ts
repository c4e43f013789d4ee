/** What the configuration sets when it says nothing. */
export const DEFAULT_RATES = { vspc: 2, connectwise: 8, itglue: 6 };
