const MINIMUM_SECRET_LENGTH = 4;
const REPLACEMENT = '[redacted]';

/**
 * Removes every registered secret from a text, by value and in the encodings that a request carries it in.
 * Values shorter than four characters are not registered: they would tear ordinary words apart.
 */
export class Redactor {
  private secrets: readonly string[] = [];

  register(secret: string): void {
    if (secret.length < MINIMUM_SECRET_LENGTH) return;
    const base64 = Buffer.from(secret, 'utf8').toString('base64');
    const forms = [
      secret,
      base64,
      base64.replace(/=+$/, ''),
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
    ];
    const all = new Set([...this.secrets, ...forms]);
    // Longest first, or a secret that contains another one would leave its tail behind.
    this.secrets = [...all].sort((left, right) => right.length - left.length);
  }

  redact(text: string): string {
    let result = text;
    for (const secret of this.secrets) result = result.replaceAll(secret, REPLACEMENT);
    return result;
  }
}
