import type { JsonValue } from '../../kernel/json';

/** One entry of `errors[]`. */
export interface ValidationIssue {
  readonly code: 'MissingRequiredField' | 'InvalidField' | 'InvalidObject' | 'NotFound' | 'ObjectExists' | 'OutOfRange';
  readonly message: string;
  readonly field: string;
}

/** The server says no: thrown anywhere below, answered once by the stand-in. */
export class CwRefusal extends Error {
  constructor(
    readonly status: number,
    /** A text goes out as plain text. */
    readonly body: string | Readonly<Record<string, JsonValue>>,
  ) {
    super(typeof body === 'string' ? body : JSON.stringify(body));
    this.name = 'CwRefusal';
  }
}

/** Several things wrong with one object; the most frequent refusal. */
export function invalidObject(resource: string, issues: readonly ValidationIssue[]): CwRefusal {
  const errors = issues.map(({ code, message, field }) => ({ code, message, resource, field }));
  return new CwRefusal(400, { code: 'InvalidObject', message: `${resource} object is invalid`, errors });
}

export function missingField(field: string): ValidationIssue {
  return { code: 'MissingRequiredField', message: `The ${field} field is required.`, field };
}

/** Something in conditions, childConditions, orderBy or fields that the model does not know. */
export function badCondition(message: string): CwRefusal {
  return new CwRefusal(400, { code: 'ApiFindCondition', message });
}

/** The request could not even be bound to the model. */
export function badRequest(message: string): CwRefusal {
  return new CwRefusal(400, { code: 'ConnectWiseApi', message });
}

export function notFound(typeName: string, id: number): CwRefusal {
  return new CwRefusal(404, { code: 'NotFound', message: `${typeName} ${id} not found` });
}

export function noSuchEndpoint(): CwRefusal {
  return new CwRefusal(404, { code: 'ConnectWiseApi', message: 'The endpoint does not exist.' });
}

export function forbidden(): CwRefusal {
  return new CwRefusal(403, { code: 'Security', message: 'You do not have permission to do this.' });
}

/** The gateway in front of the cloud: plain text, whatever the Accept header says. */
export function cannotRoute(): CwRefusal {
  return new CwRefusal(400, 'Cannot route. Codebase/company is invalid');
}

/** Body and headers of a 429: its key is `error`, not `code`. Rate windows are the framework's business. */
export function tooManyRequests(retryAfterSeconds: number): {
  readonly status: 429;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: { readonly error: string; readonly message: string };
} {
  return {
    status: 429,
    headers: { 'retry-after': String(retryAfterSeconds) },
    body: {
      error: 'ConnectWiseAPI',
      message: `Too many requests. Please try again in ${retryAfterSeconds} seconds.`,
    },
  };
}
