import { inOrder } from './flexible-asset-fields';
import type { ItGlueTraitValue } from './itglue-data';
import type { TypeRecord } from './itglue-state';

/** The name of an asset: its title traits in order, joined by one space. */
export function nameOfAsset(type: TypeRecord | undefined, values: ReadonlyMap<number, ItGlueTraitValue>): string {
  return inOrder(type?.fields ?? [])
    .filter((field) => field.useForTitle)
    .map((field) => values.get(field.id))
    .filter((value) => value !== undefined)
    .map(String)
    .join(' ');
}
