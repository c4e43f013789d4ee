import { OperatorError } from '../kernel/operator-error';

const DEFAULT_MS = 5 * 60_000;
const UNITS_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

/** `--lock-timeout`: how long to wait for a stream that another process works on; 5 minutes unless told. */
export function parseLockTimeout(text: string | undefined): number {
  if (text === undefined) return DEFAULT_MS;
  const match = /^(\d{1,5})([smh])$/.exec(text);
  const unitMs = UNITS_MS[match?.[2] ?? ''];
  if (!match || unitMs === undefined) {
    throw new OperatorError(
      'bad-option',
      '--lock-timeout takes a number with a unit.',
      'For example: --lock-timeout 30s',
    );
  }
  return Number(match[1]) * unitMs;
}
