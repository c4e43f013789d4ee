/** What the composition root provides to every module: data and surroundings, not classes of ours. */
export const APP_CONFIG = Symbol('AppConfig');
export const MAPPINGS = Symbol('Mappings');
export const CLOCK = Symbol('Clock');
export const REDACTOR = Symbol('Redactor');
export const RATE_BUDGET = Symbol('RateBudget');
