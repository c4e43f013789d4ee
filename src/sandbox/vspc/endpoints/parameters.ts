import type { Call } from '../endpoint';
import type { Scope } from '../list-endpoint';
import { badParameter } from '../vspc-refusal';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function instantParam(call: Call, name: string): Date | undefined {
  const source = call.request.query.get(name);
  if (source === null) return undefined;
  const instant = call.world.time.parse(source, call.world.switches.get('bareDatesAre'));
  if (instant === undefined) throw badParameter(name, `'${name}' is no date.`);
  return instant;
}

export function requiredInstantParam(call: Call, name: string): Date {
  const instant = instantParam(call, name);
  if (instant === undefined) throw badParameter(name, `'${name}' is required.`);
  return instant;
}

export function uidQuery(call: Call, name: string): string | undefined {
  const source = call.request.query.get(name);
  if (source === null) return undefined;
  if (!UUID.test(source)) throw badParameter(name, `'${name}' must be a UUID.`);
  return source.toLowerCase();
}

export function choiceParam(call: Call, name: string, values: readonly string[]): string | undefined {
  const source = call.request.query.get(name);
  if (source === null) return undefined;
  if (!values.includes(source)) throw badParameter(name, `'${name}' must be one of ${values.join(', ')}.`);
  return source;
}

/** Rows whose property has one fixed value. */
export function having(property: string, value: unknown): Scope {
  return { key: `${property}=${String(value)}`, keep: (row) => row[property] === value };
}

/** Rows that match every query parameter that was given, by the property that it stands for. */
export function matchingQuery(call: Call, properties: Readonly<Record<string, string>>): Scope {
  const wanted = Object.entries(properties).flatMap(([parameter, property]) => {
    const value = uidQuery(call, parameter);
    return value === undefined ? [] : [[property, value] as const];
  });
  return {
    key: JSON.stringify(wanted),
    keep: (row) => wanted.every(([property, value]) => row[property] === value),
  };
}
