const UNIT_MS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;
const DURATION = /^(?:\d+(?:\.\d+)?(?:ms|[smhdw]))+$/;
const PART = /(\d+(?:\.\d+)?)(ms|[smhdw])/g;
/** Beyond ten years a duration is a slip of the pen, and dates computed from it overflow. */
export const MAX_DURATION_MS = 3653 * UNIT_MS.d;

/** `75m`, `36h`, `7d`, `1h30m`, `0`: milliseconds; undefined for everything else. */
export function parseDuration(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === '0') return 0;
  if (!DURATION.test(trimmed)) return undefined;
  let total = 0;
  for (const [, count, unit] of trimmed.matchAll(PART)) total += Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS];
  return total <= MAX_DURATION_MS ? Math.round(total) : undefined;
}

export const MINUTE_MS = UNIT_MS.m;
export const HOUR_MS = UNIT_MS.h;
