import { getEntity } from '../schema/entities';
import { idIn, textIn, type Change, type CwRecord } from '../store/record-store';
import type { Tenant } from '../store/tenant';
import { CALLBACK_TYPES, findLevel } from './callback-types';

/** The callbacks to be called for one change, in the order of their ids. */
export function matchCallbacks(tenant: Tenant, change: Change): readonly CwRecord[] {
  return tenant.store
    .list('callback')
    .filter((callback) => isAbout(callback, change) && !isSilenced(tenant, callback, change));
}

function isAbout({ values }: CwRecord, { record }: Change): boolean {
  const [type, level] = [textIn(values, 'type'), textIn(values, 'level')];
  const entity = CALLBACK_TYPES[type]?.entity;
  if (entity === undefined || getEntity(entity).table !== record.table) return false;
  return findLevel(type, level)?.(record, idIn(values, 'objectId') ?? 0) ?? false;
}

/** Inactive, or told not to report what the member who registered it does. */
function isSilenced({ store }: Tenant, { values }: CwRecord, { by }: Change): boolean {
  if (values['inactiveFlag'] === true) return true;
  const creator = store.find('member', values['memberId']);
  return values['isSelfSuppressedFlag'] === true && creator?.values['identifier'] === by;
}
