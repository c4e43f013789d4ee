import type { JsonValue } from '../../kernel/json';

/** An answer other than success, thrown by whatever finds the mistake and turned into a reply in one place. */
export class VendorRefusal extends Error {
  constructor(
    readonly status: number,
    /** A string goes out as HTML, anything else as JSON, undefined as an empty body. */
    readonly body: JsonValue | undefined,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(`IT Glue answers ${status}`);
    this.name = 'VendorRefusal';
  }
}

export interface ErrorDetail {
  readonly status: number | string;
  readonly title: string;
  readonly detail?: string | readonly string[];
  readonly pointer?: string;
}

export function jsonApiRefusal(status: number, error: ErrorDetail): VendorRefusal {
  return new VendorRefusal(status, {
    errors: [
      {
        ...(error.pointer === undefined ? {} : { source: { pointer: error.pointer } }),
        ...(error.detail === undefined ? {} : { detail: error.detail }),
        title: error.title,
        status: error.status,
      },
    ],
  });
}

/** Of the API gateway in front: every bad key looks the same. */
export function forbidden(): VendorRefusal {
  return new VendorRefusal(403, { message: 'Forbidden' });
}

/** The key is fine, the record is not there or not visible. Reads like a bad key and is none. */
export function unauthorizedRecord(): VendorRefusal {
  return jsonApiRefusal(401, {
    status: 401,
    title: 'Unauthorized',
    detail: 'Unauthorized resource access',
    pointer: 'id',
  });
}

export function notFound(): VendorRefusal {
  return jsonApiRefusal(404, { status: 404, title: 'Not Found', detail: 'The record does not exist' });
}

export function unknownId(status: 401 | 404): VendorRefusal {
  return status === 401 ? unauthorizedRecord() : notFound();
}

export function badRequest(detail: string, pointer?: string): VendorRefusal {
  return jsonApiRefusal(400, {
    status: 400,
    title: 'Bad Request',
    detail,
    ...(pointer === undefined ? {} : { pointer }),
  });
}

/** A rule of the data model; `detail` is a list where the vendor validates a field. */
export function unprocessable(pointer: string, detail: string | readonly string[]): VendorRefusal {
  return jsonApiRefusal(422, { status: 422, title: 'Unprocessable Entity', detail, pointer });
}
