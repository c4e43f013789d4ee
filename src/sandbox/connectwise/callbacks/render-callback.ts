import { createHash, createHmac, randomUUID } from 'node:crypto';
import type { JsonObject } from '../../../kernel/json';
import { renderRecord } from '../render-record';
import { getEntity } from '../schema/entities';
import { textIn, type Change, type CwRecord } from '../store/record-store';
import type { Tenant } from '../store/tenant';
import { CALLBACK_TYPES } from './callback-types';

/** Below the API's base; the id is the callback's. */
export const KEY_PATTERN = '/system/callbacks/keys/{id}';

/** One message to one callback, ready to go; all its deliveries are byte for byte the same. */
export interface CallbackMessage {
  readonly messageId: string;
  readonly callback: CwRecord;
  readonly url: string;
  readonly body: string;
  /** Header `x-content-signature`. */
  readonly signature: string;
}

/** What the server would send about the change, as the record stands now. */
export function renderCallback(tenant: Tenant, callback: CwRecord, change: Change): CallbackMessage {
  const messageId = randomUUID();
  const body = JSON.stringify(renderBody(tenant, callback, change, messageId));
  return {
    messageId,
    callback,
    url: renderUrl(tenant, callback, change),
    body,
    signature: signBody(signingKey(tenant), body),
  };
}

/** Base64 of the HMAC-SHA256 of the raw body; its key is the SHA-256 of the signing key. */
export function signBody(key: string, body: string): string {
  const hashed = createHash('sha256').update(key, 'utf8').digest();
  return createHmac('sha256', hashed).update(body, 'utf8').digest('base64');
}

/** What `Metadata.key_url` answers; the same for as long as the tenant lives. */
export function signingKey({ data: { login } }: Tenant): string {
  return createHash('sha256').update(`callbacks of ${login.companyId}: ${login.privateKey}`).digest('base64');
}

function renderBody(tenant: Tenant, callback: CwRecord, change: Change, messageId: string): JsonObject {
  const apiBase = textIn(callback.values, 'apiBase');
  return {
    MessageId: messageId,
    Action: change.action,
    ID: change.record.id,
    Type: textIn(callback.values, 'type'),
    CompanyId: tenant.data.login.companyId,
    // The documents do not say whose: here the member who made the change.
    MemberId: change.by,
    Entity: change.action === 'deleted' ? null : JSON.stringify(renderEntity(tenant, callback, change)),
    FromUrl: new URL(apiBase).host,
    CallbackObjectRecId: callback.id,
    PartnerId: null,
    ProductInstanceId: null,
    Metadata: { key_url: `${apiBase}${KEY_PATTERN.replace('{id}', String(callback.id))}` },
  };
}

function renderEntity(tenant: Tenant, { values }: CwRecord, { record }: Change): JsonObject {
  const name = CALLBACK_TYPES[textIn(values, 'type')]?.entity;
  if (name === undefined) throw new Error(`No record is of the callback type ${textIn(values, 'type')}.`);
  return renderRecord(tenant, getEntity(name), record, textIn(values, 'apiBase'));
}

/** The id goes behind the address as raw text, which therefore ends in `recordId=`; then the action. */
function renderUrl({ switches }: Tenant, { values }: CwRecord, { action, record }: Change): string {
  const suffix = switches.is('callbackUrlAction', 'query') ? `&action=${action}` : '';
  return `${textIn(values, 'url')}${record.id}${suffix}`;
}
