import { DateTime } from 'luxon';

/** ISO 8601 to milliseconds since the epoch; without an offset it is a time of `timezone`. */
export function parseInstant(text: string, timezone: string): number | undefined {
  const trimmed = text.trim();
  if (!/^\d{4}-\d{2}-\d{2}(?:$|[T ])/.test(trimmed)) return undefined;
  const parsed = DateTime.fromISO(trimmed.replace(' ', 'T'), { zone: timezone });
  return parsed.isValid ? parsed.toMillis() : undefined;
}
