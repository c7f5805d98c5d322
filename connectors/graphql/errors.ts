import { ConnectorError, type ConnectorErrorKind } from '../../src/sdk/index.ts';
import { type Found, isUnder, type ResponsePath } from './paths.ts';

/** One of `errors` in an answer (https://spec.graphql.org/October2021/#sec-Errors). */
export interface UpstreamError {
  message: string;
  /** Absent = the request as a whole failed. */
  path?: ResponsePath;
  /** `extensions.code`, upper case; '' = none. */
  code: string;
}

const KINDS: [kind: ConnectorErrorKind, codes: RegExp][] = [
  ['auth', /^(UNAUTHENTICATED|UNAUTHORIZED|FORBIDDEN|ACCESS_?DENIED|INVALID_TOKEN)$/],
  ['rate_limited', /^(RATE_?LIMITED|RATE_LIMIT(_EXCEEDED)?|TOO_MANY_REQUESTS|THROTTLED)$/],
  [
    'drift',
    /^(GRAPHQL_(VALIDATION|PARSE)_FAILED|BAD_USER_INPUT|OPERATION_RESOLUTION_FAILURE|PERSISTED_QUERY_.*)$/,
  ],
];

export function toUpstreamErrors(errors: unknown): UpstreamError[] {
  if (!Array.isArray(errors)) return [];
  return errors.map((error) => {
    const { message, path, extensions } = (error ?? {}) as Record<string, unknown>;
    const code = (extensions as { code?: unknown } | undefined)?.code;
    return {
      message: typeof message === 'string' ? message.slice(0, 200) : 'no message',
      ...(Array.isArray(path) && path.length > 0 ? { path: path as ResponsePath } : {}),
      code: typeof code === 'string' ? code.toUpperCase() : '',
    };
  });
}

/**
 * Who has to act. Without a code: a request that was refused before it ran (no path, no data) was not understood; a
 * failure while it ran may pass.
 */
function kindOf({ code, path }: UpstreamError, hasData: boolean): ConnectorErrorKind {
  const known = KINDS.find(([, codes]) => codes.test(code));
  if (known) return known[0];
  return code === '' && !path && !hasData ? 'drift' : 'transient';
}

/** The gravest first: a refused credential is not healed by waiting. */
const ORDER: ConnectorErrorKind[] = ['auth', 'drift', 'rate_limited', 'transient'];

export function toConnectorError(errors: UpstreamError[], hasData: boolean, where: string): ConnectorError {
  const ranked = errors
    .map((error) => ({ error, kind: kindOf(error, hasData) }))
    .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  const { error, kind } = ranked[0]!;
  const code = error.code === '' ? '' : ` (${error.code})`;
  return new ConnectorError(kind, `${where}: ${error.message}${code}`);
}

/** Errors by the record they stand in; what belongs to no record concerns the whole answer. */
export function shareOut(
  errors: UpstreamError[],
  records: readonly Found[],
): { own: Map<Found, UpstreamError>; rest: UpstreamError[] } {
  const own = new Map<Found, UpstreamError>();
  const rest: UpstreamError[] = [];
  for (const error of errors) {
    const { path } = error;
    const record = path && records.find((candidate) => isUnder(path, candidate.path));
    if (!record) rest.push(error);
    else if (!own.has(record)) own.set(record, error);
  }
  return { own, rest };
}
