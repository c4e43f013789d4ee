import { Redactor } from '../kernel/redaction';

/** As many as can still be under way when a token is renewed. */
const TOKENS_KEPT = 6;

/** The program's redactor, and the tokens of this session: those come and go, and must not pile up there. */
export class SessionRedactor extends Redactor {
  private tokens: readonly string[] = [];

  constructor(private readonly program: Redactor) {
    super();
  }

  rememberToken(token: string): void {
    this.tokens = [token, ...this.tokens].slice(0, TOKENS_KEPT);
  }

  override redact(text: string): string {
    let result = this.program.redact(super.redact(text));
    for (const token of this.tokens) result = result.replaceAll(token, '[redacted]');
    return result;
  }
}
