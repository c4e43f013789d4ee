import { showText } from '../http/show-text';
import { WireShapeError } from '../http/wire-record';
import {
  IntegrationError,
  type ErrorKind,
  type IntegrationErrorDetail,
  type SystemName,
} from '../kernel/integration-error';
import type { Redactor } from '../kernel/redaction';
import { PartialAnswerError } from './parse-envelope';

/** Failures that the connector finds itself, in the same form as those of `http/`. */
export class VspcFailures {
  constructor(
    private readonly system: SystemName,
    private readonly redactor: Redactor,
  ) {}

  create(operation: string, kind: ErrorKind, words: string): IntegrationError {
    return new IntegrationError(this.detail(operation, kind, words));
  }

  /** Nothing of this server can be read. */
  ofServer(operation: string, words: string): IntegrationError {
    return new IntegrationError({ ...this.detail(operation, 'rejected', words), wholeSystem: true });
  }

  private detail(operation: string, kind: ErrorKind, words: string): IntegrationErrorDetail {
    const message = showText(`${this.system}: ${operation} ${words}`, this.redactor);
    return { system: this.system, operation, kind, message };
  }

  /** What parsing found wrong becomes a failure of its call; everything else is passed on. */
  ofParsing(operation: string, error: unknown): unknown {
    if (error instanceof PartialAnswerError) return this.create(operation, 'contract', error.message);
    if (error instanceof WireShapeError)
      return this.create(operation, 'contract', `answered something else: ${error.message}`);
    return error;
  }
}
