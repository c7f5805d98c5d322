import { createHash, createHmac, randomBytes } from 'node:crypto';
import { ConnectorError } from '../contract.ts';
import type { HttpRequest } from '../http.ts';

/** What requests are signed with. */
export interface SigningKey {
  keyId: string;
  secret: Uint8Array;
  /** Name of the signature inside its two headers. */
  label: string;
  /** Headers of the request covered beside the three fixed components, lower case. */
  headers: readonly string[];
}

/**
 * HTTP Message Signatures (RFC 9421) with `hmac-sha256`, chosen over the usual home-made "method, path, date, hash" strings
 * because it is the standard that says all of these exactly and that libraries verify. Every request carries:
 *
 *     Content-Digest: sha-256=:<base64 of SHA-256 of the body bytes, also of an empty body>:          (RFC 9530)
 *     Signature-Input: <label>=("@method" "@target-uri" "content-digest" <"header">…);created=<epoch s>;keyid="<keyId>";alg="hmac-sha256";nonce="<16 random bytes, base64>"
 *     Signature: <label>=:<base64 of HMAC-SHA256(secret, signature base)>:
 *
 * The signature base (§2.5), lines joined by one LF, none at the end:
 *
 *     "@method": GET
 *     "@target-uri": https://api.example.vn/v1/vehicles?since=2026-01-01
 *     "content-digest": sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:
 *     "x-road-client": VN/GOV/…                      (one line per further covered header, in their order)
 *     "@signature-params": <what stands after "<label>=" in Signature-Input>
 *
 * The server judges `created` (replay window) and `nonce` (once); it recomputes the digest from the bytes it received.
 */
export function signMessage(
  key: SigningKey,
  url: URL,
  request: HttpRequest,
  at: number,
  nonce = randomBytes(16).toString('base64'),
): Record<string, string> {
  const digest = createHash('sha256')
    .update(request.body ?? '')
    .digest('base64');
  const contentDigest = `sha-256=:${digest}:`;
  const target = new URL(url);
  target.hash = '';
  const components: Component[] = [
    ['@method', request.method ?? 'GET'],
    ['@target-uri', target.href],
    ['content-digest', contentDigest],
    ...key.headers.map((name): Component => [name.toLowerCase(), headerOf(request, name)]),
  ];
  const { input, signature } = signComponents(
    key.secret,
    components,
    `created=${Math.floor(at / 1000)};keyid=${quote(key.keyId)};alg="hmac-sha256";nonce="${nonce}"`,
  );
  return {
    'content-digest': contentDigest,
    'signature-input': `${key.label}=${input}`,
    signature: `${key.label}=:${signature}:`,
  };
}

/** Name of a component and its value. */
type Component = [name: string, value: string];

/** Signature and the parameters it covers (RFC 9421 §2.5, §3.3.3). */
export function signComponents(
  secret: Uint8Array,
  components: readonly Component[],
  parameters: string,
): { input: string; signature: string } {
  const input = `(${components.map(([name]) => `"${name}"`).join(' ')});${parameters}`;
  const lines = [...components, ['@signature-params', input]].map(([name, value]) => `"${name}": ${value}`);
  return { input, signature: createHmac('sha256', secret).update(lines.join('\n')).digest('base64') };
}

/** A string of structured fields (RFC 8941 §3.3.3). */
const quote = (text: string) => `"${text.replaceAll(/["\\]/g, '\\$&')}"`;

function headerOf(request: HttpRequest, name: string): string {
  const found = Object.entries(request.headers ?? {}).find(
    ([candidate]) => candidate.toLowerCase() === name.toLowerCase(),
  );
  if (!found)
    throw new ConnectorError('config', `auth: header "${name}" is to be signed but the request has none`);
  return found[1].trim();
}
