import type { JsonValue } from '../../../kernel/json';
import type { CwRecord } from '../store/record-store';
import type { Notification, Tenant } from '../store/tenant';

/** Writes down whom the server would have mailed; a note for internal eyes never goes to the customer. */
export function recordNotification(
  tenant: Tenant,
  ticket: CwRecord,
  cause: Notification['cause'],
  by: string,
  internal = false,
): void {
  tenant.notifications.push({
    at: tenant.nowText(),
    ticketId: ticket.id,
    cause,
    by,
    recipients: recipientsOf(tenant, ticket, internal),
  });
}

function recipientsOf({ store }: Tenant, { values }: CwRecord, internal: boolean): readonly string[] {
  const recipients: string[] = [];
  if (values['automaticEmailContactFlag'] === true && !internal && values['contact'] !== undefined) {
    recipients.push(`contact:${text(values['contactName'])}`);
  }
  const owner = store.find('member', values['owner']);
  if (values['automaticEmailResourceFlag'] === true && owner) {
    recipients.push(`resource:${text(owner.values['identifier'])}`);
  }
  const copies = text(values['automaticEmailCc']);
  if (values['automaticEmailCcFlag'] === true && !internal && copies !== '') recipients.push(`cc:${copies}`);
  return recipients;
}

function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
