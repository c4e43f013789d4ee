import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import { ValidationTypes } from 'class-validator';
import { validationMetadatasToSchemas } from 'class-validator-jsonschema';
import type { JsonObject, JsonValue } from '../kernel/json';
import { BridgeFile } from './bridge-file';

const PREFIX = '#/$defs/';

/** The text of config/bridge.schema.json: what editors check bridge.yaml with while it is written. */
export function renderBridgeSchema(): string {
  return `${JSON.stringify(bridgeSchema(), null, 2)}\n`;
}

/** JSON Schema 2020-12 out of the classes that the loader reads with. */
export function bridgeSchema(): JsonObject {
  const all = JSON.parse(JSON.stringify(generateAll())) as Readonly<Record<string, JsonObject>>;
  const names = [...reachableFrom(BridgeFile.name, all)].filter((name) => name !== BridgeFile.name).sort();
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'config/bridge.yaml',
    ...closed(all[BridgeFile.name] ?? {}),
    $defs: Object.fromEntries(names.map((name) => [name, closed(all[name] ?? {})])),
  };
}

function generateAll(): object {
  return validationMetadatasToSchemas({
    classTransformerMetadataStorage: defaultMetadataStorage,
    refPointerPrefix: PREFIX,
    // The one constraint of ours says nothing about a type; each field brings its own schema.
    additionalConverters: { [ValidationTypes.CUSTOM_VALIDATION]: {} },
  });
}

/** The generator leaves sections open; ours refuse an unknown key. */
function closed(schema: JsonObject): JsonObject {
  return { ...schema, additionalProperties: false };
}

/** The generator knows every class of the process; a file needs those that it refers to. */
function reachableFrom(
  name: string,
  all: Readonly<Record<string, JsonObject>>,
  found = new Set<string>(),
): ReadonlySet<string> {
  if (found.has(name)) return found;
  found.add(name);
  for (const reference of referencesIn(all[name] ?? {})) reachableFrom(reference, all, found);
  return found;
}

function referencesIn(value: JsonValue): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === '$ref' && typeof item === 'string' ? [item.slice(PREFIX.length)] : referencesIn(item),
  );
}
