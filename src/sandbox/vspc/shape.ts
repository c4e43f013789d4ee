import type { RestVersion } from './rest-version';

/**
 * The properties of a resource, written once: the type of the data, what filter, sort and select know, which enum
 * values a client version knows, and since when a property exists are all read from here. Facts, section 3.
 */
type PropertyKind = 'text' | 'uuid' | 'number' | 'flag' | 'instant' | 'enum' | 'list' | 'record';

/** An enum may grow (facts 1.8), so data may hold a value that no version of the specification lists. */
export type NewerValue = string & Record<never, never>;

export interface Property<T = unknown, Must extends boolean = boolean> {
  readonly kind: PropertyKind;
  /** The specification requires it, or the stand-in cannot work without it. */
  readonly must: Must;
  readonly values?: readonly string[];
  /** Values that a version added. */
  readonly valuesSince?: Readonly<Record<string, RestVersion>>;
  readonly item?: Property;
  readonly shape?: Shape;
  readonly since?: RestVersion;
  /** Type only; never set. */
  readonly sample?: T;
}

export type Shape = Readonly<Record<string, Property>>;

type TypeOf<P> = P extends Property<infer T> ? T : never;
type MustKeys<S extends Shape> = { [K in keyof S]: S[K] extends Property<unknown, true> ? K : never }[keyof S];

/** The data behind a resource. Left out and null both leave as null, unless a switch says otherwise. */
export type RowOf<S extends Shape> = { [K in MustKeys<S>]: TypeOf<S[K]> } & {
  [K in Exclude<keyof S, MustKeys<S>>]?: TypeOf<S[K]> | null | undefined;
};

export const text: Property<string, false> = { kind: 'text', must: false };
export const uuid: Property<string, false> = { kind: 'uuid', must: false };
/** Counts, seconds and bytes alike: the unit is in the facts page, never on the wire. */
export const number: Property<number, false> = { kind: 'number', must: false };
export const flag: Property<boolean, false> = { kind: 'flag', must: false };
/** An instant; also what the specification calls `date`, which then is 00:00 UTC of that day. */
export const instant: Property<Date, false> = { kind: 'instant', must: false };

export function oneOf<V extends string>(...values: readonly V[]): Property<V | NewerValue, false> {
  return { kind: 'enum', must: false, values };
}

/** Says which of the listed values came only with a version. */
export function withNewer<P extends Property>(property: P, version: RestVersion, ...values: readonly string[]): P {
  const newer = Object.fromEntries(values.map((value) => [value, version]));
  return { ...property, valuesSince: { ...property.valuesSince, ...newer } };
}

export function listOf<T>(item: Property<T>): Property<T[], false> {
  return { kind: 'list', must: false, item };
}

export function record<S extends Shape>(shape: S): Property<RowOf<S>, false> {
  return { kind: 'record', must: false, shape };
}

export function must<T>(property: Property<T>): Property<T, true> {
  return { ...property, must: true };
}

/** The property does not exist before this version. */
export function since<T, M extends boolean>(version: RestVersion, property: Property<T, M>): Property<T, M> {
  return { ...property, since: version };
}

export function without(shape: Shape, ...names: readonly string[]): Shape {
  return Object.fromEntries(Object.entries(shape).filter(([name]) => !names.includes(name)));
}
