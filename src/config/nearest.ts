import { distance } from 'fastest-levenshtein';

/** The known word that was probably meant, by edit distance without regard to case; undefined when none is near. */
export function nearestOf(word: string, known: readonly string[]): string | undefined {
  let best: { readonly word: string; readonly edits: number } | undefined;
  for (const candidate of known) {
    const edits = distance(word.toLowerCase(), candidate.toLowerCase());
    if (best === undefined || edits < best.edits) best = { word: candidate, edits };
  }
  const tolerance = Math.max(2, Math.floor(word.length / 3));
  return best !== undefined && best.edits <= tolerance ? best.word : undefined;
}

/** A hint for a word that is not known. */
export function suggest(word: string, known: readonly string[]): string {
  const nearest = nearestOf(word, known);
  return nearest === undefined ? `Known here: ${known.join(', ')}.` : `Did you mean ${nearest}?`;
}
