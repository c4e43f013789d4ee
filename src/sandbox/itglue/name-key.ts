/**
 * The key of a trait, made from the name that its field had when it was created: letters without accents in lower
 * case, everything else one hyphen. Letters beyond Latin fall away, as far as is known.
 */
export function makeNameKey(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

/** Unique within a type: a second field of the same key is numbered. */
export function makeUniqueNameKey(name: string, taken: ReadonlySet<string>): string {
  const base = makeNameKey(name) || 'field';
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}
