import Ajv2020 from 'ajv/dist/2020';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { bridgeSchema, renderBridgeSchema } from './json-schema';

const CONFIG = join(__dirname, '..', '..', 'config');
const example = readFileSync(join(CONFIG, 'bridge.example.yaml'), 'utf8');

function validate(value: unknown): { readonly accepted: boolean; readonly paths: readonly string[] } {
  const check = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(bridgeSchema());
  const accepted = check(value);
  return { accepted, paths: (check.errors ?? []).map((error) => error.instancePath) };
}

it('is committed as the classes have it; renderBridgeSchema() of dist/config/json-schema writes it anew', () => {
  expect(JSON.parse(readFileSync(join(CONFIG, 'bridge.schema.json'), 'utf8'))).toEqual(
    JSON.parse(renderBridgeSchema()),
  );
});

it('accepts the example', () => {
  expect(validate(parse(example))).toEqual({ accepted: true, paths: [] });
});

it.each([
  ['an unknown key', (file: Record<string, unknown>) => ({ ...file, dryRun: true }), ''],
  [
    'an unknown policy',
    (file: Record<string, unknown>) => ({ ...file, streams: { mapping: { policy: 'yes' } } }),
    '/streams/mapping/policy',
  ],
  ['a number for a time zone', (file: Record<string, unknown>) => ({ ...file, timezone: 1 }), '/timezone'],
  ['a port beyond all ports', (file: Record<string, unknown>) => ({ ...file, http: { port: 70000 } }), '/http/port'],
  [
    'an unknown key far below',
    (file: Record<string, unknown>) => ({ ...file, vspc: [{ events: { on: true } }] }),
    '/vspc/0/events',
  ],
  ['a missing section', (file: Record<string, unknown>) => ({ ...file, connectwise: undefined }), ''],
])('refuses %s', (_name, change, path) => {
  const changed: unknown = JSON.parse(JSON.stringify(change(parse(example) as Record<string, unknown>)));
  const result = validate(changed);
  expect(result.accepted).toBe(false);
  expect(result.paths).toContain(path);
});

it('closes every section', () => {
  const { $defs, ...root } = bridgeSchema() as unknown as {
    $defs: Record<string, { additionalProperties: unknown }>;
    additionalProperties: unknown;
  };
  expect([root, ...Object.values($defs)].map((schema) => schema.additionalProperties)).toEqual(
    [root, ...Object.values($defs)].map(() => false),
  );
});
