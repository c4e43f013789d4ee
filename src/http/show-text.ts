import type { Redactor } from '../kernel/redaction';

const LONGEST_SHOWN = 500;

/** Foreign text made fit for a terminal, a log and a page: one line, no secret, at most 500 characters. */
export function showText(text: string, redactor: Redactor): string {
  // Redacted before it is cut, or half a secret could be left at the end.
  const line = redactor
    .redact(text)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
  return line.length > LONGEST_SHOWN ? `${line.slice(0, LONGEST_SHOWN - 1)}…` : line;
}
