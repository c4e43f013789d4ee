/** `2026-11-22 03:42 UTC`: minutes are enough for people. */
export function formatInstant(instant: Date | number | string): string {
  const iso = new Date(instant).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}
