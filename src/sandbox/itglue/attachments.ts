import { parseId, requiredId, textAttribute } from './attribute-values';
import type { ItGlueResourceType } from './itglue-data';
import type { AttachmentRecord } from './itglue-state';
import type { Attributes, Resource } from './json-api';
import { isBulk, isObject, parseList, parseSingle, showDocument, showResource, withSnakeNames } from './json-api';
import { resourceOfPath } from './related-items';
import type { VendorAnswer, VendorCall, VendorRoute } from './vendor-call';
import { numericParam, recordOf } from './vendor-call';
import { unknownId, unprocessable } from './vendor-refusal';

const COLLECTION = '/{resource_type}/{resource_id}/relationships/attachments';

/** There is no index of attachments: they are read with `include=attachments`. */
export const ATTACHMENT_ROUTES: readonly VendorRoute[] = [
  { method: 'POST', path: COLLECTION, attributes: ['attachment'], answer: createAttachments },
  { method: 'PATCH', path: `${COLLECTION}/{id}`, attributes: ['id', 'name'], answer: renameAttachment },
  { method: 'DELETE', path: COLLECTION, attributes: ['id'], answer: deleteAttachments },
];

export function attachmentsOf(call: VendorCall, resourceType: ItGlueResourceType, resourceId: number): Resource[] {
  return [...call.state.attachments.values()]
    .filter((item) => item.resourceType === resourceType && item.resourceId === resourceId)
    .map((item) => attachmentResource(call, item));
}

function createAttachments(call: VendorCall): VendorAnswer {
  const owner = resourceOfPath(call);
  const inputs = isBulk(call) ? parseList(call) : [parseSingle(call)];
  const files = inputs.map((input) => parseFile(input.attributes['attachment'], '/data/attributes/attachment'));
  const records = files.map((file) => {
    const record: AttachmentRecord = {
      id: call.state.newId(),
      resourceType: owner.type,
      resourceId: owner.id,
      name: file.fileName,
      fileName: file.fileName,
      contentType: contentTypeOf(file.fileName),
      sizeBytes: file.sizeBytes,
    };
    call.state.attachments.set(record.id, record);
    return attachmentResource(call, record);
  });
  const [first] = records;
  if (isBulk(call) || first === undefined) return { status: 201, body: { data: records.map(showResource) } };
  return { status: call.switches.createdStatus, body: showDocument(call, first) };
}

function renameAttachment(call: VendorCall): VendorAnswer {
  const record = ownAttachment(call, numericParam(call, 'id'));
  const name = textAttribute(parseSingle(call).attributes, 'name');
  if (!name) throw unprocessable('/data/attributes/name', ["can't be blank"]);
  record.name = name;
  return { status: 200, body: showDocument(call, attachmentResource(call, record)) };
}

function deleteAttachments(call: VendorCall): VendorAnswer {
  const records = parseList(call).map(({ attributes }) => ownAttachment(call, requiredId(attributes)));
  for (const record of records) call.state.attachments.delete(record.id);
  return { status: 200, body: { data: records.map((record) => showResource(attachmentResource(call, record))) } };
}

function ownAttachment(call: VendorCall, id: number): AttachmentRecord {
  const owner = resourceOfPath(call);
  const record = recordOf(call, call.state.attachments, id);
  if (record.resourceType === owner.type && record.resourceId === owner.id) return record;
  throw unknownId(call.switches.unknownIdOnWrite);
}

/** A file as it is sent: base64 and a name. */
export function parseFile(value: unknown, pointer: string): { fileName: string; sizeBytes: number } {
  const file: Attributes = isObject(value) ? withSnakeNames(value) : {};
  const { content, file_name: fileName } = file;
  if (typeof content !== 'string' || typeof fileName !== 'string' || fileName === '') {
    throw unprocessable(pointer, ['needs content in base64 and a file_name']);
  }
  return { fileName, sizeBytes: Buffer.from(content, 'base64').length };
}

function contentTypeOf(fileName: string): string {
  const extension = extensionOf(fileName);
  const known: Readonly<Record<string, string>> = { csv: 'text/csv', pdf: 'application/pdf', txt: 'text/plain' };
  return known[extension] ?? 'application/octet-stream';
}

function extensionOf(fileName: string): string {
  return fileName.includes('.') ? (fileName.split('.').at(-1) ?? '').toLowerCase() : '';
}

function attachmentResource(call: VendorCall, record: AttachmentRecord): Resource {
  return {
    id: record.id,
    type: 'attachments',
    attributes: {
      name: record.name,
      attachment_file_name: record.fileName,
      attachment_content_type: record.contentType,
      attachment_file_size: record.sizeBytes,
      ext: extensionOf(record.fileName),
      viewable: record.contentType.startsWith('text/'),
      download_url: `https://${call.state.account.subdomain}.itglue.com/attachments/${record.id}`,
    },
  };
}

/** For people: an attachment as somebody drops it onto a record. */
export function newAttachment(
  id: number,
  owner: { readonly type: ItGlueResourceType; readonly id: unknown },
  fileName: string,
): AttachmentRecord {
  const resourceId = parseId(owner.id);
  if (resourceId === undefined) throw new Error(`${String(owner.id)} is not an id`);
  const contentType = contentTypeOf(fileName);
  return { id, resourceType: owner.type, resourceId, name: fileName, fileName, contentType, sizeBytes: 4096 };
}
