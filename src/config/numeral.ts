/**
 * An unquoted number of a YAML file with the characters that were typed. YAML reads `0123` as 123 and `1e3` as 1000;
 * an identifier needs the characters, and a whole number is refused when it is written like that.
 */
export class Numeral {
  constructor(readonly source = '') {}
}
