import type { JsonValue } from '../../kernel/json';
import { newAttachment } from './attachments';
import type { ItGlueField, ItGlueFieldKind, ItGlueKeyState, ItGlueTraitValue } from './itglue-data';
import type { AssetRecord, FieldRecord, ItGlueState, OrganizationRecord } from './itglue-state';
import { fieldRecord } from './itglue-state';
import { makeUniqueNameKey } from './name-key';
import type { PeopleAction } from './people-actions';
import { assetSnapshot, plain } from './snapshot';

const UPLOADED_BYTES = 4096;
const KEY_STATES: Readonly<Record<'pause-key' | 'activate-key' | 'revoke-key', ItGlueKeyState>> = {
  'pause-key': 'paused',
  'activate-key': 'active',
  'revoke-key': 'revoked',
};

const TRAIT_ACTIONS = ['edit-trait', 'edit-notes', 'add-tag', 'upload-file'] as const;
const FIELD_ACTIONS = ['rename-field', 'delete-field', 'change-field-kind'] as const;
const ORGANIZATION_ACTIONS = ['rename-organization', 'delete-organization'] as const;

type ActionName = PeopleAction['action'];
type Of<Name extends ActionName> = Extract<PeopleAction, { readonly action: Name }>;

/** Does what a person does, past every rule of the API, and returns the record as it is afterwards. */
export function actAsPeople(state: ItGlueState, action: PeopleAction): JsonValue {
  if ('keyName' in action) return changeKey(state, action.keyName, KEY_STATES[action.action]);
  if ('resourceType' in action) return attachFile(state, action);
  if (isOneOf(action, TRAIT_ACTIONS)) return editAsset(state, action);
  if (isOneOf(action, FIELD_ACTIONS)) return editField(state, action);
  if (isOneOf(action, ORGANIZATION_ACTIONS)) return editOrganization(state, action);
  return handleAsset(state, action);
}

function isOneOf<Name extends ActionName>(action: PeopleAction, names: readonly Name[]): action is Of<Name> {
  return names.some((name) => name === action.action);
}

function attachFile(state: ItGlueState, action: Of<'attach-file'>): JsonValue {
  const attachment = newAttachment(state.newId(), { type: action.resourceType, id: action.id }, action.fileName);
  state.attachments.set(attachment.id, attachment);
  return plain(attachment);
}

function editAsset(state: ItGlueState, action: Of<(typeof TRAIT_ACTIONS)[number]>): JsonValue {
  const asset = getAsset(state, action.id);
  switch (action.action) {
    case 'edit-trait':
      setValue(asset, fieldByKey(state, asset, action.key), action.value as ItGlueTraitValue | null);
      break;
    case 'edit-notes':
      setValue(asset, notesField(state, asset), action.text);
      break;
    case 'add-tag': {
      const field = fieldByKey(state, asset, action.key);
      const present = asset.values.get(field.id);
      const ids = Array.isArray(present) ? (present as readonly number[]) : [];
      setValue(asset, field, [...new Set([...ids, ...action.tagIds])]);
      break;
    }
    case 'upload-file': {
      const file = { fileName: action.fileName, sizeBytes: UPLOADED_BYTES };
      setValue(asset, fieldByKey(state, asset, action.key), file);
    }
  }
  state.recordRevision(asset, action.who ?? 'somebody', 'update');
  return assetSnapshot(state, asset);
}

function setValue(asset: AssetRecord, field: FieldRecord, value: ItGlueTraitValue | null): void {
  if (value === null) asset.values.delete(field.id);
  else asset.values.set(field.id, value);
}

function handleAsset(
  state: ItGlueState,
  action: Of<'archive-asset' | 'restore-asset' | 'delete-asset' | 'duplicate-asset'>,
): JsonValue {
  const asset = getAsset(state, action.id);
  if (action.action === 'delete-asset') {
    state.removeAsset(asset.id);
    return assetSnapshot(state, asset);
  }
  if (action.action === 'duplicate-asset') return assetSnapshot(state, duplicateOf(state, asset, action.who));
  asset.archived = action.action === 'archive-asset';
  state.recordRevision(asset, action.who ?? 'somebody', 'update');
  return assetSnapshot(state, asset);
}

