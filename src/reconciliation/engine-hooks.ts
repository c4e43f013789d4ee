/** Where a process may die between two steps. Tests throw here; nothing else listens. */
export type CrashPoint = 'before-intent' | 'after-intent' | 'after-send' | 'after-outcome';

export interface EngineHooks {
  reached(point: CrashPoint): void;
}

export const NO_HOOKS: EngineHooks = { reached: () => undefined };
