/** Codings this server writes, the one that packs best first. */
const KNOWN = ['br', 'gzip'] as const;
export type ContentEncoding = (typeof KNOWN)[number];

/**
 * The coding for an `Accept-Encoding` header (RFC 9110 §12.5.3), or undefined for none. A coding that the client gave
 * the weight 0 is never taken; `*` stands for those it did not name.
 */
export function chooseEncoding(header: string | undefined): ContentEncoding | undefined {
  if (!header) return undefined;
  const weights = new Map(header.split(',').map(toWeighted));
  let chosen: ContentEncoding | undefined;
  let best = 0;
  for (const coding of KNOWN) {
    const weight = weights.get(coding) ?? weights.get('*') ?? 0;
    if (weight <= best) continue;
    chosen = coding;
    best = weight;
  }
  return chosen;
}

function toWeighted(part: string): [coding: string, weight: number] {
  const [coding = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
  const q = parameters.find((parameter) => parameter.startsWith('q='));
  const weight = q === undefined ? 1 : Number(q.slice(2));
  return [coding, weight >= 0 && weight <= 1 ? weight : 0];
}
