/** The keys that the file holds; a class instance has the others as undefined, which must not override anything. */
export function presentKeys<T extends object>(
  section: T | undefined,
): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  const entries = Object.entries(section ?? {}).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Key in keyof T]?: Exclude<T[Key], undefined> };
}

/** A copy without some of its keys. */
export function withoutKeys<T extends object, Key extends PropertyKey>(
  section: T,
  ...keys: readonly Key[]
): Omit<T, Key> {
  const dropped: readonly PropertyKey[] = keys;
  return Object.fromEntries(Object.entries(section).filter(([key]) => !dropped.includes(key))) as Omit<T, Key>;
}
