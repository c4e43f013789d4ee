/** Total order by UTF-16 code unit: the same on every machine, unlike any locale's order. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Sorts a copy by a text key. */
export function sortedBy<T>(items: Iterable<T>, key: (item: T) => string): T[] {
  return [...items].sort((left, right) => compareText(key(left), key(right)));
}