function duplicateOf(state: ItGlueState, asset: AssetRecord, who = 'somebody'): AssetRecord {
  const createdAt = state.stamp();
  const copy: AssetRecord = { ...asset, id: state.newId(), values: new Map(asset.values), createdAt, revisions: [] };
  state.recordRevision(copy, who, 'create');
  state.assets.set(copy.id, copy);
  return copy;
}

function editField(state: ItGlueState, action: Of<(typeof FIELD_ACTIONS)[number]>): JsonValue {
  const field = state.findField(action.id);
  const type = field && state.types.get(field.typeId);
  if (field === undefined || type === undefined) throw new Error(`There is no field ${action.id}`);
  if (action.action === 'rename-field') {
    field.name = action.name;
    field.updatedAt = state.stamp(field.updatedAt);
    return plain(field);
  }
  type.fields = type.fields.filter((other) => other.id !== field.id);
  for (const asset of state.assetsOfType(type.id)) asset.values.delete(field.id);
  if (action.action === 'delete-field') return plain(field);
  const replacement = fieldOfOtherKind(state, field, action.kind, new Set(type.fields.map((other) => other.nameKey)));
  type.fields.push(replacement);
  return plain(replacement);
}

function fieldOfOtherKind(
  state: ItGlueState,
  field: FieldRecord,
  kind: ItGlueFieldKind,
  taken: ReadonlySet<string>,
): FieldRecord {
  const { order, name, required, showInList } = field;
  const nameKey = makeUniqueNameKey(name, taken);
  const details: Partial<ItGlueField> = {
    ...(kind === 'Select' && { defaultValue: 'Yes\nNo' }),
    ...((kind === 'Number' || kind === 'Percent') && { decimals: 0 }),
    ...(kind === 'Tag' && { tagType: 'Configurations' }),
  };
  const base = { id: state.newId(), order, name, kind, nameKey, required, showInList, ...details };
  return fieldRecord(base, field.typeId, state.stamp());
}

function editOrganization(state: ItGlueState, action: Of<(typeof ORGANIZATION_ACTIONS)[number]>): JsonValue {
  const organization: OrganizationRecord | undefined = state.organizations.get(action.id);
  if (organization === undefined) throw new Error(`There is no organization ${action.id}`);
  if (action.action === 'delete-organization') {
    state.removeOrganization(organization.id);
  } else {
    organization.name = action.name;
    organization.updatedAt = state.stamp(organization.updatedAt);
  }
  return plain(organization);
}

function changeKey(state: ItGlueState, keyName: string, keyState: ItGlueKeyState): JsonValue {
  const key = state.account.keys.find((candidate) => candidate.name === keyName);
  if (key === undefined) throw new Error(`There is no key "${keyName}"`);
  key.state = keyState;
  return { name: key.name, state: key.state };
}

function getAsset(state: ItGlueState, id: number): AssetRecord {
  const asset = state.assets.get(id);
  if (asset === undefined) throw new Error(`There is no flexible asset ${id}`);
  return asset;
}

function fieldByKey(state: ItGlueState, asset: AssetRecord, key: string): FieldRecord {
  const field = fieldsOf(state, asset).find((candidate) => candidate.nameKey === key);
  if (field === undefined) throw new Error(`The asset ${asset.id} has no field "${key}"`);
  return field;
}

function notesField(state: ItGlueState, asset: AssetRecord): FieldRecord {
  const field = fieldsOf(state, asset).find((item) => item.kind === 'Textbox' && /notes/i.test(item.name));
  if (field === undefined) throw new Error(`The asset ${asset.id} has no Textbox for notes`);
  return field;
}

function fieldsOf(state: ItGlueState, asset: AssetRecord): readonly FieldRecord[] {
  return state.types.get(asset.flexibleAssetTypeId)?.fields ?? [];
}
