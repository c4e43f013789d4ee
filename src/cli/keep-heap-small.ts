import { setFlagsFromString } from 'node:v8';

/** A pass waits for rate budgets, not for the processor: garbage is collected early, so that the process stays small. */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=20');
}
