import type { JsonValue } from '../../../kernel/json';
import type { Call } from '../call';
import { missingField, type ValidationIssue } from '../replies';
import type { Entity } from '../schema/entities';
import type { Field } from '../schema/field-table';
import type { Tenant } from '../store/tenant';
import type { Draft, EntityRules, Scope } from './draft';

/**
 * What is wrong with the whole record. A change of one field finds old mistakes in others too, unless the switch limits
 * the look to what the request names.
 */
export function validateDraft(
  call: Call,
  entity: Entity,
  rules: EntityRules,
  draft: Draft,
): readonly ValidationIssue[] {
  const found: ValidationIssue[] = [];
  for (const [name, field] of Object.entries(entity.fields)) {
    const issue = fieldIssue(call.tenant, { name, field, draft, rules });
    if (issue) found.push(issue);
  }
  found.push(...(rules.check?.(call, draft) ?? []));
  const onlyChanged = draft.before !== undefined && call.tenant.switches.is('patchRevalidation', 'changed-fields');
  const relevant = onlyChanged ? found.filter((issue) => draft.changed.has(issue.field.split('/')[0] ?? '')) : found;
  const known = new Set(draft.issues.map((issue) => issue.field.split('/')[0]));
  return [...draft.issues, ...relevant.filter((issue) => !known.has(issue.field.split('/')[0]))];
}

interface FieldPlace {
  readonly name: string;
  readonly field: Field;
  readonly draft: Draft;
  readonly rules: EntityRules;
}

function fieldIssue(tenant: Tenant, place: FieldPlace): ValidationIssue | undefined {
  const { name, field, draft } = place;
  const value = draft.values[name];
  if (value === undefined || value === null) return field.required ? missingField(name) : undefined;
  if (field.type.kind === 'text' && typeof value === 'string') {
    return field.required && value.trim() === '' ? missingField(name) : lengthIssue(name, value, field.type.max);
  }
  return field.type.kind === 'reference' ? referenceIssue(tenant, place, value) : undefined;
}

function lengthIssue(field: string, value: string, max: number | undefined): ValidationIssue | undefined {
  if (max === undefined || value.length <= max) return undefined;
  const message = `The field ${field} must be a string with a maximum length of ${max}.`;
  return { code: 'InvalidField', message, field };
}

function referenceIssue(tenant: Tenant, place: FieldPlace, id: JsonValue): ValidationIssue | undefined {
  const { name, field, draft, rules } = place;
  if (field.type.kind !== 'reference') return undefined;
  const target = tenant.store.find(field.type.to, id);
  const scope = rules.scopes?.[name];
  if (target) {
    return !scope || scope.accepts(tenant, draft.values, target) ? undefined : foreignReference(place, id, scope);
  }
  // A record that was deleted since does not keep the rest of this one from being changed.
  return draft.before?.[name] === id ? undefined : foreignReference(place, id, scope);
}

function foreignReference({ name, draft }: FieldPlace, id: JsonValue, scope: Scope | undefined): ValidationIssue {
  const within = scope ? ` for ${scope.within(draft.values)}` : '';
  const message = `${scope?.label ?? name} ${JSON.stringify(id)} not found${within}.`;
  return { code: 'NotFound', message, field: `${name}/id` };
}
