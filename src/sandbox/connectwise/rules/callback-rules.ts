import { CALLBACK_TYPES, FURTHER_TICKET_LEVELS } from '../callbacks/callback-types';
import type { ValidationIssue } from '../replies';
import type { Values } from '../store/record-store';
import type { Tenant } from '../store/tenant';
import type { Draft, EntityRules } from '../write/draft';

const PAYLOAD_VERSION = '3.0.0';
const SAME_SUBJECT = ['type', 'level', 'objectId'];

/** Callbacks that other programs register. Whether `objectId` exists is not looked at. */
export const CALLBACK_RULES: EntityRules = {
  // The level of the owner has one object, 1; 0 is taken for it.
  prepare: (_call, { values }) => {
    if (values['level'] === 'owner' && values['objectId'] === 0) values['objectId'] = 1;
  },
  complete: (call, { values }) => {
    values['payloadVersion'] ??= PAYLOAD_VERSION;
    values['memberId'] ??= call.member.id;
    // Not a field: a later change may come from a person's screen, where no address is known.
    values['apiBase'] ??= call.apiBase;
  },
  check: ({ tenant }, draft) => [
    ...checkUrl(draft.values),
    ...checkLevel(tenant, draft.values),
    ...checkMatching(tenant, draft),
  ],
};

function checkUrl({ url }: Readonly<Values>): readonly ValidationIssue[] {
  if (typeof url !== 'string' || url.trim() === '') return [];
  const isWeb = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  return isWeb ? [] : [{ code: 'InvalidField', message: 'Invalid URL', field: 'url' }];
}

function checkLevel({ switches }: Tenant, { type, level }: Readonly<Values>): readonly ValidationIssue[] {
  if (typeof type !== 'string' || typeof level !== 'string') return [];
  if (!Object.hasOwn(CALLBACK_TYPES, type)) {
    return [{ code: 'InvalidField', message: `Unrecognized type, ${type}.`, field: 'type' }];
  }
  const further = type === 'ticket' && switches.is('furtherTicketLevels', 'accept') ? FURTHER_TICKET_LEVELS : {};
  if (Object.hasOwn({ ...CALLBACK_TYPES[type]?.levels, ...further }, level)) return [];
  return [{ code: 'InvalidField', message: `Unrecognized level for type, ${type}: ${level}.`, field: 'level' }];
}

/** Another callback about the same thing, to the same address or to any, as the switch says. */
function checkMatching({ store, switches }: Tenant, { values, before }: Draft): readonly ValidationIssue[] {
  const fields = switches.is('matchingCallback', 'same-url') ? [...SAME_SUBJECT, 'url'] : SAME_SUBJECT;
  const isSame = (other: Readonly<Values>): boolean => fields.every((field) => other[field] === values[field]);
  if (before && isSame(before)) return [];
  if (!store.list('callback').some((other) => isSame(other.values))) return [];
  return [{ code: 'ObjectExists', message: 'A matching callback entry already exists', field: 'objectId' }];
}
