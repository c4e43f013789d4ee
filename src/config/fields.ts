import { Transform, Type } from 'class-transformer';
import type { TransformFnParams } from 'class-transformer';
import { IsOptional, ValidateBy, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import type { JsonValue } from '../kernel/json';
import type { FieldInfo } from './field-info';
import { recordField } from './field-info';
import { Numeral } from './numeral';
import { isPlainMap, NO_VALUE } from './parse-values';
import { withoutKeys } from './present';
import { AlreadyReported, isReadable, Unreadable } from './unreadable';
import type { Parser } from './unreadable';

/** A class of the tree; an instance is one section of a file. */
export type SectionClass = new () => object;

type Schema = Readonly<Record<string, JsonValue>>;

export interface FieldOptions {
  /** One or two sentences for docs/configuration.md and for editors that read the JSON schema. */
  readonly description: string;
  /** There is no default: the file has to say it. */
  readonly required?: boolean;
  /** null is a value of its own, not a missing one. */
  readonly nullable?: boolean;
  /** The section whose settings this one may say differently. */
  readonly differsFrom?: () => SectionClass;
  /** In the spelling of the file; a text such as "timezone" where it is another setting. */
  readonly default?: JsonValue;
}

export interface ScalarOptions<T> extends FieldOptions {
  readonly parse: Parser<T>;
  /** As the documentation calls it: `duration`, `text`, `true or false`. */
  readonly type: string;
  readonly schema: Schema;
}

const SECTION_MESSAGE = 'must be a section with keys';
const SECTION_HINT = 'Write its keys on lines of their own, indented below it.';

/**
 * Every setting goes through one explicit transform, its parser; there is no implicit conversion, which would turn the
 * text "false" into true. What cannot be read stays in the tree as `Unreadable` and fails the one constraint below.
 */
export function ScalarField<T>(options: ScalarOptions<T>): PropertyDecorator {
  const read = ({ obj, key }: TransformFnParams): unknown => {
    const raw = rawValue(obj, key);
    if (raw === undefined) return undefined;
    if (isReported(raw)) return new AlreadyReported();
    if (raw === null) return options.nullable === true ? null : NO_VALUE;
    return options.parse(raw);
  };
  return combine(options, { type: options.type, schema: options.schema }, [Transform(read)]);
}

/** A section with a class of its own; `key:` without anything below is the same as leaving it out. */
export function Section(section: () => SectionClass, options: FieldOptions): PropertyDecorator {
  const read = ({ obj, key, value }: TransformFnParams): unknown => sectionOr(rawValue(obj, key), value);
  return combine(options, { type: 'section', section }, [Type(section), Transform(read), ValidateNested()]);
}

/** A list of sections. `words` are texts that may stand in place of the list. */
export function SectionList(
  section: () => SectionClass,
  options: FieldOptions & { readonly words?: readonly string[] },
): PropertyDecorator {
  const words = options.words ?? [];
  const read = ({ obj, key, value }: TransformFnParams): unknown => {
    const raw = rawValue(obj, key);
    if (raw === null) return undefined;
    if (typeof raw === 'string' && words.includes(raw)) return raw;
    if (!Array.isArray(raw)) return listExpected(words);
    const items = value as readonly unknown[];
    return raw.map((item: unknown, index) =>
      isPlainMap(item) ? items[index] : new Unreadable(SECTION_MESSAGE, 'Write its keys after the dash.'),
    );
  };
  const type = words.length === 0 ? 'list of sections' : `${words.join(', ')} or list of sections`;
  return combine(options, { type, section, entry: '[]' }, [
    Type(section),
    Transform(read),
    ValidateNested({ each: true }),
  ]);
}

/** A map whose keys are names and whose values are sections; the property has the type Map. */
export function SectionMap(section: () => SectionClass, options: FieldOptions): PropertyDecorator {
  const read = ({ obj, key, value }: TransformFnParams): unknown => {
    const raw = rawValue(obj, key);
    if (raw === null) return undefined;
    if (!isPlainMap(raw)) return new Unreadable(SECTION_MESSAGE, SECTION_HINT);
    const sections = value as ReadonlyMap<string, unknown>;
    return new Map(Object.entries(raw).map(([name, item]) => [name, sectionOr(item, sections.get(name)) ?? NO_VALUE]));
  };
  return combine(options, { type: 'map of sections', section, entry: '.<name>' }, [
    Type(section),
    Transform(read),
    ValidateNested(),
  ]);
}

interface FieldShape extends Pick<FieldInfo, 'type' | 'section' | 'entry'> {
  readonly schema?: Schema;
}

function combine(
  options: FieldOptions,
  shape: FieldShape,
  decorators: readonly PropertyDecorator[],
): PropertyDecorator {
  const required = options.required === true;
  const all = [
    ...decorators,
    schemaOf({ description: options.description, ...presentDefault(options), ...shape.schema }),
    ValidateBy({ name: 'readable', validator: { validate: (value) => isGood(value, required) } }),
    ...(required ? [] : [IsOptional()]),
  ];
  return (target, key) => {
    for (const decorate of all) decorate(target, key);
    recordField(target, String(key), {
      ...withoutKeys(shape, 'schema'),
      description: options.description,
      required,
      ...presentDefault(options),
      ...(options.differsFrom && { differsFrom: options.differsFrom }),
    });
  };
}

/** The library's decorator takes a text key only. */
function schemaOf(schema: Schema): PropertyDecorator {
  return (target, key) => {
    JSONSchema({ ...schema })(target, String(key));
  };
}

function presentDefault(options: FieldOptions): { readonly default?: JsonValue } {
  return options.default === undefined ? {} : { default: options.default };
}

function isGood(value: unknown, required: boolean): boolean {
  if (required && value === undefined) return false;
  return isReadable(value);
}

function rawValue(source: unknown, key: string): unknown {
  return isPlainMap(source) ? source[key] : undefined;
}

function sectionOr(raw: unknown, section: unknown): unknown {
  if (raw === null || raw === undefined) return undefined;
  if (raw instanceof AlreadyReported) return raw;
  return isPlainMap(raw) ? section : new Unreadable(SECTION_MESSAGE, SECTION_HINT);
}

function listExpected(words: readonly string[]): Unreadable {
  const alternatives = words.length === 0 ? '' : `${words.join(', ')} or `;
  return new Unreadable(
    `must be ${alternatives}a list of sections`,
    'Begin each entry with a dash on a line of its own.',
  );
}

/** A reference that could not be resolved, here or in an entry, has its problem already. */
function isReported(raw: unknown): boolean {
  if (raw instanceof AlreadyReported) return true;
  if (raw instanceof Numeral) return false;
  if (Array.isArray(raw)) return raw.some(isReported);
  return isPlainMap(raw) && Object.values(raw).some(isReported);
}
