/** A setting that the checks have proven to be there; its absence here is a bug of ours, not of the file. */
export function definite<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`Checked configuration lacks ${name}.`);
  return value;
}
