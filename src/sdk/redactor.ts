/** Takes secrets that were handed out, out of whatever is about to be written down. */
export interface Redactor {
  add(secret: string): void;
  redact<T>(value: T): T;
}

const MASK = '***';

/** Lines of a PEM block's body, and all of it on one: an error may quote one line of a key. */
function pemLines(secret: string): string[] {
  if (!secret.includes('-----BEGIN ')) return [];
  const lines = secret.split(/\r?\n|\\n/).filter((line) => !line.startsWith('-----'));
  // A short last line may be an ordinary word elsewhere.
  return [...lines, lines.join(''), lines.join('\\n')].filter((line) => line.length >= 16);
}

export function createRedactor(): Redactor {
  const secrets = new Set<string>();

  const clean = (text: string) => {
    let cleaned = text;
    for (const secret of secrets) cleaned = cleaned.replaceAll(secret, MASK);
    return cleaned;
  };
  const redact = (value: unknown): unknown => {
    if (typeof value === 'string') return clean(value);
    if (Array.isArray(value)) return value.map(redact);
    if (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype)
      return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, redact(child)]));
    return value;
  };

  return {
    add(secret) {
      // Also as it looks inside a URL. Very short values would blank out ordinary words.
      for (const form of [secret, encodeURIComponent(secret)]) if (form.length >= 4) secrets.add(form);
      for (const line of pemLines(secret)) secrets.add(line);
      if (URL.canParse(secret)) {
        const { password } = new URL(secret);
        if (password.length >= 4) secrets.add(password).add(decodeURIComponent(password));
      }
    },
    redact: <T>(value: T) => redact(value) as T,
  };
}
