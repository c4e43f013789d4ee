import type { LineOverride, ProductLine, ProductsMapping, AgreementSelector } from '../../billing/domain/product-line';
import { unitDisagrees } from '../../billing/domain/unit-of-measure';
import { suggest } from '../../config/nearest';
import type { CwCatalogItem } from '../../connectwise/catalog.api';
import type { ConnectWiseClient } from '../../connectwise/connectwise.client';
import { matchesPattern } from '../../kernel/match-pattern';
import { collect, tryProbe, type CheckItem } from './check-item';
import { judgeName } from './check-names';

const SYSTEM = 'connectwise';
const FILE = 'mappings/products.yaml';

/** Every product, unit and agreement type that products.yaml names. */
export async function* checkProductNames(
  client: ConnectWiseClient,
  { lines }: ProductsMapping,
): AsyncGenerator<CheckItem, void, undefined> {
  let items: readonly CwCatalogItem[] = [];
  const identifiers = lines.flatMap((line) => [line.product, ...overridden(line, 'product')]);
  const read = await tryProbe(SYSTEM, {
    name: 'catalog',
    run: async () => {
      items = await collect(client.catalog.listByIdentifiers(identifiers));
      return 'may read the product catalog';
    },
    ifForbidden: 'Give the security role of the API member Inquire All on Procurement > Product Catalog.',
  });
  yield read;
  if (read.ok) for (const line of lines) yield judgeProduct(line, items);
  yield* checkAgreements(client, lines);
}

function judgeProduct(line: ProductLine, items: readonly CwCatalogItem[]): CheckItem {
  const wanted = line.product.toLowerCase();
  const found = items.find(({ identifier }) => identifier.toLowerCase() === wanted);
  const base = { system: SYSTEM, name: `product of ${line.name}` };
  const correct = `Correct the line ${line.name} in ${FILE}, or the product in ConnectWise.`;
  const broken = (message: string): CheckItem => ({ ...base, ok: false, message, hint: correct });
  if (!found) return broken(`there is no product “${line.product}” in the catalog`);
  if (found.inactive) return broken(`product “${found.identifier}” is inactive`);
  if (found.productClass === 'Bundle')
    return broken(`product “${found.identifier}” is a bundle, which no addition can be`);
  const unit = found.unitOfMeasure?.name ?? null;
  if (unitDisagrees(line.unit, unit))
    return broken(`product “${found.identifier}” is measured in ${unit ?? ''}, the line in ${line.unit}`);
  return { ...base, ok: true, message: `product “${found.identifier}” is there`, hint: null };
}

async function* checkAgreements(
  { agreements }: ConnectWiseClient,
  lines: readonly ProductLine[],
): AsyncGenerator<CheckItem, void, undefined> {
  const selectors = lines.flatMap((line) => [line.agreement, ...overridden(line, 'agreement')]);
  const types = distinct(selectors.flatMap((selector) => (isByType(selector) ? [selector.type] : [])));
  const patterns = distinct(selectors.flatMap((selector) => (isByName(selector) ? [selector.name] : [])));
  yield* judgeAll(types, 'agreement type', async () => {
    const known = await collect(agreements.listTypes());
    return (wanted) => judgeName(known, { system: SYSTEM, what: 'agreement type', wanted, file: FILE });
  });
  yield* judgeAll(patterns, 'agreement', async () => {
    const names = (await collect(agreements.list())).map(({ name }) => name);
    return (wanted) => judgePattern(wanted, names);
  });
}

/** Reads a table once, then judges every name by it. */
async function* judgeAll(
  wanted: readonly string[],
  what: string,
  read: () => Promise<(name: string) => CheckItem>,
): AsyncGenerator<CheckItem, void, undefined> {
  if (wanted.length === 0) return;
  let judge: ((name: string) => CheckItem) | undefined;
  const table = await tryProbe(SYSTEM, {
    name: what,
    run: async () => {
      judge = await read();
      return `may read every ${what}`;
    },
    ifForbidden:
      'Give the security role of the API member Inquire All on Finance > Agreements and System > Table Setup.',
  });
  if (judge === undefined) yield table;
  else for (const name of wanted) yield judge(name);
}

function judgePattern(wanted: string, names: readonly string[]): CheckItem {
  const count = names.filter((name) => matchesPattern(wanted, name)).length;
  const base = { system: SYSTEM, name: 'agreement' };
  if (count > 0) return { ...base, ok: true, message: `${count} agreements are called “${wanted}”`, hint: null };
  const hint = `Correct it in ${FILE}. ${suggest(wanted, [...new Set(names)].slice(0, 12))}`;
  return { ...base, ok: false, message: `no agreement is called “${wanted}”`, hint };
}

function overridden<Key extends keyof LineOverride['set']>(
  line: ProductLine,
  key: Key,
): NonNullable<LineOverride['set'][Key]>[] {
  return line.overrides.flatMap(({ set }) => {
    const value = set[key];
    return value === undefined ? [] : [value];
  });
}

function isByType(selector: AgreementSelector | null): selector is { readonly type: string } {
  return selector !== null && 'type' in selector;
}

function isByName(selector: AgreementSelector | null): selector is { readonly name: string } {
  return selector !== null && 'name' in selector;
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
