import type { Row } from './property-path';
import { isAtLeast } from './rest-version';
import type { RestVersion } from './rest-version';
import type { ServerTime } from './server-time';
import type { Property, Shape } from './shape';

export interface RenderContext {
  readonly version: RestVersion;
  /** The client said which version it understands: values that it cannot know become `Unknown` (facts 1.8). */
  readonly maskNewValues: boolean;
  readonly time: ServerTime;
  readonly nullProperties: 'null' | 'absent';
}

type Wire = Record<string, unknown>;

/** A row of data as it leaves: in the properties and enum values of the client's version, instants server-local. */
export function renderRow(row: Row, shape: Shape, context: RenderContext): Wire {
  const wire: Wire = {};
  for (const [name, property] of propertiesOf(shape, context.version)) {
    const value = row[name];
    if (value !== undefined && value !== null) wire[name] = renderValue(value, property, context);
    else if (context.nullProperties === 'null' || property.must) wire[name] = null;
  }
  return wire;
}

const PROPERTIES = new WeakMap<Shape, Map<RestVersion, readonly (readonly [string, Property])[]>>();

/** What a version shows of a shape, worked out once. */
function propertiesOf(shape: Shape, version: RestVersion): readonly (readonly [string, Property])[] {
  const known = PROPERTIES.get(shape)?.get(version);
  if (known !== undefined) return known;
  const properties = Object.entries(shape).filter(([, { since }]) => since === undefined || isAtLeast(version, since));
  const versions = PROPERTIES.get(shape) ?? new Map<RestVersion, typeof properties>();
  PROPERTIES.set(shape, versions.set(version, properties));
  return properties;
}

function renderValue(value: unknown, property: Property, context: RenderContext): unknown {
  if (value instanceof Date) return context.time.render(value);
  if (property.kind === 'enum') return renderEnum(value, property, context);
  if (property.kind === 'list' && Array.isArray(value)) {
    const { item } = property;
    return item === undefined ? value : value.map((entry: unknown) => renderValue(entry, item, context));
  }
  if (property.kind === 'record' && property.shape !== undefined) {
    return renderRow(value as Row, property.shape, context);
  }
  return value;
}

function renderEnum(value: unknown, property: Property, { version, maskNewValues }: RenderContext): unknown {
  if (!maskNewValues || typeof value !== 'string') return value;
  const addedIn = property.valuesSince?.[value];
  const isKnown = property.values?.includes(value) && (addedIn === undefined || isAtLeast(version, addedIn));
  return isKnown === true ? value : 'Unknown';
}
