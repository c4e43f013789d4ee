import type { JsonValue } from '../../kernel/json';

/** Facts 2.6: what kind of mistake it was; transport and retryableLogical may be tried again. */
type VspcErrorType = 'transport' | 'retryableLogical' | 'logical' | 'security' | 'unspecified';

export interface VspcErrorDetail {
  readonly code: number;
  readonly type: VspcErrorType;
  readonly message: string;
  readonly parameterName?: string;
  readonly propertyName?: string;
  /** Seconds, in the body: VSPC sends no Retry-After header (facts 2.7). */
  readonly retryAfter?: number;
}

/** The usual error envelope. Scripted faults use it too: `vspcErrors({ code: 504, type: 'transport', … })` as a 520. */
export function vspcErrors(...details: readonly VspcErrorDetail[]): JsonValue {
  return { errors: details.map((detail) => ({ ...detail })) };
}

/** The other envelope, of a client version or path that the server no longer has (facts 1.7). */
export function unsupportedVersionBody(uri: string): JsonValue {
  const message = `No resource for the request URI '${uri}' in this API version.`;
  return { error: { code: 'UnsupportedApiVersion', message, innerError: null } };
}

/** Thrown while a request is served; what it carries is the reply. */
export class VspcRefusal extends Error {
  constructor(
    readonly status: number,
    readonly body: JsonValue,
  ) {
    super(`refused with ${status}`);
    this.name = 'VspcRefusal';
  }
}

export function badParameter(parameterName: string, message: string): VspcRefusal {
  return new VspcRefusal(400, vspcErrors({ message, type: 'logical', code: 400, parameterName }));
}

export function notFound(message: string): VspcRefusal {
  return new VspcRefusal(404, vspcErrors({ message, type: 'logical', code: 404 }));
}

export function unauthorized(message: string): VspcRefusal {
  return new VspcRefusal(401, vspcErrors({ message, type: 'security', code: 401 }));
}

export function forbidden(message: string): VspcRefusal {
  return new VspcRefusal(403, vspcErrors({ message, type: 'security', code: 403 }));
}
