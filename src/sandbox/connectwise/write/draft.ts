import type { JsonValue } from '../../../kernel/json';
import type { Call } from '../call';
import { invalidObject, type ValidationIssue } from '../replies';
import type { Entity } from '../schema/entities';
import { isInput } from '../schema/field-table';
import type { TableName } from '../schema/table-names';
import type { CwRecord, Values } from '../store/record-store';
import type { Tenant } from '../store/tenant';
import { parseMember, type Lookup } from './parse-member';

/** A record on its way to being saved. */
export interface Draft {
  readonly values: Values;
  /** Fields that the request names. */
  readonly changed: Set<string>;
  /** What the request asks for beside values: `processNotifications` and the like. */
  readonly input: Values;
  /** The stored values, when there are any. */
  readonly before: Readonly<Values> | undefined;
  readonly issues: ValidationIssue[];
}

/** Which records a reference may point to, given the rest of the record. */
export interface Scope {
  accepts(tenant: Tenant, values: Readonly<Values>, candidate: CwRecord): boolean;
  /** What the refusal calls the record and where it was looked for: `Service Status`, `Service Board 3`. */
  readonly label: string;
  readonly within: (values: Readonly<Values>) => string;
}

/** What the server does about one model beyond its field table. Each part is optional. */
export interface EntityRules {
  readonly scopes?: Readonly<Record<string, Scope>>;
  /** Sets what other references are looked up in, before they are. */
  prepare?(call: Call, draft: Draft): void;
  /** Fills a new record with what the server defaults. */
  complete?(call: Call, draft: Draft): void;
  /** Refuses, or says what is wrong with which field. */
  check?(call: Call, draft: Draft): readonly ValidationIssue[];
  /** The last changes before saving: closing dates and the like. */
  settle?(call: Call, draft: Draft): void;
  /** What follows from a saved record. */
  saved?(call: Call, record: CwRecord, draft: Draft): void;
}

export function newDraft(values: Values, before?: Readonly<Values>): Draft {
  return { values, before, changed: new Set(), input: {}, issues: [] };
}

/** Puts members into the draft; references that depend on others come after those. */
export function applyMembers(
  call: Call,
  { entity, rules }: { readonly entity: Entity; readonly rules: EntityRules },
  draft: Draft,
  members: ReadonlyMap<string, JsonValue>,
): void {
  const scoped = new Set(Object.keys(rules.scopes ?? {}));
  for (const [name, value] of members)
    if (!scoped.has(name)) applyMember(call, { entity, rules }, draft, [name, value]);
  rules.prepare?.(call, draft);
  for (const [name, value] of members) if (scoped.has(name)) applyMember(call, { entity, rules }, draft, [name, value]);
}

function applyMember(
  { tenant }: Call,
  { entity, rules }: { readonly entity: Entity; readonly rules: EntityRules },
  draft: Draft,
  [name, value]: readonly [string, JsonValue],
): void {
  const field = entity.fields[name];
  if (!field) throw new Error(`${entity.typeName} has no field ${name}; it should have been refused.`);
  const wish = parseMember(name, field.type, value);
  if (field.access === 'computed') {
    if (name !== 'id' && tenant.switches.is('computedField', 'refuse')) {
      draft.issues.push({ code: 'InvalidField', message: `The ${name} field cannot be set.`, field: name });
    }
    return;
  }
  if (wish.kind === 'value') {
    (isInput(field) ? draft.input : draft.values)[name] = wish.value;
  } else if (wish.kind === 'reference') {
    draft.values[name] = resolve(tenant, draft, { name, to: wish.to, scope: rules.scopes?.[name] }, wish.lookup);
  } else {
    const place = { name, to: wish.to, scope: rules.scopes?.[name] };
    draft.values[name] = wish.lookups.flatMap((lookup) => resolve(tenant, draft, place, lookup) ?? []);
  }
  if (!isInput(field)) draft.changed.add(name);
}

interface ReferencePlace {
  readonly name: string;
  readonly to: TableName;
  readonly scope: Scope | undefined;
}

/** By id, else by identifier, else by name within the scope; an id outside the scope is found here and refused later. */
function resolve(tenant: Tenant, draft: Draft, place: ReferencePlace, lookup: Lookup): number | undefined {
  const { name, to, scope } = place;
  const member = lookup.id !== undefined ? 'id' : lookup.identifier !== undefined ? 'identifier' : 'name';
  const found =
    lookup.id === undefined
      ? tenant.store.list(to).find((one) => matches(one, lookup) && (scope?.accepts(tenant, draft.values, one) ?? true))
      : tenant.store.find(to, lookup.id);
  if (found) return found.id;
  const label = scope?.label ?? capitalised(name);
  const within = scope ? ` for ${scope.within(draft.values)}` : '';
  const message = `${label} ${lookup[member] ?? '(none)'} not found${within}.`;
  draft.issues.push({ code: 'NotFound', message, field: `${name}/${member}` });
  return undefined;
}

function matches({ values }: CwRecord, { identifier, name }: Lookup): boolean {
  const same = (value: JsonValue | undefined, wanted: string): boolean =>
    typeof value === 'string' && value.toLowerCase() === wanted.toLowerCase();
  if (identifier !== undefined) return same(values['identifier'], identifier);
  if (name === undefined) return false;
  const full =
    values['firstName'] === undefined ? values['name'] : `${text(values['firstName'])} ${text(values['lastName'])}`;
  return same(full ?? values['description'], name);
}

function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Everything that is wrong with the draft, at once. */
export function assertNoIssues(entity: Entity, issues: readonly ValidationIssue[]): void {
  if (issues.length > 0) throw invalidObject(entity.resource, issues);
}
