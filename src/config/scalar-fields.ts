import type { JsonValue } from '../kernel/json';
import type { FieldOptions } from './fields';
import { ScalarField } from './fields';
import type { TextRules } from './parse-values';
import {
  choiceParser,
  decimalParser,
  headerSecretParser,
  listParser,
  multilineParser,
  numberParser,
  parseCron,
  parseDurationField,
  parseFlag,
  parseGuid,
  parseNameOrId,
  parseTimezone,
  recordParser,
  textParser,
  wholeParser,
} from './parse-values';

type Schema = Readonly<Record<string, JsonValue>>;

/** A number may also come out of the environment, as text. */
const NUMBER_TEXT = '^(?:[0-9.]+|.*\\$\\{[^{}]+\\}.*)$';
const DURATION_TEXT = '^(?:0|(?:[0-9]+(?:\\.[0-9]+)?(?:ms|[smhdw]))+|.*\\$\\{[^{}]+\\}.*)$';
const GUID_TEXT = '^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$';

/** `null` joins the types that a nullable setting accepts. */
function typed(options: FieldOptions, types: readonly string[], rest: Schema = {}): Schema {
  const all = options.nullable === true ? [...types, 'null'] : types;
  return { type: all.length === 1 && all[0] !== undefined ? all[0] : all, ...rest };
}

export function TextField(options: FieldOptions & { readonly rules?: TextRules }): PropertyDecorator {
  const pattern = options.rules?.pattern?.source;
  // A number is text here: the characters that were typed count.
  const schema = typed(
    options,
    ['string', 'number'],
    pattern === undefined ? {} : { pattern: `${pattern}|\\$\\{[^{}]+\\}` },
  );
  return ScalarField({ ...options, type: 'text', parse: textParser(options.rules), schema });
}

export function MultilineField(options: FieldOptions & { readonly maxLength: number }): PropertyDecorator {
  const schema = typed(options, ['string']);
  return ScalarField({ ...options, type: 'Liquid text', parse: multilineParser(options.maxLength), schema });
}

export function KeyField(options: FieldOptions): PropertyDecorator {
  return ScalarField({
    ...options,
    type: 'secret',
    parse: headerSecretParser(),
    schema: typed(options, ['string', 'number']),
  });
}

export function PasswordField(options: FieldOptions): PropertyDecorator {
  return ScalarField({ ...options, type: 'secret', parse: textParser(), schema: typed(options, ['string', 'number']) });
}

export function WholeField(options: FieldOptions & { readonly min: number; readonly max: number }): PropertyDecorator {
  const { min, max } = options;
  const schema = typed(options, ['integer', 'string'], { minimum: min, maximum: max, pattern: NUMBER_TEXT });
  return ScalarField({ ...options, type: 'whole number', parse: wholeParser(min, max), schema });
}

export function NumberField(options: FieldOptions & { readonly min: number; readonly max: number }): PropertyDecorator {
  const { min, max } = options;
  const schema = typed(options, ['number', 'string'], { minimum: min, maximum: max, pattern: NUMBER_TEXT });
  return ScalarField({ ...options, type: 'number', parse: numberParser(min, max), schema });
}

export function DecimalField(options: FieldOptions & { readonly min: 'zero' | 'positive' }): PropertyDecorator {
  const schema = typed(options, ['number', 'string'], { minimum: 0, pattern: NUMBER_TEXT });
  return ScalarField({ ...options, type: 'number', parse: decimalParser(options.min), schema });
}

export function FlagField(options: FieldOptions): PropertyDecorator {
  const schema = typed(options, ['boolean', 'string'], { pattern: '^(?:true|false|\\$\\{[^{}]+\\})$' });
  return ScalarField({ ...options, type: 'true or false', parse: parseFlag, schema });
}

export function DurationField(options: FieldOptions): PropertyDecorator {
  const schema = typed(options, ['string', 'integer'], { pattern: DURATION_TEXT, maximum: 0 });
  return ScalarField({ ...options, type: 'duration', parse: parseDurationField, schema });
}

export function ChoiceField(options: FieldOptions & { readonly choices: readonly string[] }): PropertyDecorator {
  const { choices } = options;
  const schema = { enum: options.nullable === true ? [...choices, null] : choices };
  return ScalarField({ ...options, type: choices.join(' \\| '), parse: choiceParser(choices), schema });
}

export function NameOrIdField(options: FieldOptions): PropertyDecorator {
  const schema = typed(options, ['string', 'integer'], { minimum: 1 });
  return ScalarField({ ...options, type: 'name or id', parse: parseNameOrId, schema });
}

export function GuidField(options: FieldOptions): PropertyDecorator {
  const schema = typed(options, ['string'], { pattern: GUID_TEXT });
  return ScalarField({ ...options, type: 'uid', parse: parseGuid, schema });
}

export function TimezoneField(options: FieldOptions): PropertyDecorator {
  return ScalarField({ ...options, type: 'time zone', parse: parseTimezone, schema: typed(options, ['string']) });
}

export function CronField(options: FieldOptions): PropertyDecorator {
  return ScalarField({ ...options, type: 'cron', parse: parseCron, schema: typed(options, ['string']) });
}

/** One value or a list of values, each a text. */
export function TextListField(
  options: FieldOptions & { readonly acceptSingle?: boolean; readonly minLength?: number },
): PropertyDecorator {
  const rules = { minLength: options.minLength ?? 0, acceptSingle: options.acceptSingle === true };
  const item = { type: ['string', 'number'] };
  return ScalarField({
    ...options,
    type: rules.acceptSingle ? 'text or list of texts' : 'list of texts',
    parse: listParser(textParser(), rules),
    schema: listSchema(item, rules),
  });
}

/** One word or a list of words out of a fixed set. */
export function ChoiceListField(
  options: FieldOptions & {
    readonly choices: readonly string[];
    readonly acceptSingle?: boolean;
    readonly minLength?: number;
  },
): PropertyDecorator {
  const rules = { minLength: options.minLength ?? 0, acceptSingle: options.acceptSingle === true };
  return ScalarField({
    ...options,
    type: `list of ${options.choices.join(' \\| ')}`,
    parse: listParser(choiceParser(options.choices), rules),
    schema: listSchema({ enum: options.choices }, rules),
  });
}

export function NameOrIdListField(options: FieldOptions): PropertyDecorator {
  const item = { type: ['string', 'integer'], minimum: 1 };
  const schema = { type: 'array', items: item };
  return ScalarField({ ...options, type: 'list of names or ids', parse: listParser(parseNameOrId), schema });
}

/** Free keys, each with the id of a record. */
export function IdMapField(options: FieldOptions): PropertyDecorator {
  const id = { type: ['integer', 'string'], minimum: 1, pattern: NUMBER_TEXT };
  const schema = { type: 'object', additionalProperties: id };
  const parse = recordParser(wholeParser(1, Number.MAX_SAFE_INTEGER));
  return ScalarField({ ...options, type: 'map of ids', parse, schema });
}

function listSchema(item: Schema, rules: { readonly minLength: number; readonly acceptSingle: boolean }): Schema {
  const list = { type: 'array', items: item, minItems: rules.minLength };
  return rules.acceptSingle ? { anyOf: [item, list] } : list;
}
