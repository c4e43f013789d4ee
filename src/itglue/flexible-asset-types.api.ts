import type { JsonValue } from '../kernel/json';
import { endpoint, wireId, type ItGlueTransport } from './itglue-transport';
import type { JsonApiResource } from './parse-json-api';

export interface ItgFlexibleAssetType {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
}

/** The kinds that the bridge writes; an account's own fields may be of others. */
export type ItgFieldKind =
  'Checkbox' | 'Date' | 'Header' | 'Number' | 'Percent' | 'Select' | 'Tag' | 'Text' | 'Textbox';

export interface ItgField {
  readonly id: string;
  readonly name: string;
  /** The key of its trait, made by the vendor and never computed. */
  readonly nameKey: string;
  /** As the vendor names it; also `Upload`, `Password` and what it may add. */
  readonly kind: string;
  readonly order: number;
  readonly required: boolean;
  readonly useForTitle: boolean;
  readonly showInList: boolean;
  /** For Select the options, one a line. */
  readonly defaultValue: string | null;
  /** `Configurations`, `Contacts` … */
  readonly tagType: string | null;
}

export interface ItgNewField {
  readonly name: string;
  readonly kind: ItgFieldKind;
  /** Unique within the type. */
  readonly order: number;
  readonly hint?: string;
  /** For Select the options, one a line; a Select needs them. */
  readonly defaultValue?: string;
  readonly tagType?: string;
  /** Number and Percent need them. */
  readonly decimals?: number;
  readonly required?: boolean;
  readonly useForTitle?: boolean;
  /** On a Date: IT Glue itself warns when it has passed. */
  readonly expiration?: boolean;
  readonly showInList?: boolean;
}

export interface ItgNewFlexibleAssetType {
  readonly name: string;
  readonly description: string;
  /** A Font Awesome 4 name without `fa-`. */
  readonly icon: string;
  /** At least one of them shown in the list. */
  readonly fields: readonly ItgNewField[];
}

const TYPES = '/flexible_asset_types';
const FIELDS = '/flexible_asset_types/{id}/relationships/flexible_asset_fields';
const PAGE_SIZE = 1000;

export class FlexibleAssetTypesApi {
  constructor(private readonly transport: ItGlueTransport) {}

  /** All of the account. A type is then found by its name in code: what the name filter matches is not documented. */
  list(): AsyncGenerator<ItgFlexibleAssetType, void, undefined> {
    return this.transport.list({ endpoint: endpoint(TYPES), sort: 'id', pageSize: PAGE_SIZE, parse: parseType });
  }

  listFields(typeId: string): AsyncGenerator<ItgField, void, undefined> {
    return this.transport.list({
      endpoint: endpoint(FIELDS, typeId),
      sort: 'created_at',
      pageSize: PAGE_SIZE,
      parse: parseField,
    });
  }

  create(type: ItgNewFlexibleAssetType): Promise<ItgFlexibleAssetType> {
    const data = {
      type: 'flexible-asset-types',
      attributes: { name: type.name, description: type.description, icon: type.icon, 'show-in-menu': true },
      relationships: { 'flexible-asset-fields': { data: type.fields.map((field) => renderField(field)) } },
    };
    return this.transport.write('POST', endpoint(TYPES), data, ({ resource }) => parseType(resource));
  }

  /** Adds columns to a type that has assets already. */
  addFields(typeId: string, fields: readonly ItgNewField[]): Promise<readonly ItgField[]> {
    const data = fields.map((field) => renderField(field, typeId));
    return this.transport.writeMany('POST', endpoint(FIELDS, typeId), data, parseField);
  }
}

function parseType({ id, attributes }: JsonApiResource): ItgFlexibleAssetType {
  return { id, name: attributes.text('name'), description: attributes.textOrNull('description') };
}

function parseField({ id, attributes }: JsonApiResource): ItgField {
  return {
    id,
    name: attributes.text('name'),
    nameKey: attributes.text('name-key'),
    kind: attributes.text('kind'),
    order: attributes.integerOrNull('order') ?? 0,
    required: attributes.flag('required'),
    useForTitle: attributes.flag('use-for-title'),
    showInList: attributes.flag('show-in-list'),
    defaultValue: attributes.textOrNull('default-value'),
    tagType: attributes.textOrNull('tag-type'),
  };
}

function renderField(field: ItgNewField, typeId?: string): JsonValue {
  return {
    type: 'flexible-asset-fields',
    attributes: {
      ...(typeId === undefined ? {} : { 'flexible-asset-type-id': wireId(typeId) }),
      name: field.name,
      kind: field.kind,
      order: field.order,
      required: field.required ?? false,
      'use-for-title': field.useForTitle ?? false,
      'show-in-list': field.showInList ?? false,
      expiration: field.expiration ?? false,
      ...(field.hint === undefined ? {} : { hint: field.hint }),
      ...(field.defaultValue === undefined ? {} : { 'default-value': field.defaultValue }),
      ...(field.tagType === undefined ? {} : { 'tag-type': field.tagType }),
      ...(field.decimals === undefined ? {} : { decimals: field.decimals }),
    },
  };
}
