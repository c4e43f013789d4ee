import type { JsonValue } from '../../../kernel/json';
import type { CwSeed } from '../connectwise-data';
import type { TableName } from '../schema/table-names';
import type { Values } from './record-store';

/** Puts one list of seeds into a table. */
export type Plant = <S extends CwSeed>(table: TableName, seeds: readonly S[], values: (seed: S) => Values) => void;

/** The seed's own members without what the store keeps apart; nested lists become tables of their own. */
export function plain(seed: object): Values {
  const values: Values = {};
  for (const [name, value] of Object.entries(seed) as [string, JsonValue][]) {
    if (!['id', 'enteredBy', 'dateEntered', 'updatedBy', 'lastUpdated'].includes(name)) values[name] = value;
  }
  return values;
}

/** Renames `companyId` to `company` and the like; the field tables name references without `Id`. */
export function renamed(seed: object, names: Readonly<Record<string, string>>): Values {
  return Object.fromEntries(Object.entries(plain(seed)).map(([name, value]) => [names[name] ?? name, value]));
}

/** A seed without some of its members. */
export function without(seed: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(seed).filter(([name]) => !names.includes(name)));
}
