/** Items by each of their keys; an empty key is none. */
export function groupAll<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group) group.push(item);
      else if (key !== '') groups.set(key, [item]);
    }
  }
  return groups;
}
