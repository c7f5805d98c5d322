import type { KeyBook } from '../access/keys.ts';
import type { HubContext } from '../graphql/context.ts';
import { type ContextParts, createHubContext } from '../graphql/create-context.ts';
import type { Clock } from '../kernel/clock.ts';

export interface RequestHead {
  headers: Readonly<Record<string, string | undefined>>;
  signal: AbortSignal;
}

/**
 * Headers → who asks and for what (X-Road's Issue and purpose, by our names). Header values are ASCII; a client
 * writes Vietnamese percent-encoded.
 */
export function createContextFactory(
  parts: ContextParts,
  keys: KeyBook,
  clock: Clock,
): (request: RequestHead) => Promise<HubContext> {
  return async ({ headers, signal }) =>
    createHubContext(parts, {
      principal: await keys.authenticate(headers.authorization),
      purpose: decode(headers['x-hub-purpose']),
      caseReference: decode(headers['x-hub-case']),
      signal,
      now: clock.now(),
    });
}

function decode(value: string | undefined): string | undefined {
  if (value === undefined || value.trim() === '') return undefined;
  try {
    return decodeURIComponent(value.trim());
  } catch {
    // A stray percent sign: the value as it was sent.
    return value.trim();
  }
}
