import type { WireRecord } from '../http/wire-record';
import { whereIn } from './conditions';
import { endpoint, fitsInUrl, type ConnectWiseTransport } from './connectwise-transport';
import { parseReference, type CwReference } from './cw-reference';

export interface CwCatalogItem {
  readonly id: number;
  readonly identifier: string;
  readonly description: string;
  readonly inactive: boolean;
  /** `Agreement`, `Bundle`, `Inventory`, `NonInventory` or `Service`; a bundle cannot be an addition. */
  readonly productClass: string | null;
  readonly unitOfMeasure: CwReference | null;
  /** List price, a decimal text. */
  readonly price: string | null;
  readonly cost: string | null;
}

export interface CwUnitOfMeasure {
  readonly id: number;
  readonly name: string;
  readonly inactive: boolean;
}

const CATALOG_FIELDS = ['identifier', 'description', 'inactiveFlag', 'productClass', 'unitOfMeasure', 'price', 'cost'];

export class CatalogApi {
  constructor(private readonly transport: ConnectWiseTransport) {}

  /** Those of the products that exist. Catalogs hold tens of thousands of items and are never read whole. */
  async *listByIdentifiers(identifiers: readonly string[]): AsyncGenerator<CwCatalogItem, void, undefined> {
    for (const chunk of chunksForUrl([...new Set(identifiers)])) {
      yield* this.transport.list({
        endpoint: endpoint('/procurement/catalog'),
        conditions: whereIn('identifier', chunk),
        fields: CATALOG_FIELDS,
        parse: parseCatalogItem,
      });
    }
  }

  listUnitsOfMeasure(): AsyncGenerator<CwUnitOfMeasure, void, undefined> {
    return this.transport.list({
      endpoint: endpoint('/procurement/unitOfMeasures'),
      fields: ['name', 'inactiveFlag'],
      parse: (record) => ({
        id: record.integer('id'),
        name: record.text('name'),
        inactive: record.flag('inactiveFlag'),
      }),
    });
  }
}

function parseCatalogItem(record: WireRecord): CwCatalogItem {
  return {
    id: record.integer('id'),
    identifier: record.text('identifier'),
    description: record.textOrNull('description') ?? '',
    inactive: record.flag('inactiveFlag'),
    productClass: record.textOrNull('productClass'),
    unitOfMeasure: parseReference(record, 'unitOfMeasure'),
    price: record.decimalOrNull('price'),
    cost: record.decimalOrNull('cost'),
  };
}

/** As many as fit into one address, in their order. */
function chunksForUrl(identifiers: readonly string[]): readonly (readonly string[])[] {
  const chunks: string[][] = [];
  let current: string[] = [];
  for (const identifier of identifiers) {
    if (current.length > 0 && !fitsInUrl(whereIn('identifier', [...current, identifier]).text)) {
      chunks.push(current);
      current = [];
    }
    current.push(identifier);
  }
  return current.length > 0 ? [...chunks, current] : chunks;
}
