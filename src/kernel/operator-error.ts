/**
 * A mistake or a condition that the operator can mend: shown as one sentence with its hint, exit 1, never a stack.
 * `kind` is a word that scripts may test; the message never holds a secret or a configured value.
 */
export class OperatorError extends Error {
  constructor(
    readonly kind: string,
    message: string,
    readonly hint: string,
  ) {
    super(message);
    this.name = 'OperatorError';
  }
}
