import { OperatorError } from '../kernel/operator-error';

interface WholeNumberOption {
  readonly name: string;
  readonly min: number;
  readonly max: number;
}

/** @throws OperatorError that names the option, its bounds and an example */
export function parseWholeNumber(text: string, { name, min, max }: WholeNumberOption): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw badOption(`${name} takes a whole number from ${min} to ${max}.`, `For example: ${name} ${Math.max(min, 1)}`);
}

/** A date with a time and its zone: `2026-11-02T08:00:00Z`. */
export function parseInstantOption(text: string, name: string): Date {
  const hasZone = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(text);
  const instant = new Date(text);
  if (hasZone && !Number.isNaN(instant.getTime())) return instant;
  throw badOption(`${name} takes a date and time with its zone.`, `For example: ${name} 2026-11-02T08:00:00Z`);
}

export function badOption(message: string, hint: string): OperatorError {
  return new OperatorError('bad-option', message, hint);
}
